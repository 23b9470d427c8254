/** What a core module's own start function asks for before it is there: each says so by itself. */
import { ItlRangeError } from './errors.ts';

/** Ends what is said of it. */
export const earlyHint =
  "; a start function runs before the component is ready: what calls imports belongs into '_initialize', or into an export that (start …) names";

export const earlyWords = `it calls an import that needs what is not there yet${earlyHint}`;

/** @throws ItlRangeError */
export function refuseEarly(): never {
  throw new ItlRangeError(earlyWords);
}

/** Stands for a function, global or table until that is there. */
export const absent = /* @__PURE__ */ new Proxy(refuseEarly, { get: refuseEarly, set: refuseEarly });

/** What becomes a memory: as long as it lacks something, that is refused. */
export const absentMemory = (): object =>
  Object.assign(Object.create(new Proxy({}, { get: refuseEarly })), { base: undefined });
