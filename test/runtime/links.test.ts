/** One component's exports as another's imports: no JavaScript between where the types are the same. */
import { describe, expect, test, vi } from 'vitest';
import type { FunctionJson, ItlSection } from '../../runtime/abi.ts';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, func } from './adapter.ts';

type Types = ItlSection['types'];

/** What the adapters that are instantiated meanwhile get and export; the platform has modules of its own. */
function watchAdapters() {
  const spy = vi.spyOn(WebAssembly, 'instantiate');
  const adapters = () =>
    spy.mock.calls.flatMap(([module, imports], index) => {
      const isAdapter = WebAssembly.Module.customSections(module as unknown as WebAssembly.Module, 'itl').length > 0;
      return isAdapter
        ? [{ imports, instance: spy.mock.results[index]?.value as unknown as Promise<WebAssembly.Instance> }]
        : [];
    });
  return { adapters, stop: () => spy.mockRestore() };
}

/** Instantiates one component with the other's export as its import: `isRaw` when no JavaScript is between. */
async function linked(exported: FunctionJson, imported: FunctionJson, types: Types = {}, otherTypes: Types = types) {
  const wasm = '(param externref) (result externref)';
  const giving = adapter({
    body: `(func (export "f") ${wasm} (local.get 0))`,
    section: { types, exports: { f: exported } },
  });
  const taking = adapter({
    imports: `(import "other" "f" (func $f ${wasm}))`,
    body: `(func (export "f") ${wasm} (call $f (local.get 0)))`,
    section: { types: otherTypes, imports: { other: { f: imported } }, exports: { f: imported } },
  });
  const { adapters, stop } = watchAdapters();
  try {
    const other = await instantiate(giving);
    const { f } = await instantiate(taking, { other });
    const [first, second] = adapters();
    if (first === undefined || second === undefined) throw new Error('two adapters are instantiated');
    const { exports } = await first.instance;
    const got = second.imports?.other?.f;
    expect(got).toBeTypeOf('function');
    return { f, got, isRaw: got === exports.f };
  } finally {
    stop();
  }
}

const text = func(['string'], ['string']);

test('the wasm function itself is linked', async () => {
  const { f, got, isRaw } = await linked(text, text);
  expect(isRaw).toBe(true);
  // V8 prints exported wasm functions as native code named by their index.
  expect(String(got)).toMatch(/^function \d+\(\) \{ \[native code\] \}$/);
  expect(f?.('x')).toBe('x');
  expect(() => f?.(1)).toThrow("f: parameter 'a' must be a string, got 1");
});

test('names of parameters do not matter', async () => {
  const { isRaw } = await linked(text, { ...text, params: [['other', 'string']] });
  expect(isRaw).toBe(true);
});

test('another type is checked on the way', async () => {
  const { f, isRaw } = await linked(func(['any'], ['any']), text);
  expect(isRaw).toBe(false);
  expect(f?.('x')).toBe('x');
});

test('a function that has to be cleaned up after keeps its JavaScript', async () => {
  expect((await linked({ ...text, unwinds: true }, text)).isRaw).toBe(false);
});

describe('named types are compared by structure', () => {
  const point: Types = { P: ['record', ['x', 'f32'], ['next', ['option', '#P']]], C: ['enum', 'a', 'b'] };
  const same: Types = {
    C: ['flags', 'z'],
    Q: ['record', ['x', 'f32'], ['next', ['option', '#Q']]],
    D: ['enum', 'a', 'b'],
  };
  const cases: [string, FunctionJson, FunctionJson, Types, boolean][] = [
    ['the same under another name', func(['#P'], ['#C']), func(['#Q'], ['#D']), same, true],
    [
      'another field',
      func(['#P'], ['#P']),
      func(['#Q'], ['#Q']),
      { Q: ['record', ['y', 'f32'], ['next', ['option', '#Q']]] },
      false,
    ],
    [
      'another field type',
      func(['#P'], ['#P']),
      func(['#Q'], ['#Q']),
      { Q: ['record', ['x', 'f64'], ['next', ['option', '#Q']]] },
      false,
    ],
    ['other cases', func(['#C'], ['#C']), func(['#C'], ['#C']), { C: ['enum', 'b', 'a'] }, false],
    ['another kind', func(['#C'], ['#C']), func(['#C'], ['#C']), { C: ['flags', 'a', 'b'] }, false],
    ['another reference', func(['#P'], ['#C']), func(['#Q'], ['#Q']), same, false],
  ];
  test.each(cases)('%s', async (_, exported, imported, otherTypes, isRaw) => {
    expect((await linked(exported, imported, point, otherTypes)).isRaw).toBe(isRaw);
  });

  test('names that could be taken for structure', async () => {
    const one: Types = { R: ['record', ['a" u8 "b', 'u8']] };
    const two: Types = { R: ['record', ['a', 'u8'], ['b', 'u8']] };
    expect((await linked(func(['#R'], ['#R']), func(['#R'], ['#R']), one, two)).isRaw).toBe(false);
  });

  test('deeply shared types take no time', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, level) => [
        `T${level}`,
        ['record', ['a', level === 59 ? 'u8' : `#T${level + 1}`], ['b', level === 59 ? 'u8' : `#T${level + 1}`]],
      ]),
    ) as unknown as Types;
    expect((await linked(func(['#T0'], ['#T0']), func(['#T0'], ['#T0']), many)).isRaw).toBe(true);
  });
});

test('resources belong to one component', async () => {
  const types: Types = { R: ['resource', '_it_drop'] };
  expect((await linked(func(['#R'], ['#R']), func(['#R'], ['#R']), types)).isRaw).toBe(false);
});

test('a function of the same name that is no export is wrapped', async () => {
  const taking = adapter({
    imports: '(import "other" "f" (func $f (param externref) (result externref)))',
    body: '(func (export "f") (param externref) (result externref) (call $f (local.get 0)))',
    section: { imports: { other: { f: text } }, exports: { f: text } },
  });
  const { f } = await instantiate(taking, { other: { f: () => 1 } });
  expect(() => f?.('x')).toThrow('other.f: result must be a string, got 1');
});
