import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantiate } from 'itlc/loader';
import { compileCpp } from '../../dist/src/toolchain/clang.js';
import { build } from './build.js';
import { stages } from './stages.js';

console.log('Compiling C with clang (takes a few seconds), then ITL with itlc …');
const out = await build(compileCpp);
const log = join(out, 'data_3.log');
rmSync(log, { force: true });

const print = (...values) => console.log(...values);
const sinks = {
  telemetry: () => {},
  persist: (file, line) => appendFileSync(join(out, file), `${line}\n`),
};

for (const { name, title, itl } of stages) {
  console.log(`\n${title}`);
  const adapter = pathToFileURL(join(out, name, `it_${itl.replace('.itl', '.wasm')}`));
  const { default: run } = await import(`./${name}/main.js`);
  await run((imports) => instantiate(adapter, imports), print, sinks);
}
console.log(`\nIn ${log}:\n${readFileSync(log, 'utf8')}`);
