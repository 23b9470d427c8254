import { ItlRangeError, reason } from '../values/errors.ts';

/**
 * What a core module's start function has thrown, or an import that it called: not everything is there yet. In the engine's words
 * only where these say more than that. Nothing behind an engine's own RangeError: it has no room for the module.
 */
export function startReason(cause: unknown): string {
  if (cause instanceof RangeError && !(cause instanceof ItlRangeError)) return reason(cause);
  const why = isTooEarly(cause) ? 'it calls an import that needs what is not there yet' : reason(cause);
  return `${why}; a start function runs before the component is ready: what calls imports belongs into '_initialize', or into an export that (start …) names`;
}

/** What is not there is undefined in JavaScript, and null for host functions and in tables: to some engines one without a signature. */
const isTooEarly = (cause: unknown): boolean =>
  ((cause instanceof TypeError || cause instanceof ReferenceError) && !('code' in cause)) ||
  /null|signature|^a reference is/.test(reason(cause));
