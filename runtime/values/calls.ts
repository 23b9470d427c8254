/**
 * Calls into a component that are under way, and what has to wait until they are over: what a call uses must not be freed
 * under it. Calls belong to the time in which they began; what is asked for ends that time, and waits for all calls of
 * it and of the times before, not for calls that begin later.
 */
export interface Calls {
  /** The time in which a call would begin that begins now. */
  now: Time;
  /** Does something now, or as soon as the calls that are under way now are over. */
  readonly afterwards: (action: () => void) => void;
  /** Does what has waited for calls that are over. Throws what the first of it has thrown. */
  readonly settle: () => void;
}

export interface Time {
  /** Calls under way that began in it. */
  calls: number;
  readonly actions: (() => void)[];
}

const begin = (): Time => ({ calls: 0, actions: [] });

export function createCalls(): Calls {
  /** Those of which calls were under way when they ended, the oldest first. */
  const times: Time[] = [];
  const calls: Calls = {
    now: begin(),

    afterwards(action) {
      if (calls.now.calls > 0) {
        times.push(calls.now);
        calls.now = begin();
      }
      const last = times.at(-1);
      if (last) last.actions.push(action);
      else action();
    },

    settle() {
      const failures: unknown[] = [];
      while (times[0]?.calls === 0) {
        for (const action of (times.shift() as Time).actions) {
          try {
            action();
          } catch (error) {
            failures.push(error);
          }
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
  return calls;
}

/** A call begins. What it gives is for {@link leave}. */
export function enter({ now }: Calls): Time {
  now.calls++;
  return now;
}

/** A call is over, however it ended. Throws what something that waited for it has thrown. */
export function leave(calls: Calls, time: Time): void {
  if (--time.calls === 0 && time !== calls.now) calls.settle();
}

/** The error that a call ends with, whatever happens when it is over. */
export function endWith(calls: Calls, time: Time, error: unknown): unknown {
  try {
    leave(calls, time);
  } catch {
    // What made the call fail matters more.
  }
  return error;
}
