import { ItlTrapError } from './errors.ts';

/** `(trap MESSAGE)` */
export function trapWith(message: string): never {
  throw new ItlTrapError(message);
}
