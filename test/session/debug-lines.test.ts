/** Source maps of core modules. */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type SourceMapJson, withSourceMap } from '../../src/core/debug-lines.ts';
import { customSections } from '../../src/core/sections.ts';
import { createSession } from '../../src/session/session.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const session = createSession();
const former = process.cwd();

afterAll(() => {
  session.close();
  process.chdir(former);
});

const source = `#include <string>

export {
  func half(n: s32) -> s32;
  func shout(text: std::string) -> std::string;
}

int half(int n) {
  if (n % 2 != 0)
    __builtin_trap();
  return n / 2;
}

std::string shout(const std::string& text) {
  return text + "!";
}
`;

async function build(
  debug: 'lines' | 'dwarf' | undefined,
  cxxflags: readonly string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const folder = realpathSync(temporaryFolder({ 'package.json': '{ "private": true }', 'half.cpp': source }));
  process.chdir(folder);
  const own = createSession({ cxxflags });
  const { ok, cores, problems } = await own.build('half.cpp', debug ? { debug } : {});
  own.close();
  expect(problems).toEqual([]);
  expect(ok).toBe(true);
  return new Uint8Array(readFileSync(cores[0]?.file ?? ''));
}

function sectionsOf(wasm: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const sections = customSections(wasm);
  if ('kind' in sections) throw new Error(sections.message);
  return new Map(sections.map(({ name, payload }) => [name, payload]));
}

function mapOf(wasm: Uint8Array): SourceMapJson {
  const text = Buffer.from(sectionsOf(wasm).get('sourceMappingURL') ?? []).toString();
  return JSON.parse(Buffer.from(text.slice(text.indexOf('base64,') + 7), 'base64').toString());
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers of a segment, by the rules of the format. */
function decode(segment: string): readonly number[] {
  const numbers: number[] = [];
  let shift = 0;
  let value = 0;
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value += (bits & 31) * 2 ** shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    [value, shift] = [0, 0];
  }
  return numbers;
}

interface Mapping {
  readonly offset: number;
  readonly source: string;
  readonly line: number;
}

function mappingsOf({ mappings, sources }: SourceMapJson): readonly Mapping[] {
  const at = [0, 0, 0, 0];
  return mappings.split(',').map((segment) => {
    for (const [index, delta] of decode(segment).entries()) at[index] = (at[index] ?? 0) + delta;
    return { offset: at[0] ?? 0, source: sources[at[1] ?? 0] ?? '', line: (at[2] ?? 0) + 1 };
  });
}

/** Where a call of `half` traps, in bytes of the module: engines say so in their stack traces. */
async function trapIn(wasm: Uint8Array<ArrayBuffer>): Promise<number> {
  const nothing = new Proxy({}, { get: () => () => 0 });
  const imports = new Proxy({}, { get: () => nothing, has: () => true });
  const { instance } = await WebAssembly.instantiate(wasm, imports as WebAssembly.Imports);
  try {
    (instance.exports.half as (n: number) => number)(1);
    throw new Error('it did not trap');
  } catch (error) {
    return Number.parseInt(/wasm-function\[\d+\]:(0x[0-9a-f]+)/.exec((error as Error).stack ?? '')?.[1] ?? '', 16);
  }
}

test.each([[], ['-gdwarf-4'], ['-gdwarf-5']])('says which line an instruction comes from: %s', async (...cxxflags) => {
  const wasm = await build('lines', cxxflags);
  const map = mapOf(wasm);
  const own = pathToFileURL(join(process.cwd(), 'half.cpp')).href;
  const index = map.sources.indexOf(own);
  expect(map.sourcesContent[index]).toBe(source);
  expect(map.ignoreList).not.toContain(index);
  const offset = await trapIn(wasm);
  const mapping = mappingsOf(map).findLast((each) => each.offset <= offset);
  expect(mapping).toMatchObject({ source: own, line: 10 });
  expect([...sectionsOf(wasm).keys()].filter((name) => name.startsWith('.debug_'))).toEqual([]);
});

test("a compiler's own headers are stepped over", async () => {
  const map = mapOf(await build('lines'));
  const ignored = map.ignoreList.map((index) => map.sources[index]);
  expect(ignored.some((url) => url?.includes('/c++/v1/'))).toBe(true);
  expect(ignored.every((_, position) => map.sourcesContent[map.ignoreList[position] ?? 0] === null)).toBe(true);
});

test('offsets ascend', async () => {
  const offsets = mappingsOf(mapOf(await build('lines'))).map(({ offset }) => offset);
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(new Set(offsets).size).toBe(offsets.length);
});

test('dwarf stays where it is asked for, and there is none otherwise', async () => {
  expect([...sectionsOf(await build('dwarf')).keys()]).toContain('.debug_info');
  expect([...sectionsOf(await build(undefined)).keys()]).not.toContain('sourceMappingURL');
});

test('DWARF that is damaged leaves the module as it is', async () => {
  const wasm = new Uint8Array(await build('dwarf'));
  const find = (path: string): { readonly url: string } => ({ url: path });
  const table = sectionsOf(wasm).get('.debug_line') ?? new Uint8Array();
  for (let at = 0; at < Math.min(table.length, 300); at++) {
    const damaged = new Uint8Array(wasm);
    damaged.fill(0xff, table.byteOffset - wasm.byteOffset + at, table.byteOffset - wasm.byteOffset + at + 4);
    expect(WebAssembly.validate(new Uint8Array(withSourceMap(damaged, find)))).toBe(true);
  }
});
