import { ItlTypeError } from './errors.ts';

/** An export was called after the instance was disposed of. */
export function disposed(who: string): never {
  throw new ItlTypeError(`${who}: the instance was disposed of`);
}
