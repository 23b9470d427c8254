/** Values of every type through a component that gives them back. */
import { expect } from 'vitest';
import type { ItlSection, TypeJson } from '../../runtime/abi.ts';
import { ItlTypeError } from '../../runtime/it_loader.ts';
import { echo } from './adapter.ts';

export const types: ItlSection['types'] = {
  Color: ['enum', 'red', 'green'],
  Perms: ['flags', 'read', 'write'],
  Person: ['record', ['name', 'string'], ['age', 'u8'], ['email', ['option', 'string']]],
  Shape: ['variant', ['circle', 'f32'], ['people', ['array', '#Person']], ['none', null]],
  Tree: ['record', ['label', 'string'], ['children', ['array', '#Tree']]],
  Log: ['func', ['string'], []],
};

export async function accepts(type: TypeJson, value: unknown, result: unknown = value): Promise<void> {
  expect((await echo(type, types))(value)).toStrictEqual(result);
}

export async function refuses(
  type: TypeJson,
  value: unknown,
  text: string,
  ErrorClass: unknown = ItlTypeError,
): Promise<void> {
  const call = await echo(type, types);
  let error: unknown;
  try {
    call(value);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(ErrorClass);
  expect((error as Error).message).toBe(text);
}

export const wrong = (rest: string): string => `echo: parameter 'a${rest}`;
