/** Who is measured: the expert's glue, over C and over C++, what itlc makes, and other generators. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';

/** The workload has no need of WASI, which is a file of its own. */
const loader = ['out/it_loader.js'];
const dsl = { script: loader, adapter: ['out/dsl/it_work.wasm'], core: ['out/dsl/work.wasm'] };
const itl = { script: loader, adapter: ['out/it_work.wasm'], core: ['out/core.wasm'] };
const jco = (folder) => ({
  script: [`out/peers/${folder}/work.js`],
  adapter: [2, 3, 4].map((part) => `out/peers/${folder}/work.core${part}.wasm`),
  core: [`out/peers/${folder}/work.core.wasm`],
});

/** By name, which is that of the module in peers/: how it is called, what stands for it in a page, and what a user ships. */
export const participants = {
  expert: {
    title: 'expert’s glue',
    page: 'peers/web/expert.js',
    script: ['peers/expert-glue.js'],
    adapter: [],
    core: ['out/core.wasm'],
  },
  'expert-dsl': {
    title: 'expert’s glue, C++',
    page: 'peers/web/expert-dsl.js',
    script: ['peers/expert-dsl-glue.js'],
    adapter: [],
    core: ['out/expert-dsl.wasm'],
  },
  js: { title: 'js', script: ['out/dsl/work.js'], adapter: [], core: ['out/dsl/work.wasm'] },
  'js-itl': { title: 'js, ITL by hand', script: ['out/work.js'], adapter: [], core: ['out/core.wasm'] },
  direct: { title: 'direct', ...dsl },
  table: { title: 'table', ...dsl },
  'direct-itl': { title: 'direct, ITL by hand', ...itl },
  'table-itl': { title: 'table, ITL by hand', ...itl },
  embind: {
    title: 'embind',
    script: ['out/peers/embind/work.js'],
    adapter: [],
    core: ['out/peers/embind/work.wasm'],
  },
  'expert-component': {
    title: 'expert’s glue, component',
    script: ['peers/expert-component-glue.js'],
    adapter: [],
    core: ['out/peers/component/work.core2.wasm'],
  },
  component: {
    title: 'js, component',
    script: ['out/peers/component/work.js'],
    adapter: [2, 3, 4].map((part) => `out/peers/component/work.core${part}.wasm`),
    core: ['out/peers/component/work.core.wasm'],
  },
  jco: { title: 'jco 1.35', ...jco('jco') },
  'jco-1.8': { title: 'jco 1.8', ...jco('jco-1.8') },
  assemblyscript: {
    title: 'AssemblyScript',
    script: ['out/peers/assemblyscript/work.js'],
    adapter: [],
    core: ['out/peers/assemblyscript/work.wasm'],
  },
};

export const own = ['js', 'js-itl', 'direct', 'table', 'direct-itl', 'table-itl'];
/** Itlc's over the C++ of work.cpp, whose expert's glue has the same C++. */
export const overCpp = ['js', 'direct', 'table'];
/** The expert's. */
export const references = ['expert', 'expert-dsl'];
export const others = ['expert-component', 'component', 'embind', 'jco', 'jco-1.8', 'assemblyscript'];

/** Bytes with gzip, JavaScript minified; what is not there counts nothing. */
async function sizeOf(files) {
  const sizes = files.map(async (file) => {
    const path = new URL(file, import.meta.url);
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes === undefined) return 0;
    const shipped = file.endsWith('.js') ? (await transform(bytes.toString(), { minify: true })).code : bytes;
    return gzipSync(shipped, { level: 9 }).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** @param names of participants that have been built */
export async function sizesOf(names) {
  const sizes = {};
  for (const name of names) {
    const { script, adapter, core } = participants[name];
    sizes[name] = { script: await sizeOf(script), adapter: await sizeOf(adapter), core: await sizeOf(core) };
  }
  return sizes;
}

const kept = fileURLToPath(new URL('results.json', import.meta.url));

/** What the last run wrote. */
export const readResults = async () => JSON.parse(await readFile(kept, 'utf8'));
export const writeResults = (results) => writeFile(kept, `${JSON.stringify(results, undefined, 1)}\n`);
