interface Sides<T> {
  readonly ours: T;
  readonly theirs: T;
}

/** @returns nanoseconds a call */
export function measured(actions: Sides<() => unknown>): Sides<number>;
