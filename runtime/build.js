/**
 * Builds the loader's three files into a folder, `dist` unless another is named: `it_loader.js`, which every component
 * needs, and `it_values.js` and `it_wasi.js`, which it loads for those that need them. None imports another by a path
 * but `import()`: what `it_values.js` shares with the loader is handed to it (kit.ts).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const runtime = dirname(fileURLToPath(import.meta.url));
const valuesFolder = join(runtime, 'values');

/** The loader's modules that `it_values.ts` and what belongs to it import, with the names that they take. */
function sharedNames() {
  const names = new Map();
  const files = [join(runtime, 'it_values.ts'), ...readdirSync(valuesFolder).map((name) => join(valuesFolder, name))];
  for (const file of files) {
    for (const [, list, path] of readFileSync(file, 'utf8').matchAll(/^import \{([^}]*)\} from '(.*)';$/gm)) {
      const from = join(dirname(file), path);
      if (dirname(from) !== runtime) continue;
      const known = names.get(from) ?? new Set();
      for (const name of list.split(',').map((item) => item.trim())) {
        if (name !== '' && !name.startsWith('type ')) known.add(name);
      }
      names.set(from, known);
    }
  }
  return names;
}

/** Takes from the kit what would be imported from the loader. */
const fromKit = {
  name: 'from-kit',
  setup(builder) {
    const names = sharedNames();
    const kit = readFileSync(join(runtime, 'kit.ts'), 'utf8').split('export const kit')[1] ?? '';
    builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const taken = names.get(path);
      if (taken === undefined) return undefined;
      const missing = [...taken].filter((name) => !new RegExp(`\\b${name},`).test(kit));
      if (missing.length > 0) throw new Error(`runtime/kit.ts lacks ${missing.join(', ')}`);
      return { contents: `export const { ${[...taken].join(', ')} } = kit;`, loader: 'js' };
    });
  },
};

/** Leaves `import('./it_values.ts')` to the host, under the built file's name. */
const toBuiltFiles = {
  name: 'to-built-files',
  setup(builder) {
    builder.onResolve({ filter: /\/it_\w+\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/** What all three have in common. */
const common = { bundle: true, platform: 'neutral', target: 'es2022', logLevel: 'warning' };

/** The file as a function of the kit. In parentheses: V8 then compiles it at once, instead of reading all of it twice. */
function takingKit(file) {
  const [exported, name] = /export\s*\{\s*([\w$]+) as default,?\s*\};?\s*$/.exec(file.text) ?? [];
  if (exported === undefined) throw new Error(`${file.path} does not end with its export`);
  const text = `export default ((kit) => {\n${file.text.slice(0, -exported.length)}return ${name}(kit); });\n`;
  return { path: file.path, text };
}

/** Where a line of minified code is indented, it is JavaScript in a template, which needs neither. */
const withoutIndents = ({ path, text }) => ({ path, text: text.replace(/\n +/g, ' ') });

/** @param {{ outdir?: string, minify?: boolean, write?: boolean }} options */
export async function buildLoader({ outdir = join(runtime, '../dist'), minify = false, write = true } = {}) {
  const options = { ...common, outdir, minify, write: false, format: 'esm' };
  const entry = (name) => [join(runtime, `${name}.ts`)];
  const [loader, values, wasi] = await Promise.all([
    build({ ...options, entryPoints: entry('it_loader'), plugins: [toBuiltFiles] }),
    build({ ...options, entryPoints: entry('it_values'), plugins: [fromKit, toBuiltFiles] }),
    build({ ...options, entryPoints: entry('it_wasi') }),
  ]);
  const own = values.outputFiles.map(takingKit);
  const files = [...loader.outputFiles, ...(minify ? own.map(withoutIndents) : own), ...wasi.outputFiles];
  if (write) {
    mkdirSync(outdir, { recursive: true });
    for (const { path, text } of files) writeFileSync(path, text);
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLoader({ outdir: process.argv[2] });
