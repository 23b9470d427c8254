/**
 * From one core module's memory to another's, byte for byte or by way of a JavaScript value: both give the same bytes, the
 * same lengths and the same errors, whatever the bytes are, wherever they lie and wherever they are to go.
 */

import { expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileText } from '../harness/compile-fixture.ts';
import fc from '../harness/fast-check.ts';
import { componentOf, type Target, targets } from '../harness/targets.ts';
import { scaled } from './runs.ts';

/** A lift, the question for its length, and a lower; `$value` is what is lifted. */
interface Way {
  readonly name: string;
  readonly type: string;
  readonly lift: string;
  readonly length: string;
  readonly lower: string;
}

const ways: readonly Way[] = [
  ...['string', 'utf16', 'latin1'].map((name) => ({
    name,
    type: 'string',
    lift: `(mem-to-${name} a "memory" (local $p) (local $n))`,
    length: `(${name}-len (local $value))`,
    lower: `(${name}-to-mem b "memory" (local $value) (local $q))`,
  })),
  {
    name: 'cString',
    type: 'string',
    lift: '(mem-to-c-string a "memory" (local $p))',
    length: '(string-len (local $value))',
    lower: '(string-to-mem b "memory" (local $value) (local $q))',
  },
  {
    name: 'buffer',
    type: 'buffer',
    lift: '(mem-to-buffer a "memory" (local $p) (local $n))',
    length: '(buffer-len (local $value))',
    lower: '(buffer-to-mem b "memory" (local $value) (local $q))',
  },
  ...['u8', 's16', 'f32', 'f64', 's64'].map((type) => {
    const stride = type === 'u8' ? 1 : Number(type.slice(1)) / 8;
    return {
      name: `${type}s`,
      type: `(array ${type})`,
      lift: `(lift-array ${type} ${stride} (local $p) (local $n) $at (load ${type} a "memory" (local $at)))`,
      length: '(array-len (local $value))',
      lower: `(let $_done (lower-array ${type} ${stride} (local $q) (local $value) $at $element
        (store ${type} b "memory" (local $at) (local $element))))`,
    };
  }),
];

/** A string whose place is in memory, somewhere in the first bytes. */
const textAt = (at: string): string =>
  `(mem-to-string a "memory" (& (as i32 (load u8 a "memory" ${at})) 127) (& (as i32 (load u8 a "memory" (+ ${at} 1))) 15))`;

/** Its length, and behind that itself. */
const putText = (text: string, at: string): string =>
  `(store u8 b "memory" ${at} (as u8 (string-len ${text}))) (string-to-mem b "memory" ${text} (+ ${at} 1))`;

const rowAt = (at: string): string => `(make-record Row (field name ${textAt(at)})
  (field amount (load f32 a "memory" (+ ${at} 2))) (field color (lift-enum Color (& (as i32 (load u8 a "memory" (+ ${at} 6))) 3)))
  (field seen (load bool a "memory" (+ ${at} 7))))`;

const putRow = (
  row: string,
  at: string,
): string => `(let $name (read-field Row name ${row})) ${putText('(local $name)', at)}
  (store f32 b "memory" (+ ${at} 48) (read-field Row amount ${row}))
  (store u8 b "memory" (+ ${at} 52) (as u8 (lower-enum Color (read-field Row color ${row}))))
  (store bool b "memory" (+ ${at} 53) (read-field Row seen ${row}))`;

/** What is taken apart, and made nowhere: types of values that consist of others. */
const composed: readonly Way[] = [
  {
    name: 'strings',
    type: '(array string)',
    lift: `(lift-array string 2 (local $p) (local $n) $at ${textAt('(local $at)')})`,
    length: '(array-len (local $value))',
    lower: `(let $_done (lower-array string 64 (local $q) (local $value) $to $item ${putText('(local $item)', '(local $to)')}))`,
  },
  {
    name: 'row',
    type: 'Row',
    lift: rowAt('(local $p)'),
    length: '1',
    lower: putRow('(local $value)', '(local $q)'),
  },
  {
    name: 'rows',
    type: '(array Row)',
    lift: `(lift-array Row 8 (local $p) (local $n) $at ${rowAt('(local $at)')})`,
    length: '(array-len (local $value))',
    lower: `(let $_done (lower-array Row 64 (local $q) (local $value) $to $row ${putRow('(local $row)', '(local $to)')}))`,
  },
  {
    name: 'shape',
    type: 'Shape',
    lift: `(switch (& (as i32 (load u8 a "memory" (local $p))) 3)
      (case 0 (make-variant Shape dot))
      (case 1 (make-variant Shape label ${textAt('(local $p)')}))
      (case 2 (make-variant Shape row ${rowAt('(local $p)')}))
      (else (make-variant Shape pair (make-tuple (load u8 a "memory" (local $p)) (load s16 a "memory" (+ (local $p) 1))))))`,
    length: '2',
    lower: `(match (local $value)
      (case dot (store u8 b "memory" (local $q) 9))
      (case label $label ${putText('(local $label)', '(local $q)')})
      (case row $row ${putRow('(local $row)', '(local $q)')})
      (case pair $pair
        (store u8 b "memory" (local $q) (read-tuple (tuple u8 s16) 0 (local $pair)))
        (store s16 b "memory" (+ (local $q) 1) (read-tuple (tuple u8 s16) 1 (local $pair)))))`,
  },
  {
    name: 'maybe',
    type: '(option (array string))',
    lift: `(if (& (as i32 (load u8 a "memory" (local $p))) 1)
      (make-variant (option (array string)) some (lift-array string 2 (local $p) (local $n) $at ${textAt('(local $at)')}))
      (make-variant (option (array string)) none))`,
    length: '3',
    lower: `(match (local $value)
      (case some $items
        (let $_done (lower-array string 64 (local $q) (local $items) $to $item ${putText('(local $item)', '(local $to)')})))
      (case none (store u8 b "memory" (local $q) 7)))`,
  },
];

