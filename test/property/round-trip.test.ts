/** Values of arbitrary types through a core module's memory and back, by way of parameters, imports and callbacks. */

import { test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { assertions } from '../harness/assertions.ts';
import fc from '../harness/fast-check.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { componentOf, type Form, forms } from '../harness/targets.ts';
import { arbitraryTypes } from './arbitrary-type.ts';
import { arbitraryValue, type NamedTypes, namedTypesIn } from './arbitrary-value.ts';
import { expectedValue, outcomeOf, outcomeOfCall, settle } from './expected-value.ts';
import type { InterfaceType } from './interface-type.ts';
import { coreWat, roundTripComponent } from './round-trip-component.ts';
import { scaled } from './runs.ts';
import type { Style } from './writer.ts';
import { type Wrong, wrongValues } from './wrong-value.ts';

/** A type and values of it; each comes with a number that picks one of the ways to make it wrong. */
interface Sample {
  readonly type: InterfaceType;
  readonly values: readonly (readonly [value: unknown, pick: number])[];
}

interface Case {
  readonly style: Style;
  /** Whether another component uses it. */
  readonly isPart: boolean;
  readonly named: NamedTypes;
  readonly samples: readonly Sample[];
}

const arbitraryCase: fc.Arbitrary<Case> = fc
  .tuple(arbitraryTypes, fc.constantFrom('inline' as const, 'functions' as const))
  .chain(([types, style]) => {
    const named = namedTypesIn(types);
    const samples = types.map((type) =>
      fc.record({
        type: fc.constant(type),
        values: fc.array(fc.tuple(arbitraryValue(type, named), fc.nat()), { minLength: 1, maxLength: 25, size: 'max' }),
      }),
    );
    return fc.record({
      style: fc.constant(style),
      isPart: fc.boolean(),
      named: fc.constant(named),
      samples: fc.tuple(...samples),
    });
  });

const core = assembleWat('core.wat', coreWat);

/** An instance, and what its import `giveN` will do. */
interface Running {
  readonly exports: AnyExports;
  readonly give: (index: number, give: () => unknown) => void;
}

/** A component that exports all that another one exports. */
const asPart = '(component part "part.itl")\n(export part)';

async function start(
  itl: string,
  identities: readonly string[],
  count: number,
  { isPart, ...form }: Form & Pick<Case, 'isPart'>,
): Promise<Running> {
  const readComponent = () => ({ path: 'part.itl', text: itl });
  const component = await componentOf(form, isPart ? asPart : itl, { readComponent });
  const gives: (() => unknown)[] = [];
  const host = Object.fromEntries([
    ...identities.map((name) => [name, (value: unknown) => value]),
    ...Array.from({ length: count }, (_, index) => [`give${index}`, () => gives[index]?.()]),
  ]);
  const exports = await component({ host }, { modules: { 'core.wasm': await core } });
  return {
    exports,
    give: (index, give) => {
      gives[index] = give;
    },
  };
}

/** A way by which values come in: what messages about them begin with, what stands behind their path, and the call. */
interface WayIn {
  readonly place: string;
  readonly close: string;
  /** With a valid value, and what a JavaScript function does in place of a given one. */
  readonly call: (valid: unknown, result: () => unknown) => unknown;
}

function waysIn({ exports, give }: Running, index: number): readonly WayIn[] {
  const throughImport = (_: unknown, result: () => unknown): unknown => {
    give(index, result);
    return exports[`import${index}`]();
  };
  const throughCallback = (valid: unknown, result: () => unknown): unknown =>
    exports[`callback${index}`](() => result(), valid);
  return [
    { place: `host.give${index}: result`, close: '', call: throughImport },
    { place: 'callback: result', close: '', call: throughCallback },
  ];
}

function checkValid(running: Running, index: number, { type }: Sample, value: unknown, named: NamedTypes): void {
  const { exports } = running;
  const expected = expectedValue(type, value, named);
  const check = (call: () => unknown, what: string): void =>
    assertions.equal(outcomeOfCall(call), outcomeOf(type, expected), what);
  check(() => exports[`round${index}`](value), `round${index}`);
  for (const { place, call } of waysIn(running, index)) {
    check(() => call(value, () => settle(type, value)), place);
  }
  const callback = (given: unknown): unknown => {
    assertions.equal(expectedValue(type, given, named), expected, 'what the callback is given');
    return settle(type, value);
  };
  check(() => exports[`callback${index}`](callback, value), `callback${index}`);
}

function checkWrong(running: Running, index: number, { type }: Sample, valid: unknown, wrong: Wrong): void {
  const { exports } = running;
  const refused = (place: string, close: string, call: () => unknown): void => {
    const before = `${place}${wrong.path}${close} `;
    const { message } = assertions.throws(call, wrong.error, /^/);
    assertions.ok(message.startsWith(before), `expected ${JSON.stringify(before)}…, got ${JSON.stringify(message)}`);
  };
  refused(`round${index}: parameter 'value`, "'", () => exports[`round${index}`](wrong.value));
  // What a function gives for a `(result T E)` is a T, and has no wrong tag.
  if (type.kind === 'result') return;
  for (const { place, close, call } of waysIn(running, index)) {
    refused(place, close, () => call(valid, () => wrong.value));
  }
}

function checkSample(running: Running, index: number, sample: Sample, named: NamedTypes): void {
  const { exports } = running;
  // It lies in the adapter's memory all the while.
  const kept = exports.keep(() => index);
  for (const [value, pick] of sample.values) {
    checkValid(running, index, sample, value, named);
    const wrongs = wrongValues(sample.type, value, named);
    const wrong = wrongs[pick % wrongs.length];
    if (wrong) checkWrong(running, index, sample, value, wrong);
    assertions.equal(exports.live(), 0, 'live allocations');
    assertions.equal(exports.fire(kept), index, 'what a callback gives');
    exports.reset();
  }
}

async function checkCase({ style, isPart, named, samples }: Case): Promise<void> {
  const types = samples.map((sample) => sample.type);
  const { itl, identities } = roundTripComponent(types, style);
  try {
    for (const form of forms) {
      const running = await start(itl, identities, types.length, { ...form, isPart });
      for (const [index, sample] of samples.entries()) checkSample(running, index, sample, named);
    }
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.stack : error}\n\n${itl}`);
  }
}

test('every value comes back from every target, and every wrong one is refused with its place', async () => {
  await fc.assert(fc.asyncProperty(arbitraryCase, checkCase), { numRuns: scaled(40) });
}, 600_000);
