import type { ItlTypeError } from '../values/errors.ts';
import type { WasiOptions } from './wasi.ts';

/** What each option must be; text stands for bytes. */
const optionTypes: Readonly<Record<keyof WasiOptions, readonly [expected: string, fits: (value: unknown) => boolean]>> =
  {
    args: ['an array of strings, or a function that gives one', (value) => isFunction(value) || isTexts(value)],
    env: ['an object of strings', (value) => isObject(value) && isTexts(Object.values(value))],
    files: ['an object or a Map of texts and bytes', (value) => isObject(value) && contentsOf(value).every(isContent)],
    functions: ['an object of functions', (value) => isObject(value) && Object.values(value).every(isFunction)],
    stderr: ['a function, or an object with write', isOutput],
    stdin: ['a text or bytes', isContent],
    stdout: ['a function, or an object with write', isOutput],
  };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const contentsOf = (files: object): readonly unknown[] =>
  files instanceof Map ? [...files.values()] : Object.values(files);

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isOutput(value: unknown): boolean {
  return isFunction(value) || (isObject(value) && isFunction((value as { readonly write?: unknown }).write));
}

function isContent(value: unknown): boolean {
  return typeof value === 'string' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

/** What `args` says when it is asked. @throws ItlTypeError, whose class is handed over, for what are no texts by then */
export function argumentsIn(args: NonNullable<WasiOptions['args']>, TypeErrorClass: typeof ItlTypeError): string[] {
  const given: unknown = typeof args === 'function' ? args() : args;
  if (!isTexts(given)) throw new TypeErrorClass("instantiate: option 'wasi.args' must give an array of strings");
  return [...given];
}

/** @throws ItlTypeError, whose class is handed over */
export function checkWasiOptions(options: unknown, TypeErrorClass: typeof ItlTypeError): void {
  if (!isObject(options)) throw new TypeErrorClass('instantiate: options.wasi must be an object or false');
  for (const [name, value] of Object.entries(options)) {
    const names = Object.keys(optionTypes).join(', ');
    const type = Object.hasOwn(optionTypes, name) ? optionTypes[name as keyof WasiOptions] : undefined;
    if (type === undefined) throw new TypeErrorClass(`instantiate: unknown option 'wasi.${name}', there are ${names}`);
    const [expected, fits] = type;
    if (value !== undefined && !fits(value))
      throw new TypeErrorClass(`instantiate: option 'wasi.${name}' must be ${expected}`);
  }
}
