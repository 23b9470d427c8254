/** What is done alike whether somebody waits or not: steps that yield what may be a promise, and go on with what it brings. */
import { tagOf } from './sources.ts';

// biome-ignore lint/suspicious/noExplicitAny: each yield gives what it was handed, awaited
export type Steps<T> = Generator<unknown, T, any>;

/** Takes the steps, waiting for promises, unless it is to be done at once: then a promise is an error. */
export const take = <T>(steps: Steps<T>, isSync: boolean): T | Promise<T> =>
  isSync ? atOnce(steps, steps.next()) : waiting(steps, steps.next());

async function waiting<T>(steps: Steps<T>, step: IteratorResult<unknown, T>): Promise<T> {
  if (step.done) return step.value;
  const next = Promise.resolve(step.value).then(
    (value) => steps.next(value),
    (error) => steps.throw(error),
  );
  return waiting(steps, await next);
}

function atOnce<T>(steps: Steps<T>, step: IteratorResult<unknown, T>): T {
  if (step.done) return step.value;
  const isPromise = tagOf(step.value) === 'Promise';
  return atOnce(steps, isPromise ? steps.throw(notWaiting('is a promise')) : steps.next(step.value));
}

/** @param what - why it would have to */
export const notWaiting = (what: string): Error => new Error(`it ${what}, and instantiateSync does not wait`);
