/** Broken sources: each mistake is told of once, where it is, and hides no other. */
import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/ast/nodes.ts';
import { parseText } from './parse-text.ts';

const source = `(types (record P (x f32) (y f32)))
(module lib "lib.wasm"
  (func malloc "malloc" (param i32) (result i32))
  (import "env"
    (func log "log" (param i32)
      (call print (local 0)))))
(func helper (param s32) (result s32)
  (let $x (+ (local 0) 1))
  (local $x))
(export
  (func _ "a" (param $s string) (result s32)
    (call helper (string-len (local $s))))
  (func _ "b" (result s32)
    (call helper 3)))
`;

/** The source with one mistake in it, or several. */
function edited(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the source has no ${from}`);
    return text.replace(from, to);
  }, source);
}

const functionNames = (item: Item): readonly string[] => {
  if (item.kind === 'func') return [item.name?.text ?? '_'];
  return item.kind === 'export' ? item.functions.map((node) => node.field?.value ?? '?') : [];
};

test('the source is right without them', () => {
  expect(parseText(source).errors).toEqual([]);
});

describe('parentheses', () => {
  const messages = (text: string): readonly string[] => {
    const { diagnostics, sources } = parseText(text);
    const placed = (message: string, start: number | undefined): string => {
      const { line, column } = sources.locate(start ?? 0);
      return `${line}:${column} ${message}`;
    };
    return diagnostics.flatMap(({ message, span, notes = [] }) => [
      placed(message, span?.start),
      ...notes.map((note) => placed(note.message, note.span?.start)),
    ]);
  };
  const missing = (at: string, open: string): readonly string[] => [
    `${at} a ')' is missing`,
    `${open} this '(' is never closed`,
  ];
  const orphan = 'what follows looks as if it were still inside';

  test.each([
    ['of a let', edited(['(local 0) 1))', '(local 0) 1)']), missing('8:26', '8:3')],
    ['of a func', edited(['(local $x))', '(local $x)']), missing('9:13', '7:1')],
    ['of an exported func', edited(['(local $s))))', '(local $s)))']), missing('12:42', '11:3')],
    ['of an adapted import', edited(['(local 0)))))', '(local 0))))']), missing('6:31', '2:1')],
    ['of types', edited(['(y f32)))', '(y f32))']), missing('1:34', '1:1')],
    ['of the last item', edited(['helper 3)))', 'helper 3))']), missing('14:21', '10:1')],
    [
      'of two functions',
      edited(['(local $x))', '(local $x)'], ['(local $s))))', '(local $s)))']),
      [...missing('9:13', '7:1'), ...missing('12:42', '11:3')],
    ],
    [
      'of an unindented func',
      '(func a\n(let $x\n(call b))\n(local 0)\n(func b)\n',
      missing('4:10', '2:1').toSpliced(1, 1, "1:1 this '(' is never closed"),
    ],
    ['at the end of the file, without a line end', '(func a (call b)', missing('1:17', '1:1')],
  ])('missing at the end %s', (_, text, expected) => {
    expect(messages(text)).toEqual(expected);
  });

  test('several missing at one place are one error', () => {
    expect(messages(edited(['(local $s))))', '(local $s))']))).toEqual([
      "12:41 2 ')' are missing",
      "12:5 this '(' is never closed",
    ]);
  });

  test.each([
    ['at the end', `${source})`, ["15:1 this ')' is too many"]],
    ['twice', `${source}))\n)`, ["15:1 these 2 ')' are too many", "16:1 this ')' is too many"]],
    ['inside', edited(['(local $s))))', '(local $s)))))']), ["12:43 this ')' is too many", `13:3 ${orphan}`]],
    [
      'twice inside',
      edited(['(local $s))))', '(local $s))))))']),
      ["12:43 these 2 ')' are too many", `13:3 ${orphan}`],
    ],
    ['after a lost one', edited(['(let $x', 'let $x']), ["8:25 this ')' is too many", `9:3 ${orphan}`]],
  ])('too many %s', (_, text, expected) => {
    expect(messages(text)).toEqual(expected);
  });

  test('what stands around a mended place is all there', () => {
    const { document } = parseText(edited(['(local $x))', '(local $x)'], ['(local $s))))', '(local $s)))']));
    expect(document.items.map((item) => item.kind)).toEqual(['types', 'module', 'func', 'export']);
    expect(document.items.flatMap(functionNames)).toEqual(['helper', 'a', 'b']);
  });

  test('where the indentation contradicts itself, they are closed at the end', () => {
    const text = '(export\n    (func _ "a"\n  (call f\n        (call g))\n (call h)))\n\n(func b';
    expect(messages(text)).toEqual(missing('7:8', '7:1'));
  });

  test('100,000 open ones are one error', () => {
    expect(parseText('('.repeat(100_000)).errors).toEqual(['1:201 ITL1013']);
    expect(parseText(`(func f)\n${'(a '.repeat(401)}${')'.repeat(401)}\n(fun g)`).errors).toEqual([
      '2:601 ITL1013',
      '3:2 ITL1015',
    ]);
  });

  test('200 are none', () => {
    expect(parseText(`(func f ${'(a '.repeat(199)}${')'.repeat(200)}`).errors).toEqual([]);
  });
});

describe('what a mistake swallows is not missed', () => {
  test.each([
    ['a lost closing quote', edited(['"lib.wasm"', '"lib.wasm']), ['2:13 ITL1005']],
    ['a lost opening quote', edited(['"lib.wasm"', 'lib.wasm"']), ['2:21 ITL1005']],
    ['a quote lost in a func', edited(['"log"', '"log']), ['5:15 ITL1005']],
    ['a quote lost in an export', edited(['"b"', '"b']), ['13:11 ITL1005']],
    ['a comment that is never closed', edited(['(export', '(; (export']), ['10:1 ITL1009']],
    ['a comment that begins with one semicolon', edited(['(local $x))', '(local $x) ; done)']), ['9:14 ITL1010']],
    [
      'braces',
      edited(['(result s32)\n  (let', '(result s32) {\n  (let'], ['(local $x))', '(local $x)})']),
      ['7:39 ITL1002', '9:13 ITL1002'],
    ],
    [
      'commas',
      edited(['(x f32) ', '(x f32), '], ['(param i32)', '(param i32, i32)']),
      ['1:25 ITL1002', '3:32 ITL1004'],
    ],
    ['comments of other languages', `// hello (world)\n/* x */\n${source}`, ['1:1 ITL1017']],
    ['an item without its parentheses', edited(['(func _ "b"', 'func _ "b"'], ['3)))', '3))']), ['13:3 ITL1017']],
  ])('%s', (_, text, expected) => {
    expect(parseText(text).errors).toEqual(expected);
  });
});

