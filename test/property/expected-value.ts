/** What a component gives back for a value that it was given: the type's one form. */
import { ItlResultError } from '../../runtime/it_loader.ts';
import type { NamedTypes } from './arbitrary-value.ts';
import { casesOf, type Encoding, type InterfaceType, isTagged } from './interface-type.ts';
import { typedArrayOf } from './scalar-values.ts';

type ObjectValue = Readonly<Record<string, unknown>>;

export function expectedValue(type: InterfaceType, given: unknown, named: NamedTypes): unknown {
  const within = (part: InterfaceType, value: unknown): unknown => expectedValue(part, value, named);
  switch (type.kind) {
    case 'scalar':
      return expectedScalar(type.name, given);
    case 'string':
      return expectedText(type.encoding, given as string);
    case 'buffer':
      return bytesOf(given as ArrayBufferView | ArrayBuffer);
    case 'any':
    case 'func':
    case 'enum':
      return given;
    case 'array': {
      const items = Array.from(given as Iterable<unknown>, (item) => within(type.element, item));
      return typedArrayOf(type.element)?.(items) ?? items;
    }
    case 'tuple':
      return type.items.map((item, index) => within(item, (given as readonly unknown[])[index]));
    case 'record': {
      const object = given as ObjectValue;
      return Object.fromEntries(type.fields.map((field) => [field.name, within(field.type, object[field.name])]));
    }
    case 'flags': {
      const object = given as ObjectValue;
      return Object.fromEntries(type.flags.map((flag) => [flag, Object.hasOwn(object, flag) && object[flag] === true]));
    }
    case 'option':
    case 'result':
    case 'variant':
      return expectedCase(type, given, named);
    case 'self':
      return within(named.get(type.name) ?? type, given);
  }
}

function expectedScalar(name: string, given: unknown): unknown {
  if (name === 'f32') return Math.fround(given as number);
  if (name === 'f64' || name === 'bool' || name === 'char' || typeof given === 'bigint') return given;
  // Integers have no -0.
  return Number(given) + 0;
}

/** UTF-8 has no lone surrogates; UTF-16 in memory holds whatever code units there are. */
function expectedText(encoding: Encoding, given: string): string {
  if (encoding === 'utf16') return given;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(given));
}

const bytesOf = (given: ArrayBufferView | ArrayBuffer): Uint8Array =>
  ArrayBuffer.isView(given)
    ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength).slice()
    : new Uint8Array(given.slice(0));

function expectedCase(type: Parameters<typeof casesOf>[0], given: unknown, named: NamedTypes): unknown {
  if (!isTagged(type)) {
    const isNothing = given === undefined || given === null;
    return isNothing || type.kind !== 'option' ? undefined : expectedValue(type.payload, given, named);
  }
  const { tag, val } = given as { readonly tag: string; readonly val?: unknown };
  const carried = casesOf(type).find((each) => each.name === tag)?.type;
  return carried ? { tag, val: expectedValue(carried, val, named) } : { tag };
}

/** What calling a function gives, or the payload of the `ItlResultError` that it throws. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly payload: unknown };

/** As a function's result, a `(result T E)` is a T that is returned or an E that is thrown. */
export function outcomeOf(type: InterfaceType, value: unknown): Outcome {
  if (type.kind !== 'result') return { kind: 'returned', value };
  const { tag, val } = value as { readonly tag: string; readonly val?: unknown };
  return tag === 'ok' ? { kind: 'returned', value: val } : { kind: 'failed', payload: val };
}

/** A JavaScript function's way to the outcome of a value. */
export function settle(type: InterfaceType, value: unknown): unknown {
  const outcome = outcomeOf(type, value);
  if (outcome.kind === 'returned') return outcome.value;
  // Whatever is thrown is an `any`: an ItlResultError too.
  throw type.kind === 'result' && type.err?.kind === 'any' ? outcome.payload : new ItlResultError(outcome.payload);
}

export function outcomeOfCall(call: () => unknown): Outcome {
  try {
    return { kind: 'returned', value: call() };
  } catch (error) {
    if (isResultError(error)) return { kind: 'failed', payload: error.payload };
    throw error;
  }
}

/** By its name: generated modules have a class of their own. */
const isResultError = (error: unknown): error is ItlResultError =>
  error instanceof Error && error.name === 'ItlResultError';
