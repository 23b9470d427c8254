/** Arbitrary interface types, up to five deep. */

import { type ScalarName, scalarSize } from '../../runtime/abi.ts';
import fc from '../harness/fast-check.ts';
import type { Case, InterfaceType } from './interface-type.ts';

/** As `InterfaceType`, but for names: `nameTypes` gives them. `choice` picks which enclosing type a `self` means. */
type Sketch =
  | { readonly kind: 'leaf'; readonly type: InterfaceType }
  | { readonly kind: 'self'; readonly choice: number }
  | { readonly kind: 'array'; readonly element: Sketch; readonly padding: number }
  | { readonly kind: 'option'; readonly payload: Sketch }
  | { readonly kind: 'result'; readonly ok: Sketch | undefined; readonly err: Sketch | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly Sketch[] }
  | { readonly kind: 'record'; readonly fields: readonly Sketch[] }
  | { readonly kind: 'variant'; readonly cases: readonly (Sketch | undefined)[] }
  | { readonly kind: 'enum'; readonly size: number }
  | { readonly kind: 'flags'; readonly size: number };

const scalar: fc.Arbitrary<InterfaceType> = fc
  .constantFrom(...(Object.keys(scalarSize) as ScalarName[]))
  .map((name) => ({ kind: 'scalar', name }));

const text: fc.Arbitrary<InterfaceType> = fc
  .constantFrom('utf8' as const, 'utf8' as const, 'utf16' as const)
  .map((encoding) => ({ kind: 'string', encoding }));

const unstructured = fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 2, arbitrary: text });

const func: fc.Arbitrary<InterfaceType> = fc.record({
  kind: fc.constant('func' as const),
  params: fc.array(unstructured, { maxLength: 2 }),
  results: fc.array(unstructured, { maxLength: 1 }),
});

const leaf: fc.Arbitrary<Sketch> = fc
  .oneof(
    { weight: 6, arbitrary: unstructured },
    { weight: 1, arbitrary: fc.constant<InterfaceType>({ kind: 'buffer' }) },
    { weight: 1, arbitrary: fc.constant<InterfaceType>({ kind: 'any' }) },
    { weight: 1, arbitrary: func },
  )
  .map((type) => ({ kind: 'leaf', type }));

const members = <T>(member: fc.Arbitrary<T>, minLength: number): fc.Arbitrary<T[]> =>
  fc.array(member, { minLength, maxLength: 5 });

const { sketch } = fc.letrec<{ sketch: Sketch }>((tie) => {
  const inner = tie('sketch');
  const perhaps = fc.option(inner, { nil: undefined, freq: 3 });
  return {
    sketch: fc.oneof(
      { maxDepth: 5, depthSize: 'medium', depthIdentifier: 'type', withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('array'), element: inner, padding: fc.nat(2) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('option'), payload: inner }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('result'), ok: perhaps, err: perhaps }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('tuple'), items: members(inner, 0) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('record'), fields: members(inner, 0) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('variant'), cases: members(perhaps, 1) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('enum'), size: fc.integer({ min: 1, max: 40 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('flags'), size: fc.nat(32) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('self'), choice: fc.nat(3) }) },
    ) as fc.Arbitrary<Sketch>,
  };
});

/** A type around; `isFinite` where a value of it may end before it comes here again. */
interface Enclosing {
  readonly name: string;
  readonly isFinite: boolean;
}

const nothingAround: readonly Enclosing[] = [];

/** Names that mean something in ITL, in JavaScript or to objects are names too. */
const memberNames: readonly string[] = ['a', 'val', 'tag', '__proto__', 'some', 'constructor', 'result', 'x-y', 'none'];

const memberName = (index: number): string => memberNames[index] ?? `m${index}`;

const namesUpTo = (size: number): readonly string[] => Array.from({ length: size }, (_, index) => memberName(index));

/** Gives a component's types their names, all different. */
function nameTypes(sketches: readonly Sketch[]): readonly InterfaceType[] {
  let count = 0;
  const fresh = (kind: string): string => `${kind}-${count++}`;

  function named(type: Sketch, around: readonly Enclosing[]): InterfaceType {
    const ending = around.map((each) => ({ ...each, isFinite: true }));
    switch (type.kind) {
      case 'leaf':
        return type.type;
      case 'self':
        return enclosing(type.choice, around);
      case 'array':
        return { ...type, element: named(type.element, ending) };
      case 'option':
        return { kind: 'option', payload: named(type.payload, ending) };
      case 'result':
        return { kind: 'result', ok: type.ok && named(type.ok, around), err: type.err && named(type.err, around) };
      case 'tuple':
        return { kind: 'tuple', items: type.items.map((item) => named(item, around)) };
      case 'record':
        return namedRecord(type.fields, around);
      case 'variant':
        return namedVariant(type.cases, around);
      case 'enum':
        return { kind: 'enum', name: fresh('enum'), cases: namesUpTo(type.size) };
      case 'flags':
        return { kind: 'flags', name: fresh('flags'), flags: namesUpTo(type.size) };
    }
  }

  function namedRecord(fields: readonly Sketch[], around: readonly Enclosing[]): InterfaceType {
    const name = fresh('record');
    const inside = [...around, { name, isFinite: false }];
    const typed = fields.map((field, index) => ({ name: memberName(index), type: named(field, inside) }));
    return { kind: 'record', name, fields: typed };
  }

  /** Its first case is the one that ends. */
  function namedVariant(cases: readonly (Sketch | undefined)[], around: readonly Enclosing[]): InterfaceType {
    const name = fresh('variant');
    const inside = [...around, { name, isFinite: true }].map((each) => ({ ...each, isFinite: true }));
    const typed = cases.map((carried, index): Case => {
      return { name: memberName(index), type: carried && named(carried, index === 0 ? around : inside) };
    });
    return { kind: 'variant', name, cases: typed };
  }

  return sketches.map((type) => named(type, nothingAround));
}

function enclosing(choice: number, around: readonly Enclosing[]): InterfaceType {
  const possible = around.filter((each) => each.isFinite);
  const chosen = possible[choice % Math.max(1, possible.length)];
  return chosen ? { kind: 'self', name: chosen.name } : { kind: 'scalar', name: 'u8' };
}

/** The types of one component. */
export const arbitraryTypes: fc.Arbitrary<readonly InterfaceType[]> = fc
  .array(sketch, { minLength: 1, maxLength: 6 })
  .map(nameTypes);
