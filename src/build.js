/**
 * Builds what the package installs, all of it into `dist`: the command line and its assembling thread, the compiler as a
 * library, the contract with the loader, and the loader (runtime/build.js). Nothing of it needs another package: what is
 * used of them is inside, the two assemblers as files of their own that are loaded when something is assembled.
 * What the examples and measurements of this repository use of the compiler besides goes to `.build`, and so does the
 * package of the loader alone.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildLoader } from '../runtime/build.js';
import { bundleTypes } from '../runtime/bundle-types.js';
import { packagesIn, writeLicences } from './licences.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** By package: the file that is copied, and its name here. */
const assemblers = { binaryen: ['index.js', 'binaryen.js'], wabt: ['index.js', 'wabt.cjs'] };

/** Leaves the assemblers, which lie beside the outputs, and clang, which is the user's, where they are. */
const external = {
  name: 'external',
  setup(builder) {
    builder.onResolve({ filter: /^(binaryen|wabt|@yowasp\/clang)$/ }, ({ path }) => {
      const [, name] = assemblers[path] ?? [];
      return { path: name ? `./${name}` : path, external: true };
    });
  },
};

/**
 * Bundles unplugin, which looks for its loaders in files beside itself; and asks for a package that only virtual modules
 * need, of which the plugin has none.
 */
const unplugin = {
  name: 'unplugin',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]unplugin[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => ({
      contents: withOwnLoaders(path),
    }));
  },
};

/** @param {string} path */
function withOwnLoaders(path) {
  const changes = [
    ['resolve(import.meta.dirname, "webpack/loaders/load.mjs")', ownFile('./webpack-load.js')],
    ['resolve(import.meta.dirname, "rspack/loaders/load.mjs")', ownFile('./rspack-load.js')],
    ['__require("webpack-virtual-modules")', 'class {}'],
  ];
  return changes.reduce(
    (text, [before, after]) => {
      if (!text.includes(before)) throw new Error(`unplugin has no ${before} any more`);
      return text.replace(before, after);
    },
    readFileSync(path, 'utf8'),
  );
}

/** @param {string} name */
const ownFile = (name) => `fileURLToPath(new URL('${name}', import.meta.url))`;

const unpluginLoader = (name) => join('node_modules/unplugin/dist', name, 'loaders/load.mjs');

const common = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
  plugins: [external, unplugin],
  metafile: true,
  absWorkingDir: root,
};

/** Chunks of CommonJS inside of an ES module need what that has not. */
const requiring = {
  js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
};

function copyAssemblers() {
  for (const [name, [from, to]] of Object.entries(assemblers))
    copyFileSync(join(root, 'node_modules', name, from), join(dist, to));
}

