/**
 * How TypeScript users write against generated declarations. Nothing here runs: it compiles, and the lines marked as
 * errors do not.
 */

import type { Imports as StrictImports } from '../../fixtures/components/strict-imports/expected/adapter.d.ts';
import type { Exports as StrictExports } from '../../fixtures/components/strict-parameters/expected/adapter.d.ts';
import type { Imports as NoImports } from '../../fixtures/ops/as/expected/adapter.d.ts';
import type { Exports as FunctionExports } from '../../fixtures/ops/call-func/expected/adapter.d.ts';
import type { Exports as EnumExports } from '../../fixtures/ops/enums/expected/adapter.d.ts';
import type { Exports as FlagsExports } from '../../fixtures/ops/flags/expected/adapter.d.ts';
import type { Exports as OptionExports } from '../../fixtures/ops/options/expected/adapter.d.ts';
import type { Exports as RecordExports } from '../../fixtures/ops/records/expected/adapter.d.ts';
import type {
  Counter,
  Imports as HostOfCounters,
  Exports as ResourceExports,
} from '../../fixtures/ops/resources/expected/adapter.d.ts';
import type {
  Exports as ResultExports,
  Imports as ResultImports,
} from '../../fixtures/ops/results/expected/adapter.d.ts';
import type { Exports as TupleExports } from '../../fixtures/ops/tuples/expected/adapter.d.ts';
import type { All, Exports as VariantExports } from '../../fixtures/ops/variants/expected/adapter.d.ts';

export function scalars(lib: StrictExports): void {
  lib.u32(5);
  lib.u64(5n);
  lib.u1(true);
  lib.char('x');
  lib.buffer(new ArrayBuffer(1));
  lib.buffer(new Uint16Array(1));
  lib.array([1, 2]);
  lib.array(new Set([1, 2]));
  lib.array(Int16Array.of(1));
  // @ts-expect-error a bigint is no number
  lib.u32(5n);
  // @ts-expect-error a number is no bigint
  lib.u64(5);
  // @ts-expect-error a number is no boolean
  lib.bool(1);
  // @ts-expect-error the argument is missing
  lib.string();
  // @ts-expect-error an array is no buffer
  lib.buffer([1, 2]);
  // @ts-expect-error strings in an array of numbers
  lib.array(['1']);
}

export function people(lib: StrictExports): void {
  const ada = { name: 'Ada', age: 36, tags: ['x'], mood: 'happy', home: [51.5, 0] } as const;
  lib.people(1, [{ ...ada, tags: ['x'], home: [51.5, 0] }]);
  lib.people(1, new Set([{ ...ada, tags: [], home: [0, 0] as [number, number], boss: undefined }]));
  // @ts-expect-error the mood is misspelt
  lib.people(1, [{ ...ada, tags: [], home: [0, 0], mood: 'hapy' }]);
  // @ts-expect-error the name is missing
  lib.people(1, [{ age: 36, tags: [], mood: 'sad', home: [0, 0] }]);
}

export function records(lib: RecordExports): void {
  lib.optional({ name: 'Ada', more: null });
  const { age, tags } = lib.optional({ name: 'Ada', age: 36, more: 1 });
  age satisfies number | undefined;
  tags?.length satisfies number | undefined;
  lib.three(5n) satisfies { a: bigint; b: string; c: number };
}

export function enums(lib: EnumExports): void {
  const color = lib.color(1);
  color satisfies 'red' | 'green' | 'blue';
  lib.number(color);
  lib.oddNumber('to-string');
  // @ts-expect-error no such color
  lib.number('yellow');
  // @ts-expect-error the name, not the number
  lib.number(1);
}

export function flags(lib: FlagsExports): void {
  lib.bits({ read: true });
  lib.bits({});
  if (lib.mode(5).write) lib.none(0);
  // @ts-expect-error no such flag
  lib.bits({ raed: true });
}

export function tuples(lib: TupleExports): void {
  const pair = [5, 'x'] as const;
  const [text, number] = lib.swap(pair);
  text satisfies string;
  number satisfies number;
  // @ts-expect-error one item too few
  lib.swap([5]);
}

