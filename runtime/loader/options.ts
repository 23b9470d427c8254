/** What the loader can be told. */
import { type OptionTypes, wasiOption } from '../cores/options.ts';
import { ItlLinkError } from '../values/errors.ts';

const variants: readonly unknown[] = ['auto', 'direct', 'table'];

/** Besides `modules` and `resolve`. */
export const loaderOptions: OptionTypes = {
  variant: ["'auto', 'direct' or 'table'", (value) => variants.includes(value)],
  ...wasiOption,
};

/** @throws ItlLinkError that says which variant an adapter lacks, and `isAlone` whether the other one is lacking too. */
export function refuseVariant(label: string, variant: string | undefined, isAlone: boolean): never {
  const lacking = `direct variant that this engine can run${isAlone ? ', and no other' : ''}`;
  throw new ItlLinkError(`${label} has no ${variant === 'table' ? 'table variant' : lacking}`);
}
