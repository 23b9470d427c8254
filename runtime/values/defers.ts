/** What runs when a function is left, last first. */

/** After an error, which matters more than what the actions throw: gives it back. */
export function undo(actions: (() => void)[], error: unknown): unknown {
  for (let action = actions.pop(); action; action = actions.pop()) {
    try {
      action();
    } catch {
      // The others get their turn.
    }
  }
  return error;
}

/**
 * Runs one clean-up, `clean(...values)`, and gives the error to be thrown: what was thrown before, or else what that
 * throws.
 */
export function cleanedUp(error: unknown, clean: (...values: never[]) => unknown, ...values: never[]): unknown {
  try {
    clean(...values);
  } catch {
    // What is on its way matters more.
  }
  return error;
}

/** After a result. What an action throws is thrown when all had their turn. */
export function finish(actions: (() => void)[]): void {
  try {
    for (let action = actions.pop(); action; action = actions.pop()) action();
  } catch (error) {
    throw undo(actions, error);
  }
}

/** Runs clean-ups that may wait. */
export async function undoLater(actions: (() => unknown)[], error: unknown): Promise<unknown> {
  for (let action = actions.pop(); action; action = actions.pop()) {
    try {
      await action();
    } catch {
      // The others get their turn.
    }
  }
  return error;
}

export async function finishLater(actions: (() => unknown)[]): Promise<void> {
  try {
    for (let action = actions.pop(); action; action = actions.pop()) await action();
  } catch (error) {
    throw await undoLater(actions, error);
  }
}
