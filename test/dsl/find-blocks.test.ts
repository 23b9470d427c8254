/** Where blocks are in C++, and what only looks like one. */
import { describe, expect, test } from 'vitest';
import { BlockFinder } from '../../src/dsl/find-blocks.ts';
import { ErrorList } from '../../src/frontend/error-list.ts';
import { SourceMap } from '../../src/source/source-map.ts';

const func = 'export { func f(); }';

/** The texts of the blocks, from mark to mark or from keyword to brace. */
function blocksIn(text: string): readonly string[] {
  const errors = new ErrorList();
  const finder = new BlockFinder(new SourceMap().add('case.cpp', text), errors);
  const found: string[] = [];
  for (let block = finder.next(); block !== undefined; block = finder.next()) {
    found.push(text.slice(block.whole.start, block.whole.end));
  }
  expect(errors.all).toEqual([]);
  return found;
}

describe('blocks', () => {
  test.each([
    [
      'with marks',
      'int a;\n/**IT_START**/ type A = s32; /**IT_END**/\nint b;',
      ['/**IT_START**/ type A = s32; /**IT_END**/'],
    ],
    ['with marks in a namespace', 'namespace n { /**IT_START**/ /**IT_END**/ }', ['/**IT_START**/ /**IT_END**/']],
    [
      'several',
      `${func} int a; import "m" { func g(); }\n/**IT_START**//**IT_END**/`,
      [func, 'import "m" { func g(); }', '/**IT_START**//**IT_END**/'],
    ],
    [
      'with comments in between',
      '/* a */ export /* b */ { // c\n /// d\n func f(); }',
      ['export /* b */ { // c\n /// d\n func f(); }'],
    ],
    [
      'with bodies',
      'export { type A = struct { x: f32; }; func f(); } }',
      ['export { type A = struct { x: f32; }; func f(); }'],
    ],
    ['that begin with a type', 'export { type A = s32; }', ['export { type A = s32; }']],
    [
      'that begin with a class that has functions',
      'export { class A { A(); func f(); } }',
      ['export { class A { A(); func f(); } }'],
    ],
    [
      'that begin with a class that has properties',
      'export { class A { prop x: s32; } }',
      ['export { class A { prop x: s32; } }'],
    ],
    ['that begin with a mistake', 'export { fucn a(); func b(); }', ['export { fucn a(); func b(); }']],
    ['imports of anything', 'import "m" { fucn a(); }', ['import "m" { fucn a(); }']],
    ['imports without quotes', 'import m { func f(); }', ['import m { func f(); }']],
    ['behind a macro of braces', `#define OPEN {\n#define TWO \\\n { {\n${func}`, [func]],
    ['behind an apostrophe in an error', `#if X\n#error don't\n#endif\n${func}`, [func]],
    ['behind digits with quotes', `int n = 1'000'000; ${func}`, [func]],
    ['behind characters', `char a = '{', b = '\\'', c = '"'; ${func}`, [func]],
    ['behind strings', `auto a = "{ \\" {"; ${func}`, [func]],
    ['behind raw strings', `auto a = R"x({ " )" )x"; auto b = u8R"({)"; ${func}`, [func]],
    ['behind an identifier that ends in R', `auto a = CALLER"{"; ${func}`, [func]],
    ['behind both branches of a condition', `#ifdef A\nvoid f() {\n#else\nvoid g() {\n#endif\n}\n${func}`, [func]],
    ['behind what is hidden', `#if 0\n} /* " ' \n#if X\n#endif\n#else\n#endif\n${func}`, [func]],
    ['behind functions', `void f() { if (1) { } } struct S { int a; }; ${func}`, [func]],
    ['behind a comment in a directive', `#define A 1 /* {\n { */\n${func}`, [func]],
    [
      'behind C++ that exports',
      `export module m;\nexport int a;\nexport { int b; }\nexport namespace n { }\n${func}`,
      [func],
    ],
    ['in a text with a byte-order mark and CRLF', `\ufeff#include <a>\r\n${func}\r\n`, [func]],
  ])('%s', (_, text, expected) => {
    expect(blocksIn(text)).toEqual(expected);
  });
});

describe('no blocks', () => {
  test.each([
    ['C++20 export declarations', 'export { int f(int); void g(); }'],
    ['a C++20 class', 'export { class A { public: A(int); int f(); }; }'],
    ['C++20 empty exports', 'export { }'],
    ['C++20 imports', 'import "header.h"; import <vector>; import m;'],
    ['functions called type and func', 'export { int func(int a); int type = 3; }'],
    ['types called import and export', 'struct import { int a; }; struct exports { }; import { 1 };'],
    ['inside a function', `void f() { ${func} }`],
    ['inside a namespace', `namespace n { ${func} }`],
    ['in a comment', `/* ${func} */ // ${func}`],
    ['in a comment of two lines', `// a \\\n${func}`],
    ['in a string', `auto a = "${func}";`],
    ['in a raw string', `auto a = R"(\n${func}\n/**IT_START**/ )";`],
    ['in a directive', `#define EXPORT ${func}`],
    ['in a directive of two lines', `#define EXPORT \\\n${func}`],
    ['hidden by a condition', `#if 0\n${func}\n/**IT_START**/\n#endif`],
    ['other words', 'exports { func f(); } my_export { func f(); }'],
    ['marks in strings', 'auto a = "/**IT_START**/", b = "/**IT_END**/";'],
    ['other comments', '/** Starts IT_START */ /**IT_STARTS**/ // /**IT_START**/'],
  ])('%s', (_, text) => {
    expect(blocksIn(text)).toEqual([]);
  });
});
