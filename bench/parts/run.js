/**
 * `node bench/parts/run.js` (after `npm run build`): FizzBuzz's three modules of C++ as one component, and as three that meet in
 * JavaScript. Prints nanoseconds a number of the game and how much faster the one is; `console` does nothing. Each way runs in a
 * process of its own: `run.js WAY TARGET` prints its number.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { least } from '../least.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const examples = join(here, '../../cpp-examples');
const out = join(here, '../out/parts');
const itlc = fileURLToPath(new URL('../../bin/itlc.js', import.meta.url));
const loader = pathToFileURL(join(here, '../../dist/it_loader.js')).href;

const console_ = { log() {}, logInt() {} };

const script = async (name, imports) =>
  (await import(pathToFileURL(join(out, `${name}.js`)).href)).instantiate(imports);

/** Core modules lie beside the adapter. */
async function adapter(name, variant, imports) {
  const { instantiate } = await import(loader);
  const paths = name === 'game' ? ['fizz.wasm', 'buzz.wasm', 'fizzbuzz.wasm'] : [`${name}.wasm`];
  const modules = Object.fromEntries(paths.map((path) => [path, readFileSync(join(out, path))]));
  return instantiate(readFileSync(join(out, `it_${name}.wasm`)), imports, { variant, modules });
}

const load = (target) => (name, imports) => (target === 'js' ? script(name, imports) : adapter(name, target, imports));

async function three(target) {
  const loaded = load(target);
  const [fizz, buzz] = [await loaded('fizz', {}), await loaded('buzz', {})];
  return loaded('fizzbuzz', { fizz, buzz, console: console_ });
}

const ways = {
  one: (target) => load(target)('game', { console: console_ }),
  three,
};

const limit = 20_000;

function build() {
  const sources = [
    'fizzbuzz-parts/game.itl',
    ...['fizz', 'buzz', 'fizzbuzz'].map((name) => `fizzbuzz-dsl/${name}.cpp`),
  ];
  for (const source of sources)
    execFileSync(process.execPath, [itlc, join(examples, source), '-o', out, '-O', '--quiet'], { stdio: 'inherit' });
}

const timeOf = (way, target) =>
  Number(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), way, target], { encoding: 'utf8', stdio: 'pipe' }),
  );

const [way, target] = process.argv.slice(2);
if (way) {
  const { fizzbuzz } = await ways[way](target);
  console.log(least(() => fizzbuzz(limit), 1) / limit);
} else {
  build();
  for (const target of ['js', 'direct', 'table']) {
    try {
      const [one, apart] = [timeOf('one', target), timeOf('three', target)];
      console.log(
        `${target}: ${one.toFixed(0)} ns a number as one component, ${apart.toFixed(0)} as three: ${(apart / one).toFixed(2)} times`,
      );
    } catch {
      console.log(`${target}: not on this engine`);
    }
  }
}
