import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantiate } from 'itlc/loader';
import { compileCpp } from '../../.build/clang.js';
import { build } from './build.js';
import { dslStage, stages } from './stages.js';

console.log('Compiling C and C++ with clang (takes some seconds), and ITL with itlc …');
const out = await build(compileCpp);
const log = join(out, 'data_3.log');
rmSync(log, { force: true });

const print = (...values) => console.log(...values);
const sinks = {
  telemetry: () => {},
  persist: (file, line) => appendFileSync(join(out, file), `${line}\n`),
};

const runs = stages.map(({ name, title, itl }) => ({
  title,
  adapter: join(out, name, `it_${itl.replace('.itl', '.wasm')}`),
  main: `${name}/main.js`,
}));
runs.push({ ...dslStage, adapter: join(out, dslStage.name, 'it_shims.wasm') });

for (const { title, adapter: path, main } of runs) {
  console.log(`\n${title}`);
  const adapter = pathToFileURL(path);
  const { default: run } = await import(`./${main}`);
  await run((imports) => instantiate(adapter, imports), print, sinks);
}
console.log(`\nIn ${log}:\n${readFileSync(log, 'utf8')}`);
