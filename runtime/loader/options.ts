/** What `instantiate` can be told, and what is no option. */
import { ItlLinkError, ItlTypeError, show } from '../values/errors.ts';

const variants: readonly unknown[] = ['auto', 'direct', 'table'];

/** What each option must be. */
const optionTypes: ReadonlyMap<string, readonly [expected: string, fits: (value: unknown) => boolean]> = new Map([
  ['modules', ['an object of sources by path', isObject]],
  ['resolve', ['a function', (value) => typeof value === 'function']],
  ['variant', ["'auto', 'direct' or 'table'", (value) => variants.includes(value)]],
  ['wasi', ['an object or false', (value) => value === false || isObject(value)]],
]);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** @throws ItlTypeError for an option that there is not. */
export function checkOptions(options: unknown): void {
  if (!isObject(options)) throw new ItlTypeError(`instantiate: options must be an object, got ${show(options)}`);
  for (const [name, value] of Object.entries(options)) {
    const names = [...optionTypes.keys()].join(', ');
    const [expected, fits] = optionTypes.get(name) ?? [];
    if (!fits) throw new ItlTypeError(`instantiate: unknown option '${name}', there are ${names}`);
    if (value !== undefined && !fits(value))
      throw new ItlTypeError(`instantiate: option '${name}' must be ${expected}, got ${show(value)}`);
  }
}

/** @throws ItlLinkError that says which variant an adapter lacks, and `isAlone` whether the other one is lacking too. */
export function refuseVariant(label: string, variant: string | undefined, isAlone: boolean): never {
  const lacking = `direct variant that this engine can run${isAlone ? ', and no other' : ''}`;
  throw new ItlLinkError(`${label} has no ${variant === 'table' ? 'table variant' : lacking}`);
}
