import { ItlRangeError } from '../values/errors.ts';

/**
 * Behind what a core module's start function has thrown, or an import that it called: not everything is there yet. Nothing
 * behind an engine's own RangeError: it has no room for the module.
 */
export const startHint = (cause: unknown): string =>
  cause instanceof RangeError && !(cause instanceof ItlRangeError)
    ? ''
    : "; a start function runs before the component is ready: what calls imports belongs into '_initialize', or into an export that (start …) names";
