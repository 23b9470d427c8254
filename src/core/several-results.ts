import { converted, interfaceTypeFor } from './conversions.ts';
import { fitted, type Group } from './form-lines.ts';

/** A core function's several results are bound together and given as one tuple. */
export function severalResults(called: Group, types: readonly string[], taken: readonly string[]): Group {
  const prefix = taken.some((name) => /^r\d+$/.test(name)) ? 'result' : 'r';
  const names = types.map((_, index) => `$${prefix}${index + 1}`);
  const items = types.map((type, index) => converted(`(local ${names[index]})`, type, interfaceTypeFor(type)));
  return [...fitted(`let ${names.join(' ')}`, called), ...fitted('make-tuple', items)];
}
