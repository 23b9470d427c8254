/** Callbacks and function pointers in random order, nested and thrown out of, against a plain map. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assembleCores } from '../harness/assemble-core.ts';
import fc from '../harness/fast-check.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { readText, root } from '../harness/folders.ts';
import { componentOf, targets } from '../harness/targets.ts';
import { scaled } from './runs.ts';

type Answer = () => number;

/** One way to hand a function on, through the exports of a fixture. */
interface Way {
  readonly fixture: string;
  readonly keep: (lib: AnyExports, answer: Answer) => number;
  readonly call: (lib: AnyExports, handle: number) => number;
  /** Registers, calls and releases in one. */
  readonly scoped: (lib: AnyExports, answer: Answer) => number;
  /** A slot serves again under its old number. */
  readonly recycles: boolean;
}

const ways: readonly Way[] = [
  {
    fixture: 'relays',
    keep: (lib, answer) => lib.keepProgress(answer),
    call: (lib, id) => lib.askOf(id),
    scoped: (lib, answer) => lib.ask(answer, 1, 2),
    recycles: false,
  },
  {
    fixture: 'function-pointers',
    keep: (lib, answer) => lib.keep(answer),
    call: (lib, pointer) => lib.foldBy(pointer, 1),
    scoped: (lib, answer) => lib.fold(answer, 1),
    recycles: true,
  },
];

type Step =
  | { readonly kind: 'keep'; readonly value: number }
  | { readonly kind: 'call' | 'free' | 'dead'; readonly pick: number }
  /** A callback that does something itself. */
  | { readonly kind: 'inside'; readonly steps: readonly Step[]; readonly throws: boolean };

const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('keep' as const), value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) }),
    fc.record({ kind: fc.constantFrom('call' as const, 'free' as const, 'dead' as const), pick: fc.nat() }),
    fc.record({
      kind: fc.constant('inside' as const),
      steps: fc.array(tie('step'), { maxLength: 8 }),
      throws: fc.boolean(),
    }),
  ),
}));

/** An instance and what it should know. */
interface World {
  readonly way: Way;
  readonly lib: AnyExports;
  readonly live: Map<number, number>;
  readonly dead: Set<number>;
  /** Of callbacks that run. What they are registered as is known to nobody, and may be a number that was dead. */
  depth: number;
}

const picked = <T>(items: Iterable<T>, pick: number): T | undefined => {
  const all = [...items];
  return all[pick % Math.max(1, all.length)];
};

function perform(step: Step, world: World): void {
  const { way, lib, live, dead } = world;
  if (step.kind === 'inside') return performInside(step, world);
  if (step.kind === 'keep') {
    const handle = way.keep(lib, () => step.value);
    expect(handle).not.toBe(0);
    expect(live.has(handle)).toBe(false);
    if (way.recycles) dead.delete(handle);
    expect(dead.has(handle)).toBe(false);
    live.set(handle, step.value);
    return;
  }
  if (step.kind === 'dead' && way.recycles && world.depth > 0) return;
  const handle = picked(step.kind === 'dead' ? dead : live.keys(), step.pick);
  if (handle === undefined) return;
  if (step.kind === 'dead') {
    expect(() => way.call(lib, handle)).toThrow(new RegExp(`${handle} .*was released`));
    expect(() => lib.free(handle)).toThrow(RangeError);
    return;
  }
  expect(way.call(lib, handle)).toBe(live.get(handle));
  if (step.kind === 'call') return;
  lib.free(handle);
  live.delete(handle);
  dead.add(handle);
}

/** What is thrown inside is what arrives outside, each time the same object. */
function performInside({ steps, throws }: Extract<Step, { kind: 'inside' }>, world: World): void {
  const thrown = new Error('inside');
  let caught: unknown;
  world.depth++;
  try {
    const answer = world.way.scoped(world.lib, () => {
      for (const inner of steps) perform(inner, world);
      if (throws) throw thrown;
      return steps.length;
    });
    expect(answer).toBe(steps.length);
  } catch (error) {
    if (error !== thrown) throw error;
    caught = error;
  } finally {
    world.depth--;
  }
  expect(caught).toBe(throws ? thrown : undefined);
}

const cases = targets.flatMap((target) => ways.map((way) => ({ fixture: way.fixture, way, target })));

test.each(cases)('$fixture behave like a map from numbers to functions, $target', async ({ way, target }) => {
  const folder = join(root, 'fixtures/ops', way.fixture);
  const [component, modules] = await Promise.all([
    componentOf({ target }, readText(folder, 'case.itl')),
    assembleCores(folder),
  ]);
  const start = async (): Promise<World> => {
    const lib = await component({ host: { note: () => {} } }, { modules });
    return { way, lib, live: new Map(), dead: new Set(), depth: 0 };
  };
  const steps = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, async (program) => {
      const [left, right] = await Promise.all([start(), start()]);
      for (const [one, isLeft] of program) perform(one, isLeft ? left : right);
      for (const { lib, live } of [left, right]) {
        for (const [handle, value] of live) expect(way.call(lib, handle)).toBe(value);
      }
      if (way.recycles) return;
      // No id of one instance means anything to another.
      for (const id of left.live.keys()) expect(() => way.call(right.lib, id)).toThrow(RangeError);
    }),
    { numRuns: scaled(150) },
  );
});
