import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  script: join(out, name, itl.replace('.itl', '.js')),
  main: `${name}/main.js`,
}));
runs.push({ ...dslStage, script: join(out, dslStage.name, 'shims.js') });

for (const { title, script, main } of runs) {
  console.log(`\n${title}`);
  const { instantiate } = await import(pathToFileURL(script).href);
  const { default: run } = await import(`./${main}`);
  await run(instantiate, print, sinks);
}
console.log(`\nIn ${log}:\n${readFileSync(log, 'utf8')}`);