/** The package of the loader alone, `itlc-loader`: for applications that run adapters and compile none. */
function packLoader() {
  const folder = join(root, '.build/itlc-loader');
  const names = readdirSync(dist).filter((name) => /^it_(loader|wasi)\./.test(name));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of names) copyFileSync(join(dist, name), join(folder, name));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'runtime/README.md'), join(folder, 'README.md'));
  writeLicences(folder, packagesIn(loader));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(loaderManifest(names), null, 2)}\n`);
}

/** @param {string[]} files */
function loaderManifest(files) {
  const { version, license, keywords, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    name: 'itlc-loader',
    version,
    description: 'Runs WebAssembly components that itlc has compiled, on every host',
    license,
    keywords,
    engines,
    type: 'module',
    sideEffects: false,
    files: [...files, 'LICENSES.txt'],
    main: './it_loader.cjs',
    types: './it_loader.d.cts',
    exports: {
      '.': {
        import: { types: './it_loader.d.ts', default: './it_loader.js' },
        require: { types: './it_loader.d.cts', default: './it_loader.cjs' },
        default: { types: './it_loader.d.ts', default: './it_loader.js' },
      },
      './package.json': './package.json',
    },
  };
}

/** By folder of `src/templates`: text by path. */
function readTemplates() {
  const folder = join(root, 'src/templates');
  const textsIn = (layer) =>
    readdirSync(join(folder, layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(join(folder, layer), path).replaceAll(sep, '/'), readFileSync(path, 'utf8')])
      .sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((layer) => [layer, Object.fromEntries(textsIn(layer))]),
  );
}

/** The package `create-itlc`, which `npm create itlc` runs: it writes new projects, and needs no compiler for that. */
async function packCreate() {
  const folder = join(root, '.build/create-itlc');
  rmSync(folder, { recursive: true, force: true });
  const bundle = await build({
    ...common,
    platform: 'node',
    banner: { js: `#!/usr/bin/env node\n${requiring.js}` },
    entryPoints: { index: 'src/cli/new/main.ts' },
    outdir: '.build/create-itlc',
  });
  copyFileSync(join(dist, 'templates.json'), join(folder, 'templates.json'));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'src/cli/new/README.md'), join(folder, 'README.md'));
  writeLicences(folder, packagesIn([bundle]));
  const { version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const manifest = {
    name: 'create-itlc',
    version,
    description: 'Starts a project with C++ and JavaScript, by itlc: npm create itlc my-app',
    license,
    engines,
    type: 'module',
    bin: 'index.js',
    files: ['index.js', 'templates.json', 'LICENSES.txt'],
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const bundles = [
  {
    platform: 'node',
    banner: requiring,
    // What they share is in files of its own.
    splitting: true,
    chunkNames: 'shared-[hash]',
    entryPoints: {
      cli: 'src/cli.ts',
      assembler: 'src/cli/assembler.ts',
      node: 'src/node.ts',
      'clang-worker': 'src/toolchain/clang-worker.ts',
      plugin: 'src/plugin.ts',
      'webpack-load': unpluginLoader('webpack'),
      'rspack-load': unpluginLoader('rspack'),
    },
    outdir: 'dist',
  },
  {
    platform: 'neutral',
    mainFields: ['module', 'main'],
    entryPoints: { index: 'src/index.ts', abi: 'runtime/abi.ts' },
    outdir: 'dist',
  },
  {
    platform: 'node',
    banner: requiring,
    entryPoints: { clang: 'src/toolchain/clang.ts', 'clang-package': 'src/toolchain/clang-package.ts' },
    outdir: '.build',
  },
];

/** The C++ headers that generated C++ includes, for compilers that run without a file system. */
function writeHeaders() {
  const folder = join(root, 'runtime/cpp/it');
  const texts = readdirSync(folder).map((name) => [`it/${name}`, readFileSync(join(folder, name), 'utf8')]);
  writeFileSync(join(dist, 'headers.js'), headersModule(Object.fromEntries(texts)));
  writeFileSync(join(dist, 'headers.d.ts'), headersTypes);
}

/** @param {Record<string, string>} texts */
const headersModule = (texts) => `export const headers = ${JSON.stringify(texts, null, 1)};

export function readHeader(name) {
  if (Object.hasOwn(headers, name)) return headers[name];
  throw new Error(\`there is no header '\${name}'\`);
}
`;

const headersTypes = `/** The C++ headers that generated C++ includes, for compilers that run without a file system. */

/** Name, as it is included (\`it/arena.h\`) → text. */
export declare const headers: Readonly<Record<string, string>>;

/**
 * The text of a header, as \`translateDsl\` asks for it.
 * @param name \`it/arena.h\`
 * @throws Error where there is no such header
 */
export declare function readHeader(name: string): string;
`;

/** What stands in `dist` from a build before, or from another version. @param {Set<string>} names */
function removeOthers(names) {
  for (const name of readdirSync(dist)) if (!names.has(name)) rmSync(join(dist, name), { recursive: true });
}

mkdirSync(dist, { recursive: true });
const built = await Promise.all(bundles.map((bundle) => build({ ...common, ...bundle })));
const loader = await buildLoader({ outdir: dist });
copyAssemblers();
writeHeaders();
writeFileSync(join(dist, 'templates.json'), JSON.stringify(readTemplates()));
writeLicences(dist, [...packagesIn([...built, ...loader]), ...Object.keys(assemblers)]);
const declarations = [
  ['src/index', ['index.d.ts']],
  ['src/node', ['node.d.ts']],
  ['src/plugin', ['plugin.d.ts']],
  ['runtime/abi', ['abi.d.ts']],
  ['runtime/it_loader', ['it_loader.d.ts', 'it_loader.d.cts']],
];
for (const [entry, names] of declarations)
  for (const name of names) writeFileSync(join(dist, name), bundleTypes(`${entry}.ts`));
const outputs = [...built, ...loader].flatMap(({ metafile }) => Object.keys(metafile.outputs));
removeOthers(
  new Set([
    ...outputs.map((path) => basename(path)),
    ...Object.values(assemblers).map(([, name]) => name),
    ...declarations.flatMap(([, names]) => names),
    ...['headers.js', 'headers.d.ts', 'templates.json'],
    'LICENSES.txt',
  ]),
);
packLoader();
await packCreate();
