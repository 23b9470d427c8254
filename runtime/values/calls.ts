/**
 * Calls into a component that are under way, and what has to wait until they are over: what a call uses must not be freed
 * under it. Calls that wait for promises belong to the time in which they began; what is asked for ends that time, and
 * waits for all calls of it and of the times before, not for calls that begin later.
 */
export interface Calls {
  /** Calls under way that wait for nothing: each ends before the one around it. */
  depth: number;
  /** The time in which a call would begin that begins now. */
  now: Time;
  /** Those that have ended, of which something waits, the oldest first. */
  readonly times: Time[];
  /** Does something now, or as soon as the calls that are under way now are over. */
  readonly afterwards: (action: () => void) => void;
}

export interface Time {
  /** Calls under way that began in it, and wait. */
  calls: number;
  readonly actions: (() => void)[];
}

const beginTime = (): Time => ({ calls: 0, actions: [] });

export function createCalls(): Calls {
  const times: Time[] = [];
  const calls: Calls = {
    depth: 0,
    now: beginTime(),
    times,
    afterwards(action) {
      if (calls.now.calls > 0 || calls.depth > 0) {
        times.push(calls.now);
        calls.now = beginTime();
      }
      const last = times.at(-1);
      if (last) last.actions.push(action);
      else action();
    },
  };
  return calls;
}

/** Does what has waited for calls that are over, and throws what the first of it has thrown. */
function settle(calls: Calls): void {
  const failures: unknown[] = [];
  // Each of it is a call too, at whose end nothing else is to begin.
  calls.depth++;
  while (calls.times[0]?.calls === 0) {
    for (const action of (calls.times.shift() as Time).actions) {
      try {
        action();
      } catch (error) {
        failures.push(error);
      }
    }
  }
  calls.depth = 0;
  if (failures.length > 0) throw failures[0];
}

/** A call begins. What this gives is for `leave`. */
export const enter = (calls: Calls): number => calls.depth++;

/**
 * A call is over, however it ended, and with it all that were inside: where the stack was full they could not say so. Throws
 * what something that waited for it has thrown.
 */
export function leave(calls: Calls, depth: number): void {
  calls.depth = depth;
  if (depth === 0 && calls.times.length > 0) settle(calls);
}

/** The error that a call ends with, whatever happens when it is over. */
export function endWith(calls: Calls, depth: number, error: unknown): unknown {
  try {
    leave(calls, depth);
  } catch {
    // What made the call fail matters more.
  }
  return error;
}

/** A call begins that may wait. */
export function enterLater({ now }: Calls): Time {
  now.calls++;
  return now;
}

export function leaveLater(calls: Calls, time: Time): void {
  if (--time.calls === 0 && calls.depth === 0 && time !== calls.now) settle(calls);
}

export function endLater(calls: Calls, time: Time, error: unknown): unknown {
  try {
    leaveLater(calls, time);
  } catch {
    // What made the call fail matters more.
  }
  return error;
}
