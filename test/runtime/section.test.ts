/** Adapters whose `itl` section is missing, foreign or wrong. */
import { describe, expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, assemble, core, func, section, withJson } from './adapter.ts';
import { answer, expectRefusal } from './answering.ts';

describe('what is no adapter', () => {
  test('no section', async () => {
    await expectRefusal(
      instantiate(answer(1)),
      "the given module is not an adapter (no 'itl' section); is it the core module?",
    );
  });

  test('another ABI version', async () => {
    await expectRefusal(
      instantiate(withJson(answer(1), section({ abi: 2 }))),
      'the given module has ABI version 2, this loader has 1',
    );
  });

  const good = section();
  test.each<[string, unknown]>([
    ['no JSON', '{'],
    ['empty', ''],
    ['null', 'null'],
    ['no types', { ...good, types: undefined }],
    ['types an array', { ...good, types: [] }],
    ['a type that is no definition', { ...good, types: { A: 5 } }],
    ['name a number', { ...good, name: 5 }],
    ['modules an object', { ...good, modules: {} }],
    ['a module of text', { ...good, modules: ['a'] }],
    ['a module without path', { ...good, modules: [{ file: 'a', imports: {} }] }],
    ['a module whose imports are numbers', { ...good, modules: [{ ...core('a'), imports: { a: { b: 1 } } }] }],
    ['a start that is no text', { ...good, modules: [{ ...core('a'), start: 1 }] }],
    ['imports of text', { ...good, imports: { a: 'b' } }],
    ['imports null', { ...good, imports: null }],
    ['functions of nothing', { ...good, exports: { f: {} } }],
    ['parameters of text', { ...good, exports: { f: { params: 'ab', results: [] } } }],
    ['parameters without name', { ...good, exports: { f: { params: [[5, 'u8']], results: [] } } }],
    ['parameters without type', { ...good, exports: { f: { params: [['a']], results: [] } } }],
    ['unknown types', { ...good, exports: { f: func(['u7' as 'u8']) } }],
    ['unknown named types', { ...good, exports: { f: func(['#Nobody']) } }],
    ['unknown constructors', { ...good, exports: { f: func([['bag', 'u8'] as never]) } }],
    ['constructors of nothing', { ...good, exports: { f: func([['array'] as never]) } }],
    ['records of nothing', { ...good, types: { R: ['record', 'x'] }, exports: { f: func(['#R']) } }],
    ['unknown definitions', { ...good, types: { R: ['bag'] }, exports: { f: func(['#R']) } }],
    ['types from prototypes', { ...good, exports: { f: func(['#constructor', '#__proto__']) } }],
    [
      'too deep',
      JSON.stringify(good).replace(
        '"exports":{}',
        `"exports":{"f":{"params":[["a",${'["array",'.repeat(50_000)}"u8"${']'.repeat(50_000)}]],"results":[]}}`,
      ),
    ],
  ])('a malformed section: %s', async (_, json) => {
    const bytes = withJson(
      assemble(
        '(module (table (export "_it_table") 1 funcref) (memory (export "_it_memory") 1) (func (export "_it_init")) (func (export "f") (param i32)))',
      ),
      json,
    );
    await expectRefusal(
      instantiate(bytes, {}, { resolve: () => answer(1) }),
      /malformed 'itl' section|unknown type|has ABI version undefined/,
    );
    expect(({} as Record<string, unknown>).f).toBe(undefined);
  });

  test.each(['_it_init', 'f'])('an adapter without function %s', async (missing) => {
    const functions = ['_it_init', 'f'].filter((name) => name !== missing).map((name) => `(func (export "${name}"))`);
    const bytes = withJson(assemble(`(module ${functions.join(' ')})`), section({ exports: { f: func([]) } }));
    await expectRefusal(instantiate(bytes), `the adapter exports no function '${missing}'`);
  });
});
test('reserved exports stay inside, odd names do not harm', async () => {
  const exports = JSON.parse(`{"_it_secret":${JSON.stringify(func([]))},"__proto__":${JSON.stringify(func([]))}}`);
  const bytes = adapter({ body: '(func (export "_it_secret")) (func (export "__proto__"))', section: { exports } });
  const made = await instantiate(bytes);
  expect(Object.getOwnPropertyNames(made)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});

test('doubles of exports, which adapters had once, are left alone', async () => {
  const bytes = adapter({
    body: `(global (export "_it_area") i32 (i32.const 8))
      (func (export "_it_flat:ll:next") (param externref i32 i32) (result i32) unreachable)
      (func (export "next") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))`,
    section: { exports: { next: func(['s32'], ['s32']) } },
  });
  const { next } = await instantiate<{ next: (n: number) => number }>(bytes);
  expect(next(1)).toBe(2);
});