const all = [...ways, ...composed];

const coordinates = '(param $p i32) (param $n i32) (param $q i32) (result i32)';
const hows = ['here', 'helper', 'made'];

/** Each way three times: in one function, by way of another, and with a value that is made. */
const functionsOf = ({ name, type, lift, length, lower }: Way): string => `
(import "host" (func same-${name} "${name}" (param ${type}) (result ${type})))
(func put-${name} (param $value ${type}) (param $q i32) (result i32) (let $size ${length}) ${lower} (local $size))
(func ${name}-here ${coordinates} (let $value ${lift}) (let $size ${length}) ${lower} (local $size))
(func ${name}-helper ${coordinates} (call put-${name} ${lift} (local $q)))
(func ${name}-made ${coordinates} (let $value (call same-${name} ${lift})) (let $size ${length}) ${lower} (local $size))
${hows.map((how) => exportOf(`${name}-${how}`)).join('')}`;

const exportOf = (name: string): string => `(export (func _ "${name}" (param s32 s32 s32) (result s32)
  (as s32 (call ${name} (as i32 (local 0)) (as i32 (local 1)) (as i32 (local 2))))))`;

const source = `(types
  (enum Color red green blue)
  (record Row (name string) (amount f32) (color Color) (seen bool))
  (variant Shape dot (label string) (row Row) (pair (tuple u8 s16))))
(module a "a.wasm") (module b "b.wasm")
(export
  (func _ "fill" (param $bytes buffer) (param $p s32) (buffer-to-mem a "memory" (local $bytes) (as i32 (local $p))))
  (func _ "clear" (param $bytes buffer) (buffer-to-mem b "memory" (local $bytes) 0))
  (func _ "seen" (result buffer) (mem-to-buffer b "memory" 0 65536)))
${all.map(functionsOf).join('')}`;

const memory = '(module (memory (export "memory") 1))';
const SIZE = 65536;

type Running = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

async function start(target: Target): Promise<Running> {
  const component = await componentOf({ target }, source);
  const core = await assembleWat('memory', memory);
  const host = Object.fromEntries(all.map(({ name }) => [name, (value: unknown) => value]));
  return component({ host }, { modules: { 'a.wasm': core, 'b.wasm': core } });
}

interface Outcome {
  readonly result: unknown;
  readonly error: string;
  readonly bytes: string;
}

const blank = new Uint8Array(SIZE).fill(0xaa);

function outcomeOf(running: Running, name: string, p: number, n: number, q: number): Outcome {
  running.clear?.(blank);
  let result: unknown;
  let error = '';
  try {
    result = running[name]?.(p, n, q);
  } catch (caught) {
    error = String(caught);
  }
  return { result, error, bytes: Buffer.from(running.seen?.() as Uint8Array).toString('latin1') };
}

/** What UTF-8 is made of, well-formed and not, cut off anywhere. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => [...Buffer.from(text)]) },
  { weight: 3, arbitrary: fc.string({ maxLength: 70 }).map((text) => [...Buffer.from(text)]) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0x80, max: 0xff }), { maxLength: 5 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      [0xef, 0xbb, 0xbf],
      [0xed, 0xa0, 0x80],
      [0xed, 0x9f, 0xbf],
      [0xf4, 0x8f, 0xbf, 0xbf],
      [0xf4, 0x90, 0x80, 0x80],
      [0xf0, 0x8f, 0xbf, 0xbf],
      [0xf0, 0x90, 0x80, 0x80],
      [0xe0, 0x9f, 0xbf],
      [0xe0, 0xa0, 0x80],
      [0xc1, 0xbf],
      [0xc2, 0x80],
      [0xf0, 0x9f, 0x98],
      [0xf5],
      [0],
    ),
  },
);

const place = fc.oneof(
  { weight: 6, arbitrary: fc.nat(64) },
  { weight: 2, arbitrary: fc.integer({ min: SIZE - 40, max: SIZE + 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -8, 2 ** 31 - 1, -(2 ** 31)) },
);

const cases = fc.record({
  content: fc.array(pieces, { maxLength: 6 }).map((parts) => parts.flat()),
  /** Behind the content there may be a NUL, or the end of the memory. */
  atEnd: fc.boolean(),
  p: fc.option(place, { nil: undefined }),
  n: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, place),
  q: place,
});