describe('items', () => {
  const told = (text: string): readonly string[] =>
    parseText(text).diagnostics.map(({ code, message, hint }) => `${code} ${message}${hint ? `; ${hint}` : ''}`);

  const items = 'expected types, import, module, func, export, component or var';

  test.each([
    ['(expotr (func a "a"))', ["ITL1015 unknown item 'expotr' at top level; did you mean 'export'?"]],
    ['(data 1)', [`ITL1015 unknown item 'data' at top level; ${items}`]],
    ['(memory "m" 1)', [`ITL1016 'memory' cannot stand at top level; ${items}`]],
    ['(start x)', [`ITL1016 'start' cannot stand at top level; ${items}`]],
    ['()', [`ITL1017 unexpected '('; ${items} in parentheses`]],
    ['("a")', [`ITL1017 unexpected '('; ${items} in parentheses`]],
    ['foo bar', [`ITL1017 unexpected 'foo'; ${items} in parentheses`]],
    ['(module m "m" (fnc a "a"))', ["ITL1015 unknown item 'fnc' in a module; did you mean 'func'?"]],
    [
      '(module m "m" (export a))',
      ["ITL1016 'export' cannot stand in a module; expected func, import, start, memory, table or global"],
    ],
    [
      '(module m "m" a)',
      ["ITL1017 unexpected 'a'; expected func, import, start, memory, table or global in parentheses"],
    ],
    ['(import "m" (relay vpp))', ["ITL1016 'relay' cannot stand in an import from outside; expected func"]],
    [
      '(module m "m" (import "i" (fun a "a")))',
      ["ITL1015 unknown item 'fun' in a core module's import; did you mean 'func'?"],
    ],
    ['(export (start a))', ["ITL1016 'start' cannot stand in an export; expected func"]],
    ['(types A)', ["ITL1017 unexpected 'A'; expected a definition in parentheses"]],
    ['(component c "c" (a b))', ['ITL1017 unexpected \'(\'; expected ("import" NAME)']],
    ['(component c "c" ("a" b c))', ["ITL1017 unexpected 'c'; a link has nothing but an import and a name"]],
    ['(module m "m" (start a b))', ["ITL1017 unexpected 'b'; a start has nothing but the name of a core export"]],
    ['(module m "m" (import "i" (relay a "b")))', ['ITL1017 unexpected "b"; a relay has nothing but its signature']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ['(import (func a "a"))', ["ITL1014 expected the module's name in quotes, found '('"]],
    ['(import env (func a "a"))', ["ITL1014 expected the module's name in quotes, found 'env'"]],
    ['(module "m")', ['ITL1014 expected the module\'s name, found "m"']],
    ['(module m)', []],
    ['(module m m.wasm (func a "a"))', ["ITL1014 expected the module's path in quotes, found 'm.wasm'"]],
    ['(component "c")', ['ITL1014 expected the component\'s name, found "c"']],
    ['(component c ("a" b))', ["ITL1014 expected the component's path in quotes, found '('"]],
    ['(component c "c" ("a"))', ["ITL1014 expected the name of what is linked, found ')'"]],
    ['(module m "m" (start))', ["ITL1014 expected the name of a core export, found ')'"]],
    ['(module m "m" (start 5))', ["ITL1014 expected the name of a core export, found '5'"]],
    ['(module m "m" (import "i" (relay)))', ["ITL1014 expected the relay's signature, found ')'"]],
    ['(func)', ["ITL1014 expected the function's name, or _, found ')'"]],
    ['(func 5 (param s32))', ["ITL1014 expected the function's name, or _, found '5'"]],
    ['(func f (call (1 2)))', ["ITL1014 expected a name, found '1'"]],
    ['(func f ())', ["ITL1014 expected a name, found ')'"]],
    ['(types ("a"))', ['ITL1014 expected a name, found "a"']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ['(func f (local 0) (param s32) (result s32))', ["ITL1018 'param' must stand before the body"]],
    ['(func f (param $a))', ["ITL1019 the parameter '$a' has no type; write (param $a TYPE)"]],
    ['(func f (param s32 $a))', ["ITL1019 the parameter '$a' has no type; write (param $a TYPE)"]],
    ['(func f (param 5))', ["ITL1014 expected a type, found '5'"]],
    ['(func f (result "string"))', ['ITL1014 expected a type, found "string"']],
    ['(export (func f))', ['ITL1020 this function needs the name of the export in quotes, behind its name']],
    ['(import "m" (func f))', ['ITL1020 this function needs the name of the import in quotes, behind its name']],
    ['(module m "m" (func f))', ['ITL1020 this function needs the name of the core export in quotes, behind its name']],
    [
      '(module m "m" (import "i" (func f)))',
      ['ITL1020 this function needs the name of the core import in quotes, behind its name'],
    ],
    [
      '(module m "m" (func f "f" (local 0)))',
      ['ITL1021 a core export has no body; only its signature is written here'],
    ],
    [
      '(import "m" (func f "f" (local 0)))',
      ['ITL1021 a function from outside has no body; only its signature is written here'],
    ],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

test('several independent mistakes are all told of, in the order of the text', () => {
  const { errors, document } = parseText(`(modul lib "lib.wasm")
(func 1st (param $a))
(func f (call "g"))
(func größe (call () 1__0))
(export
  (func _ "ok" (result s32) 1)
  (fun _ "b")
  (func _ (result s32) "\\q"))
(import "i"
  (func a "a" (param i32) (local 0)))
)
`);
  expect(errors).toEqual([
    '1:2 ITL1015',
    '2:7 ITL1003',
    '2:18 ITL1019',
    '4:7 ITL1004',
    '4:20 ITL1014',
    '4:22 ITL1003',
    '7:4 ITL1015',
    '8:9 ITL1020',
    '8:25 ITL1006',
    '10:27 ITL1021',
    '11:1 ITL1012',
  ]);
  expect(document.items.flatMap(functionNames)).toEqual(['1st', 'f', 'gre', 'ok', '?']);
});

describe('after a hundred errors', () => {
  test.each([
    ['odd characters', '\0 '.repeat(5000), '1:201'],
    ['strays', '() '.repeat(5000), '1:301'],
    ['missing names', `(func f ${'() '.repeat(5000)})`, '1:310'],
    ['surplus parentheses', ') '.repeat(5000), '1:201'],
    ['missing parentheses', '(func f\n'.repeat(150), '101:8'],
    ['bad escapes', `(func f "${'\\q'.repeat(5000)}")`, '1:210'],
  ])('%s: one more says so', (_, text, last) => {
    const { errors } = parseText(text);
    expect(errors.length).toBe(101);
    expect(errors.at(-1)).toBe(`${last} ITL1099`);
    expect(errors.filter((error) => error.endsWith('ITL1099')).length).toBe(1);
  });

  test('exactly a hundred are no more', () => {
    expect(parseText('\0 '.repeat(100)).errors.filter((error) => error.endsWith('ITL1099'))).toEqual([]);
  });
});
