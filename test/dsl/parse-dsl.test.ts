/** Right blocks: what the model has of them. */
import { describe, expect, test } from 'vitest';
import type { DslModule } from '../../src/dsl/model.ts';
import { parseBlocks, parseValidBlocks, withoutSpans } from './parse-blocks.ts';

const scalar = (name: string) => ({ kind: 'scalar', name });

test("the seed's fizz.cpp", () => {
  const module = parseValidBlocks(`
#include <it.h>
export {
  func isFizz(s32) -> u1;
  func fizzStr() -> string;
}
bool isFizz(int n) { return n % 3 == 0; }
const char* fizzStr() { return "Fizz"; }
`);
  expect(withoutSpans(module)).toEqual({
    name: 'case',
    types: [],
    aliases: [],
    imports: [],
    constants: [],
    exports: [
      { name: 'isFizz', params: [{ type: scalar('s32') }], result: scalar('u1'), isAsync: false, doc: '' },
      { name: 'fizzStr', params: [], result: { kind: 'c-string', owned: false }, isAsync: false, doc: '' },
    ],
  });
});

describe('types', () => {
  const typeOf = (text: string): unknown => {
    const { exports } = parseValidBlocks(
      `/**IT_START**/ type P = struct { x: f32; }; export { func f(${text}); } /**IT_END**/`,
    );
    return withoutSpans(exports[0]?.params[0]?.type);
  };
  const list = (spelling: string, element: unknown) => ({ kind: 'list', spelling, element });

  test.each<[text: string, type: unknown]>([
    ['u1', scalar('u1')],
    ['bool', scalar('bool')],
    ['s64', scalar('s64')],
    ['string', { kind: 'c-string', owned: false }],
    ['own string', { kind: 'c-string', owned: true }],
    ['std::string', { kind: 'std-string', view: false }],
    ['std::string_view', { kind: 'std-string', view: true }],
    ['buffer', list('span', scalar('u8'))],
    ['array(f32)', list('span', scalar('f32'))],
    ['std::vector<std::vector<u8>>', list('vector', list('vector', scalar('u8')))],
    ['option(P)', { kind: 'option', value: { kind: 'named', name: 'P' } }],
    ['std::optional<s8>', { kind: 'option', value: scalar('s8') }],
    ['result(u8, string)', { kind: 'result', ok: scalar('u8'), error: { kind: 'c-string', owned: false } }],
    ['result(_, u8)', { kind: 'result', error: scalar('u8') }],
    ['result(u8)', { kind: 'result', ok: scalar('u8') }],
    ['tuple(u8, any)', { kind: 'tuple', items: [scalar('u8'), { kind: 'any' }] }],
  ])('%s', (text, type) => {
    expect(typeOf(text)).toEqual(type);
  });

  test('aliases stand for what they name, in any order', () => {
    const { types, exports } = parseValidBlocks(`/**IT_START**/
      type Names = array(Name);
      type Name = std::string;
      type View = std::string_view;
      export { func f(Names, View); }
      /**IT_END**/`);
    expect(types).toEqual([]);
    expect(exports[0]?.params.map((param) => param.type)).toEqual([
      list('span', { kind: 'std-string', view: false }),
      { kind: 'std-string', view: true },
    ]);
  });

  test('come behind those that they hold by value; lists and classes hold nothing so', () => {
    const { types } = parseValidBlocks(`/**IT_START**/
      type Tree = struct { root: option(Node); owner: Counter; };
      type Node = struct { children: array(Tree); shape: Shape; };
      type Shape = variant { many: std::vector<Node>; color: tuple(s32, Color); };
      class Counter { func tree() -> Tree; }
      type Color = enum { Red };
      export { func f(Tree); }
      /**IT_END**/`);
    expect(types.map((type) => type.name)).toEqual(['Color', 'Shape', 'Node', 'Counter', 'Tree']);
  });
});

test('the words of the language are names where C++ takes them', () => {
  const { exports, types } = parseValidBlocks(`export {
    type type = struct { type: s32; func: s32; prop: s32; own: own string; };
    type flag = flags { flags, variant, callback, include, };
    class prop {
      prop(prop: s32);
      func type_();
      static func func_();
      func readonly() -> s32;
      prop func_2: s32;
      readonly prop type: s32;
    }
    func include(
      type: s32,
      func: s32,
      own: s32) -> type;
    func
    callback();
  }`);
  expect(exports.map((each) => each.name)).toEqual(['include', 'callback']);
  expect(types.map((type) => type.name)).toEqual(['type', 'flag', 'prop']);
});

