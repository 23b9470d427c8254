/** What editors are told of ITL. */
import { beforeAll, describe, expect, test } from 'vitest';
import { assembleWat } from '../core/assemble-wat.ts';
import { definedAt, hoverAt, labelsAt, marked, renamedTo } from './marked.ts';

const people = `(types
  ;;; Somebody.
  (record Person (name string) (age u32))
  (variant Answer yes (no string)))

(module lib "lib.wasm"
  (func add "add" (param i32 i32) (result i32))
  (func free "free" (param i32)))

(var $count s32 0)

(func twice (param $n s32) (result s32)
  (let $sum (call add (as i32 (local $n)) (as i32 (local $n))))
  (as s32 (local $sum)))

(export
  ;;; How old the two are together.
  (func _ "ages" (param $a Person) (param $b Person) (result s32)
    (set $count (+ (get $count) 1))
    (let $first (as s32 (read-field Person age (local $a))))
    (call twice (local $first)))
  (func _ "say" (param $x Answer) (result string)
    (match (local $x)
      (case yes "yes")
      (case no $why (local $why)))))
`;

let core: Uint8Array;
beforeAll(async () => {
  core = await assembleWat(
    '(module (memory (export "memory") 1) (func (export "add") (param i32 i32) (result i32) i32.const 0) (func (export "free") (param i32)))',
  );
});

/** The document with the cursor in front of the last of these words, or inside of it. */
const at = (before: string, within = 0): string => {
  const place = people.lastIndexOf(before) + within;
  return `${people.slice(0, place)}|${people.slice(place)}`;
};

/** The document with something else in place of a part of it. */
const having = (part: string, replacement: string): string => people.replace(part, replacement);

test('the document is right as it stands', () => {
  expect(marked(at('(export'), core).answers.diagnostics.map(({ message }) => message)).toEqual([]);
});

describe('a hover shows', () => {
  test.each<[what: string, source: () => string, shown: string]>([
    ['a local and its type', () => at('(local $first)', 8), '$first s32'],
    ['a parameter', () => at('(local $a)', 8), '$a Person'],
    ['a function and its doc', () => at('(call twice', 7), 'twice (param $n s32) (result s32)'],
    ['a core function and where it is from', () => at('(call add', 7), '`"add"` of the core module `lib`'],
    ['a type as it is written', () => at('(param $b Person)', 12), '(record Person (name string) (age u32))'],
    ['the doc of a type', () => at('(param $b Person)', 12), 'Somebody.'],
    ['a field and its type', () => at('Person age', 8), '(age u32) of Person'],
    ['a case', () => at('(case no', 7), '(no string) of Answer'],
    ['a variable of the instance', () => at('(get $count', 6), '(var $count s32)'],
    ['how an instruction is written', () => at('(read-field', 2), '(read-field TYPE'],
    ['how a form is written', () => at('(match', 2), '(match E (case CASE $x? BODY*)*)'],
    ['how an item is written', () => at('(types', 2), '(types DEFINITION*)'],
    ['what the binary says of an export', () => at('"free"', 2), '"free" (param i32) (result)'],
    ['the type of an expression', () => at('(call twice', 0), 's32'],
  ])('%s', (_, source, shown) => {
    expect(hoverAt(source(), core)).toContain(shown);
  });

  test('nothing in a comment', () => {
    expect(hoverAt(at('Somebody', 2))).toBeUndefined();
  });
});

describe('completion offers', () => {
  test('items in front of which nothing stands', () => {
    expect(labelsAt('(|')).toEqual(['types', 'import', 'module', 'func', 'export', 'var', 'component']);
  });
  test('functions where one is called', () => {
    expect(labelsAt(having('(call twice (local $first))', '(call | (local $first))'))).toEqual([
      'add',
      'free',
      'twice',
    ]);
  });
  test('locals, nearest to the function they are in', () => {
    expect(labelsAt(having('(call twice (local $first))', '(call twice (local $|))'))).toEqual([
      '$a',
      '$b',
      '$count',
      '$first',
    ]);
  });
  test('types where one is written', () => {
    const labels = labelsAt(having('(param $b Person)', '(param $b |)'));
    expect(labels.slice(0, 3)).toEqual(['Person', 'Answer', 'array']);
    expect(labels).toContain('u32');
  });
  test('every type there is, by words and by forms', () => {
    const labels = labelsAt(having('(param $b Person)', '(param $b |)'));
    expect(labels).toEqual(expect.arrayContaining(['date', 'bytes', 'map', 'set', 'target']));
    expect(labelsAt(having('(param $b Person)', '(param $b (set |))'))).toContain('Person');
  });
  test('variables where one is set', () => {
    expect(labelsAt(having('(set $count', '(set |'))).toEqual(['$a', '$b', 'count']);
  });
  test('fields of the record in front', () => {
    expect(labelsAt(having('Person age', 'Person |'))).toEqual(['name', 'age']);
  });
  test('exports of the core module, in quotes', () => {
    expect(labelsAt(having('"free" (param i32)', '"|"'), core)).toEqual(['"add"', '"free"']);
  });
  test('memories where one is named', () => {
    const source = having('(call twice (local $first))', '(mem-to-c-string lib "|" 0)');
    expect(labelsAt(source, core)).toEqual(['"memory"']);
  });
  test('instructions, and clauses of the form around them', () => {
    expect(labelsAt(having('(case yes "yes")', '(|'))).toEqual(
      expect.arrayContaining(['case', 'let', 'call', 'read-field']),
    );
  });
  test('nothing in a comment', () => {
    expect(labelsAt(having('Somebody.', 'Some|'))).toEqual([]);
  });
  test('what a word is replaced by', () => {
    const { answers, offset, text } = marked(having('(call twice', '(call tw|ice'));
    const { start, end } = answers.completions(offset).span;
    expect(text.slice(start, end)).toBe('twice');
  });
  test('names while parentheses are missing', () => {
    expect(labelsAt(`${people}(func broken (call |`)).toContain('twice');
  });
});

