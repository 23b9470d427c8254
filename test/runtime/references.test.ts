import { describe, expect, test } from 'vitest';
import {
  addReference,
  clearReferences,
  createReferences,
  dropReference,
  type References,
  referenceOf,
} from '../../runtime/values/references.ts';
import fc from '../harness/fast-check.ts';

/** How many handles are live. */
const liveIn = ({ values, live }: References): number =>
  values.filter((_, index) => ((live[index] ?? 0) & 0xfffff) === index).length;

interface Model {
  readonly live: Map<number, unknown>;
  readonly dropped: Set<number>;
}

class Add implements fc.Command<Model, References> {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
  check = (): boolean => true;
  run(model: Model, real: References): void {
    const handle = addReference(real, this.value);
    expect(handle).not.toBe(0);
    expect(handle | 0).toBe(handle);
    expect(model.live.has(handle)).toBe(false);
    expect(model.dropped.has(handle)).toBe(false);
    model.live.set(handle, this.value);
  }
  toString = (): string => `add ${String(this.value)}`;
}

class Drop implements fc.Command<Model, References> {
  readonly seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  check = (model: Readonly<Model>): boolean => model.live.size > 0;
  run(model: Model, real: References): void {
    const handle = [...model.live.keys()][this.seed % model.live.size] as number;
    dropReference(real, handle);
    model.live.delete(handle);
    model.dropped.add(handle);
  }
  toString = (): string => `drop ${this.seed}`;
}

class Look implements fc.Command<Model, References> {
  check = (): boolean => true;
  run(model: Model, real: References): void {
    expect(liveIn(real)).toBe(model.live.size);
    for (const [handle, value] of model.live) expect(referenceOf(real, handle)).toBe(value);
    for (const handle of model.dropped) {
      expect(() => referenceOf(real, handle)).toThrow(RangeError);
      expect(() => dropReference(real, handle)).toThrow(RangeError);
    }
  }
  toString = (): string => 'look';
}

test('behaves like a map of live handles', () => {
  const commands = [
    fc.constantFrom(null, undefined, 0, '', Number.NaN, {}, Symbol('s'), 1n).map((value) => new Add(value)),
    fc.nat().map((seed) => new Drop(seed)),
    fc.constant(new Look()),
  ];
  fc.assert(
    fc.property(fc.commands(commands, { maxCommands: 60 }), (run) => {
      fc.modelRun(
        () => ({ model: { live: new Map<number, unknown>(), dropped: new Set<number>() }, real: createReferences() }),
        run,
      );
    }),
  );
});

test('knows no handle before there is one', () => {
  const references = createReferences();
  expect(() => referenceOf(references, references.key)).toThrow(/is not a live handle/);
});

describe('handles', () => {
  test('guessed ones are refused', () => {
    const references = createReferences();
    const handles = new Set<number>(Array.from({ length: 100 }, () => addReference(references, 'value')));
    const refused = (handle: number): boolean => {
      try {
        referenceOf(references, handle);
        return false;
      } catch (error) {
        return (
          error instanceof RangeError && error.message === `reference ${handle} is not a live handle of this instance`
        );
      }
    };
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        (handle) => handles.has(handle) || refused(handle),
      ),
    );
    for (let handle = -300; handle < 300; handle++) expect(handles.has(handle) || refused(handle)).toBe(true);
    expect(refused(0)).toBe(true);
  });

  test('mean nothing to another table', () => {
    const tables = Array.from({ length: 50 }, () => createReferences());
    const handles = tables.map((table) => Array.from({ length: 20 }, () => addReference(table, table)));
    handles.forEach((own, owner) => {
      tables.forEach((table, other) => {
        for (const handle of own) {
          if (other === owner) expect(referenceOf(table, handle)).toBe(table);
          else expect(() => referenceOf(table, handle)).toThrow(RangeError);
        }
      });
    });
  });

  test('never come back, and a slot that is used up is retired', () => {
    const references = createReferences();
    const seen = new Set<number>();
    for (let round = 0; round < 10_000; round++) {
      const handle = addReference(references, round);
      expect(seen.has(handle)).toBe(false);
      seen.add(handle);
      dropReference(references, handle);
    }
    expect(liveIn(references)).toBe(0);
    for (const handle of seen) expect(() => referenceOf(references, handle)).toThrow(RangeError);
  });

  test('a million at once, and no more', () => {
    const references = createReferences();
    const handles: number[] = [];
    expect(() => {
      for (;;) handles.push(addReference(references, handles.length));
    }).toThrow('more than 1048576 references at once');
    expect(liveIn(references)).toBe(2 ** 20);
    expect(referenceOf(references, handles[123_456] as number)).toBe(123_456);
    dropReference(references, handles[5] as number);
    expect(referenceOf(references, addReference(references, 'again'))).toBe('again');
  });

  test('are never 0, though a generation has to be skipped', () => {
    const fifthOfSlot0 = 5 << 20;
    const references = createReferences(fifthOfSlot0);
    for (let round = 0; round < 20; round++) {
      const handle = addReference(references, round);
      expect(handle).not.toBe(0);
      expect(referenceOf(references, handle)).toBe(round);
      dropReference(references, handle);
    }
    expect(() => referenceOf(references, 0)).toThrow(RangeError);
  });

  test('are none after all were dropped, guessed ones neither', () => {
    const references = createReferences(0);
    const handles = Array.from({ length: 8 }, (_, index) => addReference(references, index));
    clearReferences(references);
    expect(liveIn(references)).toBe(0);
    for (const handle of [...handles, 0, 1, 2, 7]) expect(() => referenceOf(references, handle)).toThrow(RangeError);
  });
});
