/**
 * `node bench/module-to-module/run.js` (after `npm run build`): a string from one core module to another. Through one ITL,
 * through two components that are linked to each other, and through JavaScript written by hand. Prints nanoseconds a
 * string, and how much faster one ITL is. Each way runs in a process of its own: `run.js WAY` prints its line of JSON.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import createWabt from 'wabt';
import { instantiate } from '../../dist/it_loader.js';
import { throughString, withoutString } from './glue.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../out/module-to-module');
const itlc = fileURLToPath(new URL('../../bin/itlc.js', import.meta.url));

const texts = {
  '63 ASCII': 'The quick brown fox jumps over the lazy dog, and again it does.',
  '1,024 ASCII': 'The quick brown fox jumps over the lazy dog, and again it does. '.repeat(16),
  '63 Cyrillic and emoji': 'Съешь ещё этих мягких французских булок, да выпей чаю 😀😀😀😀😀',
};

const adapter = (name) => readFile(join(out, `it_${name}.wasm`));
const cores = async () => ({
  sender: await WebAssembly.compile(await readFile(join(out, 'sender.wasm'))),
  receiver: await WebAssembly.compile(await readFile(join(out, 'receiver.wasm'))),
});

async function load(name, variant, imports = {}) {
  const { sender, receiver } = await cores();
  return instantiate(await adapter(name), imports, {
    variant,
    modules: { 'sender.wasm': sender, 'receiver.wasm': receiver },
  });
}

const linked = async (variant) => load('sender', variant, { text: await load('receiver', variant) });

const ways = {
  'one ITL, direct': () => load('one', 'direct'),
  'one ITL, table': () => load('one', 'table'),
  'two components, direct': () => linked('direct'),
  'two components, table': () => linked('table'),
  'by hand, string': async () => throughString(await cores()),
  'by hand, bytes': async () => withoutString(await cores()),
};

async function build() {
  await mkdir(out, { recursive: true });
  const wabt = await createWabt();
  for (const name of ['sender', 'receiver']) {
    const module = wabt.parseWat(name, await readFile(join(here, `${name}.wat`), 'utf8'));
    await writeFile(join(out, `${name}.wasm`), module.toBinary({}).buffer);
  }
  const files = ['one', 'sender', 'receiver'].map((name) => join(here, `${name}.itl`));
  execFileSync(process.execPath, [itlc, ...files, '-o', out, '--no-check-core'], { stdio: 'inherit' });
}

/** Nanoseconds a string: the best of many rounds. */
function measure({ write, send }, text) {
  write(text);
  const bytes = new TextEncoder().encode(text);
  const expected = bytes.length + bytes[0] + bytes.at(-1);
  if (send(bytes.length, 3) !== 3 * expected) throw new Error(`wrong: ${send(bytes.length, 1)}, not ${expected}`);
  const times = 20_000;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 40; round++) {
    const start = performance.now();
    send(bytes.length, times);
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / times;
}

/** In a process of its own; nothing where the engine cannot run it. */
async function run(way) {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), way]);
    return JSON.parse(stdout);
  } catch (error) {
    return String(error.stderr).includes('has no direct variant') ? undefined : Promise.reject(error);
  }
}

const [, , only] = process.argv;
if (only) {
  const api = await ways[only]();
  const results = Object.entries(texts).map(([name, text]) => [name, measure(api, text)]);
  console.log(JSON.stringify(Object.fromEntries(results)));
} else {
  await build();
  const table = {};
  for (const way of Object.keys(ways)) {
    const [first, second] = [await run(way), await run(way)];
    if (!first) continue;
    table[way] = Object.fromEntries(Object.keys(texts).map((text) => [text, Math.min(first[text], second[text])]));
  }
  console.log(`Node ${process.version.slice(1)}, nanoseconds a string`);
  for (const row of Object.values(table)) for (const text in row) row[text] = Math.round(row[text]);
  console.table(table);
}
