/** No adapter, however broken, makes the loader fail with anything but an error of its own or the engine's. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECTION_NAME } from '../../runtime/abi.ts';
import { instantiate } from '../../runtime/it_loader.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileText } from '../harness/compile-fixture.ts';
import fc from '../harness/fast-check.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { withSection } from '../runtime/adapter.ts';
import type { InterfaceType, RecordType } from './interface-type.ts';
import { jsonMutator } from './mutate-json.ts';
import { coreWat, roundTripComponent } from './round-trip-component.ts';
import { scaled } from './runs.ts';
import { startWatch } from './watch.ts';

const watch = startWatch();
afterAll(watch.end);

const text: InterfaceType = { kind: 'string', encoding: 'utf8' };
const point: RecordType = {
  kind: 'record',
  name: 'record-0',
  fields: [
    { name: 'x', type: { kind: 'scalar', name: 'u32' } },
    { name: 'names', type: { kind: 'array', element: text, padding: 0 } },
  ],
};
const types: readonly InterfaceType[] = [
  {
    kind: 'variant',
    name: 'variant-0',
    cases: [
      { name: 'a', type: undefined },
      { name: 'b', type: point },
    ],
  },
  { kind: 'option', payload: { kind: 'tuple', items: [{ kind: 'scalar', name: 'u64' }, { kind: 'any' }, text] } },
  { kind: 'result', ok: { kind: 'enum', name: 'enum-0', cases: ['one', 'two'] }, err: text },
  { kind: 'flags', name: 'flags-0', flags: ['f', 'g'] },
];

interface Parts {
  readonly adapter: Uint8Array;
  /** The adapter without its section. */
  readonly code: Uint8Array;
  readonly json: unknown;
  readonly core: Uint8Array;
}

let parts: Parts;

beforeAll(async () => {
  const { itl } = roundTripComponent(types, 'inline');
  const { wasm, wat } = await compileText(itl);
  const [core, code] = await Promise.all([assembleWat('core.wat', coreWat), assembleWat('adapter.wat', wat)]);
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
  const [section] = WebAssembly.Module.customSections(module, SECTION_NAME);
  parts = { adapter: wasm, code, json: JSON.parse(new TextDecoder().decode(section)), core };
});

const host = { host: Object.fromEntries(types.map((_, index) => [`give${index}`, () => undefined])) };

/** The loader's own, or the engine's, whose names or messages say so. */
const isExpected = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(?:Itl\w+Error|CompileError|LinkError|RuntimeError)$/.test(error.name) ||
    error.message.startsWith('WebAssembly.'));

async function tryAdapter(what: string, bytes: Uint8Array): Promise<AnyExports | undefined> {
  return watch.during(what, async () => {
    try {
      return await instantiate<AnyExports>(bytes as Uint8Array<ArrayBuffer>, host, {
        modules: { 'core.wasm': parts.core as Uint8Array<ArrayBuffer> },
      });
    } catch (error) {
      if (!isExpected(error)) throw error;
      return undefined;
    }
  });
}

test('the unchanged adapter runs', async () => {
  expect(await tryAdapter('unchanged', parts.adapter)).toBeDefined();
  const section = new TextEncoder().encode(JSON.stringify(parts.json));
  expect(await tryAdapter('made again', withSection(parts.code, SECTION_NAME, section))).toBeDefined();
});

test('random bytes', async () => {
  const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, hasHeader) => {
    const header = hasHeader ? [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0] : [];
    expect(await tryAdapter(fc.stringify(bytes), Uint8Array.of(...header, ...bytes))).toBeUndefined();
  });
  await fc.assert(property, { numRuns: scaled(200) });
}, 600_000);

type Edit = readonly [where: number, value: number];

test('an adapter with bytes changed', async () => {
  const edits = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 4 });
  const change = (changes: readonly Edit[]): Uint8Array => {
    const bytes = parts.adapter.slice();
    for (const [where, value] of changes) bytes[where % bytes.length] = value;
    return bytes;
  };
  const property = fc.asyncProperty(edits, async (changes) => {
    await tryAdapter(fc.stringify(changes), change(changes));
  });
  await fc.assert(property, { numRuns: scaled(200) });
}, 600_000);

test('an adapter cut off', async () => {
  const property = fc.asyncProperty(fc.nat(), async (where) => {
    const length = where % parts.adapter.length;
    await tryAdapter(`the first ${length} bytes`, parts.adapter.subarray(0, length));
  });
  await fc.assert(property, { numRuns: scaled(50) });
}, 600_000);

const values: readonly unknown[] = [undefined, null, 1, 1n, 'a', {}, [], { tag: 'a' }, { f: true }, () => 1];

/** Whatever it is that the changed section promises, a call returns or throws an error. */
function callAll(exports: AnyExports): void {
  for (const exported of Object.values(exports)) {
    if (typeof exported !== 'function') continue;
    for (const value of values) {
      try {
        exported(value, value);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  }
}

test('an adapter with a changed section', async () => {
  const property = fc.asyncProperty(jsonMutator, async (mutate) => {
    const json = JSON.stringify(mutate(parts.json)) ?? '';
    const exports = await tryAdapter(json, withSection(parts.code, SECTION_NAME, new TextEncoder().encode(json)));
    if (exports) await watch.during(json, async () => callAll(exports));
  });
  await fc.assert(property, { numRuns: scaled(400) });
}, 600_000);

test('a section of random bytes', async () => {
  const json = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
  );
  const property = fc.asyncProperty(json, async (bytes) => {
    expect(await tryAdapter(fc.stringify(bytes), withSection(parts.code, SECTION_NAME, bytes))).toBeUndefined();
  });
  await fc.assert(property, { numRuns: scaled(200) });
}, 600_000);