test('what is copied arrives as what is made does', async () => {
  const running = await Promise.all(targets.map(start));
  fc.assert(
    fc.property(cases, fc.nat(7), ({ content, atEnd, p, n, q }, offset) => {
      const at = atEnd ? SIZE - content.length : offset;
      for (const each of running) {
        each.fill?.(new Uint8Array(SIZE), 0);
        each.fill?.(Uint8Array.from(content), at);
      }
      for (const { name, type } of ways) {
        const unit = type.startsWith('(') ? Number(/\d+/.exec(type)?.[0]) / 8 : name === 'utf16' ? 2 : 1;
        const length = n ?? Math.floor(content.length / unit);
        const outcomes = running.flatMap((each) =>
          hows.map((how) => outcomeOf(each, `${name}-${how}`, p ?? at, length, q)),
        );
        const [first] = outcomes;
        const shown = (text: string) => text.replace(/^\w+-\w+/, '');
        for (const outcome of outcomes) {
          expect({ ...outcome, error: shown(outcome.error) }).toEqual({ ...first, error: shown(first?.error ?? '') });
        }
      }
    }),
    { numRuns: scaled(100) },
  );
}, 600_000);

test('what is taken apart arrives as what is made does', async () => {
  const running = await Promise.all(targets.map(start));
  fc.assert(
    fc.property(cases, fc.nat(9), ({ content, p, q }, n) => {
      for (const each of running) {
        each.fill?.(new Uint8Array(SIZE), 0);
        each.fill?.(Uint8Array.from(content), 0);
      }
      for (const { name } of composed) {
        const outcomes = running.flatMap((each) => hows.map((how) => outcomeOf(each, `${name}-${how}`, p ?? 0, n, q)));
        const [first] = outcomes;
        // Of a list, what comes before an element that cannot be lifted is lowered already, and may fail first.
        const isList = /s$|maybe/.test(name);
        // Loads side by side may be checked together: which of them is outside is not said.
        const shown = (text: string) => text.replace(/^\w+-\w+/, '').replace(/pointer \d+ with length \d+/, '');
        for (const outcome of outcomes) {
          if (!first?.error) expect(outcome).toEqual(first);
          else if (isList) expect(outcome.error).not.toBe('');
          else expect(shown(outcome.error)).toBe(shown(first.error));
        }
      }
    }),
    { numRuns: scaled(100) },
  );
}, 600_000);

/** What tells well-formed from ill-formed, on both sides of every boundary. */
const bytes = [
  [
    0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5,
    0xff,
  ],
  [0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff],
  [0x41, 0x7f, 0x80, 0xbf, 0xc0],
  [0x41, 0x7f, 0x80, 0xbf, 0xc0],
] as const;

test.each(targets)('the borders of UTF-8, target %s', async (target) => {
  const { fill, seen, ...running } = await start(target);
  for (const one of bytes[0]) {
    for (const two of bytes[1]) {
      const tails = bytes[2].flatMap((three) => bytes[3].map((four) => [three, four]));
      const texts = tails.map((tail) => Uint8Array.of(one, two, ...tail));
      texts.forEach((text, index) => void fill?.(text, index * 4));
      // Each ends where one of its bytes does; where it is copied to is behind those that came before.
      const expected = texts.flatMap((text, index) =>
        [1, 2, 3, 4].map((length) => {
          const at = (index * 4 + length - 1) * 16;
          const content = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(text.slice(0, length)));
          expect(running['string-here']?.(index * 4, length, at)).toBe(content.length);
          return [at, content] as const;
        }),
      );
      const memory = Buffer.from(seen?.() as Uint8Array);
      for (const [at, content] of expected) expect(memory.subarray(at, at + content.length)).toEqual(content);
    }
  }
});

test('both variants copy in all ways but the one with a value', async () => {
  const { wat, directWat } = await compileText(source);
  const copies = [/\(call \$_it_mem_copy\b/g, /\(memory\.copy \$_it_memory_\d \$_it_memory_\d/g];
  const counts = [wat, directWat].map((text, variant) => [...text.matchAll(copies[variant] as RegExp)].length);
  // Of what is composed, each has one text, and a shape two.
  const count = 2 * (ways.length + composed.length + 1);
  expect(counts).toEqual([count, count]);
});
