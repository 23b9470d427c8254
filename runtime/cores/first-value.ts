import { ItlLinkError } from '../values/errors.ts';
import { cannot } from './sources.ts';

/** Makes a variable's first value. @throws ItlLinkError where that traps or throws */
export function firstValue<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw cause instanceof ItlLinkError ? cause : cannot(`give variable '${name}' its first value`, cause);
  }
}