test('doc comments belong to what stands below them', () => {
  const { types, exports } = parseValidBlocks(`/**IT_START**/
    /// Not of anything.

    // An ordinary one.
    /// A point.
    ///
    /// Of two numbers.
    type Point = struct {
      /// From the left.
      x: f32;
      y: f32; /// Behind.
    };
    //// A ruler.
    type Color = enum {
      /// Like blood.
      Red, Green };
    export {
      /// Counts.
      class Counter {
        /// Makes one.
        Counter();
        /// The next.
        static func next();
        /// The value.
        readonly prop value: s32;
      }
      func f();
    }
    /**IT_END**/`);
  expect(withoutSpans({ types, exports })).toMatchObject({
    types: [
      { doc: 'A point.\n\nOf two numbers.', fields: [{ doc: 'From the left.' }, { doc: '' }] },
      { doc: '', cases: [{ doc: 'Like blood.' }, { doc: '' }] },
      {
        doc: 'Counts.',
        constructors: [{ doc: 'Makes one.' }],
        statics: [{ doc: 'The next.' }],
        properties: [{ doc: 'The value.' }],
      },
    ],
    exports: [{ doc: '' }],
  });
});

describe('places', () => {
  const text = 'int a;\n/**IT_START**/ import "m" { func f(x: s32); } /**IT_END**/\nexport { func g(); }\n';
  const textAt = ({ sources }: DslModule, span: { start: number; end: number } | undefined): string => {
    const base = (sources[0]?.blocks[0]?.start ?? 0) - text.indexOf('/**IT_START**/');
    return text.slice((span?.start ?? 0) - base, (span?.end ?? 0) - base);
  };

  test('of blocks are from mark to mark, or from keyword to brace', () => {
    const module = parseValidBlocks(text);
    expect(module.sources[0]?.blocks.map((block) => textAt(module, block))).toEqual([
      '/**IT_START**/ import "m" { func f(x: s32); } /**IT_END**/',
      'export { func g(); }',
    ]);
  });

  test('of declarations are their names', () => {
    const module = parseValidBlocks(text);
    const [f] = module.imports[0]?.functions ?? [];
    expect([f?.span, f?.params[0]?.span, module.exports[0]?.span].map((span) => textAt(module, span))).toEqual([
      'f',
      'x',
      'g',
    ]);
  });
});

describe('several files', () => {
  const names = (items: readonly { readonly name: string }[]): readonly string[] => items.map((each) => each.name);

  test('make one module, named after the first; each may import the same', () => {
    const module = parseValidBlocks([
      'import "console" { func log(string); } export { func a(P); }',
      'import "console" { func log(text: string); func warn(string); } import "m" { func b(); }',
      'int no_block;',
      'export { type P = struct { x: s32; }; func c(); }',
    ]);
    expect(module.name).toBe('case');
    expect(module.sources.map((source) => [source.path, source.blocks.length, source.isIncluded])).toEqual([
      ['case.cpp', 2, false],
      ['case2.cpp', 2, false],
      ['case3.cpp', 0, false],
      ['case4.cpp', 1, false],
    ]);
    expect(module.imports.map(({ module: name, functions }) => [name, names(functions)])).toEqual([
      ['console', ['log', 'warn']],
      ['m', ['b']],
    ]);
    expect(names(module.exports)).toEqual(['a', 'c']);
  });

  test('are included once, from the folder of the file that names them', () => {
    const module = parseValidBlocks(
      ['/**IT_START**/ include "sub/a.it" include "sub/b.h"; export { func f(A, B, C); } /**IT_END**/'],
      {
        'sub/a.it': 'include "../c.it" type A = struct { c: C; }; import "m" { func a(); }',
        'sub/b.h': '#pragma once\n/**IT_START**/ include "a.it" type B = enum { X }; /**IT_END**/ struct Z { };',
        'c.it': 'include "./sub/a.it"\ntype C = struct { x: s32; };',
      },
    );
    expect(names(module.types)).toEqual(['C', 'A', 'B']);
    expect(module.sources.map((source) => [source.path, source.isIncluded, source.includes.length])).toEqual([
      ['case.cpp', false, 2],
      ['sub/b.h', true, 0],
    ]);
  });

  test('a source that another one includes stays a source', () => {
    const texts = [
      '/**IT_START**/ include "case2.cpp" export { func f(A); } /**IT_END**/',
      'export { type A = struct { x: s32; }; func g(); }',
    ];
    const module = parseValidBlocks(texts);
    expect(module.sources.map((source) => [source.path, source.isIncluded])).toEqual([
      ['case.cpp', false],
      ['case2.cpp', false],
    ]);
    expect(names(module.exports)).toEqual(['f', 'g']);
  });

  test('mistakes in them are told where they are', () => {
    const { diagnostics, sources } = parseBlocks('/**IT_START**/ include "a.it" export { func f(A); } /**IT_END**/', {
      'a.it': '\ntype A = struct { x: Foo; };',
    });
    const places = diagnostics.map(({ code, span }) => {
      const { file, line, column } = sources.locate(span?.start ?? 0);
      return `${file.path}:${line}:${column} ${code}`;
    });
    expect(places).toEqual(['a.it:2:22 ITL6020']);
  });
});
