import { ItlRangeError } from './errors.ts';

/** Refuses a string of more bytes than there is room for. */
export function tooLongFor(room: number, size: number): never {
  throw new ItlRangeError(`a string of ${size} bytes does not fit into ${room >>> 0}`);
}
