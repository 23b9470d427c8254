/** What a value consists of that is not made: numbers, and where the rest of it lies in memory. */
import { bulkLoad } from '../bulk-load.ts';
import { capturesOf } from '../captures.ts';
import { type Effect, effectsOf, moduleOf } from '../effects.ts';
import { integerOf } from '../expressions.ts';
import { withRange } from '../forward-copies/encodings.ts';
import type { Callee, Expression, OperationExpression } from '../ir.ts';
import type { BodyOf } from '../memory-read.ts';
import { printExpression } from '../print.ts';
import { reachedCode } from '../reached-code.ts';
import { type Type, typeText } from '../types.ts';
import { contains } from '../visit.ts';

/** Strings, buffers and arrays: they have a pointer, and all but those that a NUL ends a length. */
export type LiftOperation = Extract<
  OperationExpression,
  {
    operation:
      | 'mem-to-string'
      | 'mem-to-strict-string'
      | 'mem-to-utf16'
      | 'mem-to-latin1'
      | 'mem-to-buffer'
      | 'lift-array';
  }
>;

/** Made of a number: of enums which case, of flags the bits. */
export type NumberedOperation = Extract<OperationExpression, { operation: 'lift-enum' | 'lift-flags' }>;

/** @typeParam S - what stands where a number goes */
export type Parts<S> =
  /** Kept as it is. */
  | { readonly kind: 'value'; readonly type: Type; readonly slot: S }
  /** Lifted where it is used. */
  | { readonly kind: 'lifted'; readonly lift: LiftOperation; readonly pointer: S; readonly length: S }
  | {
      readonly kind: 'numbered';
      readonly operation: NumberedOperation['operation'];
      readonly type: Type;
      readonly slot: S;
    }
  /** A record by its fields' names, a tuple by its items' numbers. */
  | { readonly kind: 'product'; readonly type: Type; readonly items: ReadonlyMap<string, Parts<S>> }
  /** A variant, an option or a result. `items` are payloads; a case that is never made has none. */
  | { readonly kind: 'sum'; readonly type: Type; readonly tag: S; readonly items: ReadonlyMap<string, Parts<S>> };

/** What a value will consist of: in each place the type that goes there. */
export type Plan = Parts<Type>;

/** What it consists of. All expressions are locals, literals, or variables that nothing else sets. */
export type Shape = Parts<Expression>;

/** The same with something else in each place, from first to last. */
export function mapParts<S, T>(parts: Parts<S>, change: (slot: S) => T): Parts<T> {
  const inner = (items: ReadonlyMap<string, Parts<S>>): ReadonlyMap<string, Parts<T>> =>
    new Map([...items].map(([name, item]) => [name, mapParts(item, change)]));
  switch (parts.kind) {
    case 'value':
    case 'numbered':
      return { ...parts, slot: change(parts.slot) };
    case 'lifted':
      return { ...parts, pointer: change(parts.pointer), length: change(parts.length) };
    case 'product':
      return { ...parts, items: inner(parts.items) };
    case 'sum':
      return { ...parts, tag: change(parts.tag), items: inner(parts.items) };
  }
}

/** Whether its elements are lifted one by one: anything else is copied as a whole. */
export const isLiftedInParts = (lift: LiftOperation): boolean =>
  lift.operation === 'lift-array' && bulkLoad(lift.operands) === undefined;

/** What stands in the places, from first to last. */
export function slotsOf<S>(parts: Parts<S>): readonly S[] {
  const slots: S[] = [];
  mapParts(parts, (slot) => slots.push(slot));
  return slots;
}

/** The lifts in it. */
export function liftsIn<S>(parts: Parts<S>): readonly LiftOperation[] {
  if (parts.kind === 'lifted') return [parts.lift];
  return 'items' in parts ? [...parts.items.values()].flatMap((item) => liftsIn(item)) : [];
}

/** Different where what a value consists of is. */
export function keyOf<S>(parts: Parts<S>): string {
  const inner = (items: ReadonlyMap<string, Parts<S>>): string =>
    [...items].map(([name, item]) => `${name}:${keyOf(item)}`).join(' ');
  switch (parts.kind) {
    case 'value':
      return typeText(parts.type);
    case 'numbered':
      return `${parts.operation} ${typeText(parts.type)}`;
    case 'lifted':
      return liftKey(parts.lift);
    case 'product':
    case 'sum':
      return `(${parts.kind} ${typeText(parts.type)} ${inner(parts.items)})`;
  }
}

/** The same for lifts that differ in their pointer and length alone. */
const liftKey = (lift: LiftOperation): string => {
  const zero = integerOf(0n, lift.operands.pointer.type, lift);
  return printExpression(withRange(lift, zero, zero));
};

/** Whether it can be lifted anywhere: it reads nothing but memory, and names nothing that is bound around it. */
export function isMovable(lift: LiftOperation, bodyOf: BodyOf): boolean {
  if (lift.operation !== 'lift-array') return true;
  const { block, locals } = lift.operands.body;
  return capturesOf(block).every((local) => locals.includes(local)) && onlyReads(block, bodyOf, new Map());
}

/** @param known - functions that were looked into before; of those that are being looked into it says no */
function onlyReads(code: Expression, bodyOf: BodyOf, known: Map<Callee, boolean>): boolean {
  return !contains(code, (inner) => {
    if (unmovable.has(inner.kind) || !effectsOf(inner).every((effect) => harmless.has(effect))) return true;
    return inner.kind === 'call' && !calleeOnlyReads(inner.callee, bodyOf, known);
  });
}

function calleeOnlyReads(callee: Callee, bodyOf: BodyOf, known: Map<Callee, boolean>): boolean {
  const found = known.get(callee);
  if (found !== undefined) return found;
  known.set(callee, false);
  const body = bodyOf(callee)?.body;
  const reads = body !== undefined && onlyReads(body, bodyOf, known);
  known.set(callee, reads);
  return reads;
}

const unmovable: ReadonlySet<string> = new Set<Expression['kind']>(['defer', 'bind', 'var', 'window']);

const harmless: ReadonlySet<Effect> = new Set(['reads memory', 'makes', 'throws', 'leaves']);

/** The core modules whose memories a lift reads. */
export const modulesRead = (lift: LiftOperation, bodyOf: BodyOf): readonly string[] => [
  ...new Set(reachedCode([lift], bodyOf).flatMap((inner) => moduleOf(inner) ?? [])),
];