export function variants(lib: VariantExports): string {
  const value: All = lib.again({ tag: 'tuple', val: [5, 'x'] });
  // @ts-expect-error the payload belongs to another case
  lib.again({ tag: 'bool', val: 5 });
  // @ts-expect-error no such case
  lib.again({ tag: 'wrong' });
  switch (value.tag) {
    case 's64':
      return (value.val + 1n).toString();
    case 'record':
      return `${value.val.x},${value.val.y}`;
    case 'inner':
      return value.val.tag === 'a' ? value.val.val.toFixed() : 'b';
    case 'nothing':
      // @ts-expect-error this case has no payload
      return value.val;
    default:
      return value.tag;
  }
}

export function options(lib: OptionExports): void {
  lib.u8(5)?.toFixed();
  lib.u8(undefined);
  lib.u8(null);
  lib.u8();
  const twice = lib.twice({ tag: 'some', val: 5 });
  if (twice.tag === 'some') twice.val satisfies number | undefined;
  // @ts-expect-error it may be undefined
  lib.u8(5).toFixed();
  // @ts-expect-error only trailing parameters can be left out
  lib.orElse(5);
  // @ts-expect-error an option of an option is tagged
  lib.twice(5);
}

export function results(lib: ResultExports): void {
  lib.half(4).toFixed();
  const nested = lib.nested(1);
  if (nested.tag === 'ok') nested.val.toFixed();
  else nested.val.toUpperCase();
}

export const resultImports = {
  host: {
    text: (n) => `text ${n.toFixed()}`,
    number: () => 5,
    bare() {},
    onlyErr() {},
    onlyOk: () => true,
  },
} satisfies ResultImports;

export function resources(lib: ResourceExports): void {
  const counter: Counter = new lib.Counter(5);
  new lib.Counter(5, 1);
  counter.value = counter.next() + counter.plus(counter).value;
  lib.Counter.live().toFixed();
  counter.self().dispose();
  {
    using brief = new lib.Counter(1);
    brief.next();
  }
  // @ts-expect-error this one has a getter only
  counter['is-odd'] = true;
  // @ts-expect-error only the component makes tickets
  new lib.Ticket();
  // @ts-expect-error an object of the same shape is no instance
  counter.plus({ ...counter });
  // @ts-expect-error a Ticket is no Counter
  lib.sum([lib.ticket(1)]);
  // @ts-expect-error exports cannot be replaced
  lib.Counter = lib.Counter as never;
}

export const counterImports = {
  host: { onDrop: (id: number) => void id, pick: ([first]) => first as Counter },
} satisfies HostOfCounters;

export function functions(lib: FunctionExports): void {
  lib.compare((a, b) => a - b, 1, 2).toFixed();
  lib.log((text) => text.toUpperCase(), 'text');
  lib.array(() => new Set([1, 2]));
  lib.pair((n) => [n, 'x']);
  lib.many((a, b, c, d, e) => `${a}${b}${c}${d}${e + 1n}`);
  lib.handlers({ log: console.log });
  // @ts-expect-error a callback with the wrong result
  lib.compare(() => 'x', 1, 2);
  // @ts-expect-error a callback with the wrong parameter
  lib.log((n: number) => n, 'text');
}

export const strictImports = {
  host: {
    none() {},
    number: () => 1,
    wide: () => 1n,
    text: () => 'x',
    letter: () => 'x',
    truth: () => true,
    bytes: () => new ArrayBuffer(1),
    numbers: () => [1, 2],
    points: () => new Set([{ x: 1, y: 2 }]),
    pair: () => ['x', 1] as const,
    mood: () => 'happy',
    maybe: () => null,
    callback: () => (n) => n + 1,
    anything: () => Symbol.iterator,
  },
  'other.module': { 'with-dash': () => 'x' },
} satisfies StrictImports;

export const wrongImports = {
  host: {
    ...strictImports.host,
    // @ts-expect-error the result has another type
    text: () => 5,
  },
  'other.module': strictImports['other.module'],
} satisfies StrictImports;

// @ts-expect-error a module is missing
export const tooFewImports = { host: strictImports.host } satisfies StrictImports;

export const noImports = {} satisfies NoImports;
