/** Typed arrays as they are, whatever they say of themselves. */
import { ItlRangeError } from './errors.ts';

export type TypedArrayConstructor =
  | Int8ArrayConstructor
  | Uint8ArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | BigInt64ArrayConstructor
  | BigUint64ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor;
export type TypedArray = InstanceType<TypedArrayConstructor>;
/** `Uint8Array` and so on. */
export type TypedArrayName = TypedArray[typeof Symbol.toStringTag];

export const detachedText = 'is a view of memory that has grown or was given away since';

const typed = Object.getPrototypeOf(Uint8Array.prototype);

/** What all views of its kind have: `undefined` asked for a DataView's tag. */
const homeOf = (view: object): object =>
  Reflect.get(typed, Symbol.toStringTag, view) === undefined ? DataView.prototype : typed;

/** A view's part as it is: one of its own, under the same name, may say anything. */
const part = <T = never>(view: object, name: string): T => Reflect.get(homeOf(view), name, view) as T;

/**
 * A view of a memory that has grown shows nothing any more: taken for an empty array it would be lost in silence. The
 * same goes for a view of a buffer that has become too short for it.
 */
export function isDetached(view: ArrayBufferView): boolean {
  try {
    if (homeOf(view) === typed) typed.keys.call(view);
    else part(view, 'byteLength');
    return false;
  } catch {
    return true;
  }
}

/** A typed array's, whatever it says: throws for anything else. SpiderMonkey has this call in line, and not ArrayBuffer.isView's. */
const ownLength = (Object.getOwnPropertyDescriptor(typed, 'length') as { get(this: unknown): number }).get;

/** The array, or one of the same elements where it says another length than it has. */
export function honest<T extends ArrayBufferView>(array: T, View: unknown): T {
  const length = ownLength.call(array);
  if ((array as unknown as ArrayLike<unknown>).length === length) return array;
  return new (View as Uint8ArrayConstructor)(part(array, 'buffer'), part(array, 'byteOffset'), length) as unknown as T;
}

/**
 * Whether it is a typed array of that class that says what its length is: the usual one, in line. An empty one may be a
 * view of memory that has grown, and is none.
 */
export const isUsual = <T extends ArrayBufferView>(value: unknown, View: new (...args: never[]) => T): value is T => {
  try {
    const { constructor: Own, length } = value as ArrayLike<unknown>;
    // To ask for the class itself takes longer.
    return (Own === View || value instanceof View) && length > 0 && ownLength.call(value) === length;
  } catch {
    return false;
  }
};

/** Whether it inherits from a typed array without being one. */
export const isHeir = (value: object): boolean => !ArrayBuffer.isView(value) && value instanceof typed.constructor;

/** All that a view shows. */
export const bytesOfView = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(part(view, 'buffer'), part(view, 'byteOffset'), part(view, 'byteLength'));

/** What kind of typed array it is, `Uint8Array`: undefined for a DataView. */
export const kindOfView = (view: ArrayBufferView): TypedArrayName | undefined =>
  Reflect.get(typed, Symbol.toStringTag, view) as TypedArrayName | undefined;

/** A typed array of the elements from one place up to another: of its kind, whatever class it is of. */
export function copyOfView<T extends ArrayBufferView>(view: T, start: number, end: number): T {
  const View = globalThis[kindOfView(view) as TypedArrayName] as Uint8ArrayConstructor;
  const at = part<number>(view, 'byteOffset') + start * View.BYTES_PER_ELEMENT;
  return new View(new View(part<ArrayBuffer>(view, 'buffer'), at, end - start)) as unknown as T;
}

/** @throws ItlRangeError for a view that is not empty but gone. */
export function emptyLength(array: unknown): number {
  if (ArrayBuffer.isView(array) && isDetached(array)) throw new ItlRangeError(`the array ${detachedText}`);
  return 0;
}
