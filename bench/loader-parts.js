/**
 * `node bench/loader-parts.js`: what the loader's bytes buy. Bytes with gzip that it has more with a part than without it, all
 * else as it is; what parts have in common counts for none of them, so that the sum is less than the whole.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

/** By what they are for: the beginnings of paths below `runtime/`. */
const parts = {
  'finding, loading and compiling: paths, URLs, responses, bytes, sections': [
    'loader/decode-text',
    'cores/sources',
    'loader/sources',
    'loader/adapter',
    'values/base64',
  ],
  'the section: reading it, refusing a malformed one': ['loader/section', 'abi'],
  'the direct variant: whether the engine has it, its shim': ['loader/direct'],
  'options that there are not, or that are something else': ['cores/options', 'loader/options'],
  'linking core modules: made entities, passed imports, WASI or a mistake': [
    'loader/modules',
    'cores/make-entities',
    'cores/passed-imports',
    'cores/serve-core',
    'loader/serve-core',
    'cores/set-import',
  ],
  "imports of the user's: classes as members, missing ones, adapters linked to each other": [
    'loader/imports',
    'loader/links',
    'loader/structure',
    'values/component-imports',
    'values/imports',
  ],
  'exports: names, interfaces, properties, commands': ['loader/exports', 'member-names', 'values/nest-exports'],
  overloads: ['loader/overloads', 'values/argument-kind', 'values/no-overload'],
  'calls from and to JavaScript, results, async': [
    'loader/functions',
    'loader/results',
    'values/results',
    'values/calls',
  ],
  'C’s stack, pending defers, turns of async calls, traps': [
    'loader/guard',
    'cores/stacks',
    'cores/contexts',
    'loader/pending-defers',
    'cores/turns',
    'cores/trap',
    'values/trap-with',
  ],
  'resources: classes, owners, lending, giving away, extending': [
    'loader/resources',
    'loader/using',
    'values/resources',
    'values/ownership',
    'values/uses',
    'values/kinship',
    'values/owned-by',
    'values/extending',
    'values/lending',
    'values/dispose-symbol',
    'values/clones',
  ],
  'checks of what JavaScript hands in, and their words': [
    'loader/checks',
    'loader/create-checks',
    'loader/primitives',
    'loader/mismatch',
    'loader/object-maker',
    'loader/finder',
    'loader/carriers',
    'loader/view-class',
    'type-rules',
    'values/items',
    'values/expected',
    'values/dates',
    'values/collections',
    'values/members',
  ],
  'arrays, buffers, typed arrays that are gone or that lie': [
    'host/arrays',
    'values/arrays',
    'values/bytes',
    'values/typed-arrays',
    'values/targets',
    'values/slices',
    'values/growing-list',
    'values/lifted',
    'values/create-array',
  ],
  'records, variants, enums, flags for adapters': ['host/objects', 'host/records'],
  'text: UTF-8, UTF-16, Latin-1, strict ones, longer than engines take at once': [
    'host/text-functions',
    'values/text',
    'values/plain-text',
    'values/code-units',
    'values/strict-text',
    'values/long-text',
    'values/utf8-codecs',
    'values/size-up-to-nul',
    'values/too-long',
    'values/characters',
  ],
  'memories: views, loads and stores, copies, 64-bit windows': [
    'host/memory-functions',
    'host/scalars',
    'host/reach',
    'host/read-name',
    'values/memory',
    'values/moves',
    'values/windows',
    'cores/core-state',
  ],
  'core functions, tables, function pointers': ['host/core-functions', 'cores/modules', 'cores/pointers'],
  'any values, references': ['values/any', 'host/value-functions', 'values/references'],
  'functions by name and argument': ['host/families', 'host/create-host', 'host/host'],
};

const runtime = fileURLToPath(new URL('../runtime/', import.meta.url));

const { outputFiles } = await build({
  entryPoints: [`${runtime}it_loader.ts`],
  absWorkingDir: runtime,
  bundle: true,
  platform: 'neutral',
  format: 'esm',
  target: 'es2022',
  external: ['*/it_wasi.ts'],
  outdir: 'out',
  write: false,
});
/** Each begins with a line that says where it comes from. */
const modules = (outputFiles[0]?.text ?? '').split(/^(?=\/\/ [\w/-]+\.ts$)/m);

/** In the place of a module: what the others call by short names stays short. */
const declared = (module) =>
  [...module.matchAll(/^(?:var|let|const|(?:async )?function\*?|class) (\w+)/gm)]
    .map(([, name]) => `var ${name};\n`)
    .join('');

const isOf = (module, paths) => paths.some((path) => module.startsWith(`// ${path}`));

/** Nothing is left out because something else is: esbuild keeps what is unused where it does not bundle. */
async function sizeOf(kept) {
  const { code } = await transform(kept.join(''), { minify: true, target: 'es2022' });
  return gzipSync(code, { level: 9 }).length;
}

const whole = await sizeOf(modules);
const rows = await Promise.all(
  Object.entries(parts).map(async ([name, paths]) => [
    name,
    whole - (await sizeOf(modules.map((module) => (isOf(module, paths) ? declared(module) : module)))),
  ]),
);
for (const [name, size] of rows.sort(([, one], [, two]) => two - one)) console.log(`| ${name} | ${size} |`);
console.log(`| all, by this measure | ${whole} |`);
