import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript, as an example for users is
import { compileCores } from '../../cpp-examples/fizzbuzz/build.js';
import { type Imports, instantiate } from '../../runtime/it_loader.ts';
import { compile } from '../../src/compile.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';

const examples = fileURLToPath(new URL('../../cpp-examples/fizzbuzz/', import.meta.url));
const names = ['fizz', 'buzz', 'fizzbuzz'];
const fifteen = [1, 2, 'Fizz', 4, 'Buzz', 'Fizz', 7, 8, 'Fizz', 'Buzz', 11, 'Fizz', 13, 14, 'FizzBuzz'];

describe('the FizzBuzz example in C++', () => {
  const cores = new Map<string, WebAssembly.Module>();
  let directory = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'itlc-fizzbuzz-'));
    await compileCores(compileCpp, directory);
    for (const name of names)
      cores.set(name, await WebAssembly.compile(await readFile(join(directory, `${name}.wasm`))));
  });

  afterAll(() => rm(directory, { recursive: true }));

  const helpers = ['_initialize', '_it_strlen', '_it_writeStringTerm', 'free', 'malloc', 'memory'];
  test.each([
    ['fizz', ['fizzStr', 'isFizz'], []],
    ['buzz', ['buzzStr', 'isBuzz'], []],
    [
      'fizzbuzz',
      ['fizzbuzz'],
      ['buzz.buzzStr', 'buzz.isBuzz', 'console.log', 'console.logInt', 'fizz.fizzStr', 'fizz.isFizz'],
    ],
  ])('%s has the exports and imports that its ITL names, and no WASI', (name, ownExports, imports) => {
    const core = cores.get(name) as WebAssembly.Module;
    expect(
      WebAssembly.Module.exports(core)
        .map((entry) => entry.name)
        .sort(),
    ).toEqual([...helpers, ...ownExports].sort());
    expect(
      WebAssembly.Module.imports(core)
        .map((entry) => `${entry.module}.${entry.name}`)
        .sort(),
    ).toEqual(imports);
  });

  test('prints FizzBuzz and gives back all memory, with pointers passed by hand', async () => {
    const host = await runByHand(cores.get('fizzbuzz') as WebAssembly.Module);
    host.fizzbuzz(15);
    expect(host.lines).toEqual(fifteen);
    const pages = host.memory.buffer.byteLength;
    for (let round = 0; round < 20; round++) host.fizzbuzz(10_000);
    expect(host.memory.buffer.byteLength).toBe(pages);
  });

  /** The adapter of one of the three, its core module given by hand. */
  async function instantiateComponent<T extends object>(name: string, imports: Imports = {}): Promise<T> {
    const path = join(examples, `${name}.itl`);
    const text = await readFile(path, 'utf8');
    const core = await readFile(join(directory, `${name}.wasm`));
    const { wasm, diagnostics } = await compile({ path, text }, { readCore: () => core });
    expect(diagnostics).toEqual([]);
    return instantiate<T>(wasm as Uint8Array<ArrayBuffer>, imports, { modules: { [`out/${name}.wasm`]: core } });
  }

  test('prints FizzBuzz as three JavaScript modules', async () => {
    for (const name of names) {
      const path = join(examples, `${name}.itl`);
      const { js = '' } = await compile(
        { path, text: await readFile(path, 'utf8') },
        { emit: ['js'], locate: basename },
      );
      await writeFile(join(directory, `${name}.mjs`), js);
    }
    const load = async (name: string, imports: Imports = {}) => {
      const module = await import(pathToFileURL(join(directory, `${name}.mjs`)).href);
      return module.instantiate(imports);
    };
    const lines: unknown[] = [];
    const log = (line: unknown) => void lines.push(line);
    const imports = { fizz: await load('fizz'), buzz: await load('buzz'), console: { log, logInt: log } };
    const { fizzbuzz } = await load('fizzbuzz', imports);
    fizzbuzz(15);
    expect(lines).toEqual(fifteen);
  });

  test('prints FizzBuzz as three components that call each other through their adapters', async () => {
    const lines: unknown[] = [];
    const log = (line: unknown) => void lines.push(line);
    const fizz = await instantiateComponent<Record<string, () => unknown>>('fizz');
    const buzz = await instantiateComponent<Record<string, () => unknown>>('buzz');
    const imports = { fizz, buzz, console: { log, logInt: log } };
    const { fizzbuzz } = await instantiateComponent<{ fizzbuzz(limit: number): void }>('fizzbuzz', imports);
    fizzbuzz(15);
    expect(lines).toEqual(fifteen);
  });
});

/** Does what fizzbuzz.itl says in JavaScript. */
async function runByHand(core: WebAssembly.Module) {
  const lines: (string | number)[] = [];
  const give = (text: string) => {
    const pointer = exports.malloc(text.length + 1);
    new Uint8Array(exports.memory.buffer).set(new TextEncoder().encode(`${text}\0`), pointer);
    return pointer;
  };
  const take = (pointer: number) =>
    new TextDecoder().decode(new Uint8Array(exports.memory.buffer, pointer, exports._it_strlen(pointer)));
  const instance = await WebAssembly.instantiate(core, {
    fizz: { isFizz: (n: number) => Number(n % 3 === 0), fizzStr: () => give('Fizz') },
    buzz: { isBuzz: (n: number) => Number(n % 5 === 0), buzzStr: () => give('Buzz') },
    console: { log: (pointer: number) => lines.push(take(pointer)), logInt: (n: number) => lines.push(n) },
  });
  const exports = instance.exports as unknown as {
    memory: WebAssembly.Memory;
    malloc(size: number): number;
    _it_strlen(pointer: number): number;
    _initialize(): void;
    fizzbuzz(limit: number): void;
  };
  exports._initialize();
  return { lines, fizzbuzz: exports.fizzbuzz, memory: exports.memory };
}
