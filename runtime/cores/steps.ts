/** What is done alike whether somebody waits or not: steps that yield what may be a promise, and go on with what it brings. */
import { tagOf } from './sources.ts';

// biome-ignore lint/suspicious/noExplicitAny: each yield gives what it was handed, awaited
export type Steps<T> = Generator<unknown, T, any>;

/** How steps are taken: {@link waiting} or {@link atOnce}. */
export type Run = <T>(steps: Steps<T>) => T | Promise<T>;

/** Takes steps one after the other, and waits for promises. */
export async function waiting<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done)
    step = await Promise.resolve(step.value).then(
      (value) => steps.next(value),
      (error) => steps.throw(error),
    );
  return step.value;
}

/** Takes all steps at once: a promise is an error. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done)
    step = tagOf(step.value) === 'Promise' ? steps.throw(notWaiting('is a promise')) : steps.next(step.value);
  return step.value;
}

/** @param what - why it would have to */
export const notWaiting = (what: string): Error => new Error(`it ${what}, and instantiateSync does not wait`);
