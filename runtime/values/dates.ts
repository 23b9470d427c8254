/** Dates, which core modules have as milliseconds since 1970. */
import { ItlRangeError } from './errors.ts';

/** The time that a Date stands for; NaN for one that stands for none, and for what is no Date. */
export function timeOf(value: unknown): number {
  try {
    return Date.prototype.getTime.call(value as Date);
  } catch {
    return Number.NaN;
  }
}

/** @throws ItlRangeError for what is no time of a Date's */
export function makeDate(time: number): Date {
  const made = new Date(time);
  if (Number.isNaN(made.getTime())) throw new ItlRangeError(`there is no Date for ${time} ms`);
  return made;
}
