/** What `instantiate` can be told, and what is no option. */
import { ItlTypeError, show } from '../values/errors.ts';

const isAnyObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What each option must be. */
const optionTypes: ReadonlyMap<string, readonly [expected: string, fits: (value: unknown) => boolean]> = new Map([
  ['modules', ['an object of sources by path', isAnyObject]],
  ['instantiate', ['a function', (value) => typeof value === 'function']],
  ['wasi', ['an object or false', (value) => value === false || isAnyObject(value)]],
]);

/** @throws ItlTypeError for an option that there is not, or that is not what it must be */
export function checkOptions(options: object): void {
  if (!isAnyObject(options)) throw new ItlTypeError(`instantiate: options must be an object, got ${show(options)}`);
  for (const [name, value] of Object.entries(options)) {
    const [expected, fits] = optionTypes.get(name) ?? [];
    if (!fits) {
      const names = [...optionTypes.keys()].join(', ');
      throw new ItlTypeError(`instantiate: unknown option '${name}', there are ${names}`);
    }
    if (value !== undefined && !fits(value))
      throw new ItlTypeError(`instantiate: option '${name}' must be ${expected}, got ${show(value)}`);
  }
}