describe('definitions are found of', () => {
  test.each<[what: string, source: () => string, place: string]>([
    ['locals', () => at('(local $first)', 8), '[$first]'],
    ['functions', () => at('(call twice', 7), '[twice]'],
    ['types', () => at('(param $b Person)', 12), '(record [Person]'],
    ['fields', () => at('Person age', 8), '[age]'],
    ['payloads', () => at('(local $why)', 8), '[$why]'],
    ['variables', () => at('(get $count', 6), '(var [$count]'],
  ])('%s', (_, source, place) => {
    expect(definedAt(source()).join()).toContain(place);
  });
});

describe('renaming', () => {
  test('changes every mention and nothing else', () => {
    const renamed = renamedTo(at('(call twice', 7), 'double');
    expect(renamed).toBe(people.replaceAll('twice', 'double'));
  });
  test('keeps the dollar', () => {
    expect(renamedTo(at('(local $first)', 8), '$one')).toBe(people.replaceAll('$first', '$one'));
  });
  test('of a field changes its uses', () => {
    expect(renamedTo(at('Person age', 8), 'years')).toBe(
      people.replaceAll('age ', 'years ').replace('(age u32)', '(years u32)'),
    );
  });
  test('refuses what is no name', () => {
    expect(renamedTo(at('(call twice', 7), 'a b')).toBe("'a b' cannot be a name.");
  });
  test.each(['1', '"x"', '(', '1abc', '{}', ''])('refuses %s too', (name) => {
    expect(renamedTo(at('(call twice', 7), name)).toBe(`'${name}' cannot be a name.`);
  });
  test('refuses where no name is', () => {
    expect(renamedTo(at('(read-field', 2), 'x')).toBe('There is no name of this document here.');
  });
});

test('the operand being written is shown', () => {
  const { answers, offset } = marked(having('(call twice (local $first))', '(call add 1 |)'));
  const help = answers.signature(offset);
  expect(help?.label).toBe('add (param i32 i32) (result i32)');
  expect(help?.active && help.label.slice(...help.active)).toBe('i32');
});

test('the outline has types, modules and functions', () => {
  const names = marked(at('(export'), core)
    .answers.outline()
    .map(({ name, children }) => [name, ...children.map((child) => child.name)]);
  expect(names).toEqual([
    ['Person'],
    ['Answer'],
    ['lib', 'add', 'free'],
    ['count'],
    ['twice'],
    ['export', 'ages', 'say'],
  ]);
});

describe('components that a document uses', () => {
  const shapes = `(types (record Point (x f64) (y f64)) (enum Way up down))
(export
  ;;; The other way round.
  (func _ "mirror" (param $p Point) (result Point) (local $p))
  (func _ "turn" (param $w Way) (result Way) (local $w)))
`;
  const of = (source: string) =>
    marked(`(component a "shapes.itl")\n(component b "shapes.itl")\n${source}`, undefined, {
      'shapes.itl': shapes,
    });
  const labels = (source: string): readonly string[] => {
    const { answers, offset } = of(source);
    return answers.completions(offset).items.map(({ label }) => label);
  };
  test('are offered with what they have', () => {
    expect(labels('(export |)')).toEqual(['a', 'b', 'a.mirror', 'a.turn', 'b.mirror', 'b.turn']);
    expect(labels('(func f (result a.Way) (call a.|))')).toContain('a.mirror');
    expect(labels('(func f (param a.|))')).toEqual(expect.arrayContaining(['a.Point', 'a.Way', 'u32']));
    expect(labels('(func f (param $p a.Point) (result f64) (read-field a.Point |))')).toEqual(['x', 'y']);
    expect(labels('(component c "other.itl" ("greeter" |))')).toEqual(['a', 'b']);
  });
  test('are shown and found', () => {
    const call = of('(func f (param $p a.Point) (result a.Point) (call a.mi|rror (local $p)))');
    expect(call.answers.hover(call.offset)?.markdown).toContain('a.mirror (param $p a.Point) (result a.Point)');
    expect(call.answers.hover(call.offset)?.markdown).toContain('The other way round.');
    const [place] = call.answers.definitions(call.offset);
    const { file, line } = call.answers.sources.locate(place?.start ?? 0);
    expect({ path: file.path, line }).toEqual({ path: 'shapes.itl', line: 4 });
    const type = of('(func f (param $p a.Po|int))');
    expect(type.answers.hover(type.offset)?.markdown).toContain('(record Point (x f64) (y f64))');
    expect(type.answers.definitions(type.offset)).toEqual([{ start: 11, end: 12 }]);
    const whole = of('(export b|)');
    expect(whole.answers.definitions(whole.offset)).toEqual([{ start: 38, end: 39 }]);
  });
});
