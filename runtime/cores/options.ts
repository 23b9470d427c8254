/** What `instantiate` can be told, and what is no option. */
import { ItlLinkError, ItlTypeError } from '../values/errors.ts';
import { mustBe } from '../values/expected.ts';

const isAnyObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What each option must be, in words, and whether a value is that. */
export type OptionTypes = Readonly<Record<string, readonly [expected: string, fits: (value: unknown) => boolean]>>;

const aFunction: OptionTypes[string] = ['a function', (value) => typeof value === 'function'];

/**
 * @param callback - the option that is a function
 * @param others - what there is besides `modules` and that
 * @throws ItlTypeError for an option that there is not, or that is not what it must be
 */
export function checkOptions(options: unknown, callback: string, others?: OptionTypes): void {
  if (!isAnyObject(options)) return mustBe(options, 'instantiate: options', 'an object');
  const types: OptionTypes = {
    // Objects and functions are their own objects.
    modules: ['an object of sources by path', (value) => Object(value) === value],
    [callback]: aFunction,
    afterTrap: ["'refuse' or 'continue'", (value) => value === 'refuse' || value === 'continue'],
    onMemoryGrowth: aFunction,
    ...others,
  };
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(types, name))
      throw new ItlTypeError(`instantiate: unknown option '${name}', there are ${Object.keys(types).join(', ')}`);
    const [expected, fits] = types[name] as OptionTypes[string];
    if (value !== undefined && !fits(value)) mustBe(value, `instantiate: option '${name}'`, expected);
  }
}

export const wasiOption: OptionTypes = {
  wasi: ['an object or false', (value) => value === false || isAnyObject(value)],
};

/** @throws ItlLinkError for a path that no core module has, as the source gives it */
export function checkPaths(modules: object | undefined, paths: readonly string[]): void {
  for (const path of Object.keys(modules ?? {}))
    if (!paths.includes(path))
      throw new ItlLinkError(
        `instantiate: options.modules has '${path}', but the core modules are ${paths.join(', ') || 'none'}`,
      );
}
