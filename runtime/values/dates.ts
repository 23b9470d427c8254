/** Dates, which core modules have as milliseconds since 1970. */
import { ItlRangeError, show } from './errors.ts';

/** A copy of a Date. Where a value is none, or stands for no time, the words of a refusal come instead. */
export function dateIn(value: unknown): Date | string {
  try {
    return makeDate(Date.prototype.getTime.call(value as Date));
  } catch (error) {
    return `must be a valid Date, got ${error instanceof ItlRangeError ? 'an invalid Date' : show(value)}`;
  }
}

/** @throws ItlRangeError for what is no time of a Date's */
export function makeDate(time: number): Date {
  const made = new Date(time);
  if (Number.isNaN(+made)) throw new ItlRangeError(`there is no Date for ${time} ms`);
  return made;
}
