/** What `instantiate` can be told, and what is no option. */
import { ItlLinkError, ItlTypeError, show } from '../values/errors.ts';

const optionTypes: ReadonlyMap<string, string> = new Map([
  ['modules', 'an object of sources by path'],
  ['resolve', 'a function'],
  ['variant', "'auto', 'direct' or 'table'"],
  ['wasi', 'an object or false'],
]);

/** @throws ItlTypeError for an option that there is not. */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new ItlTypeError(`instantiate: options must be an object, got ${show(options)}`);
  for (const [name, value] of Object.entries(options)) {
    const names = [...optionTypes.keys()].join(', ');
    const type = optionTypes.get(name);
    if (type === undefined) throw new ItlTypeError(`instantiate: unknown option '${name}', there are ${names}`);
    const isOfType =
      name === 'variant'
        ? /^(auto|direct|table)$/.test(value as string)
        : typeof value === (name === 'resolve' ? 'function' : 'object') || value === false;
    if (!isOfType && value !== undefined)
      throw new ItlTypeError(`instantiate: option '${name}' must be ${type}, got ${show(value)}`);
  }
}

/** @throws ItlLinkError that says which variant an adapter lacks, and `isAlone` whether the other one is lacking too. */
export function refuseVariant(label: string, variant: string | undefined, isAlone: boolean): never {
  const lacking = `direct variant that this engine can run${isAlone ? ', and no other' : ''}`;
  throw new ItlLinkError(`${label} has no ${variant === 'table' ? 'table variant' : lacking}`);
}
