/**
 * JavaScript made for one type. Engines optimise a function by what it has seen: code that all types share has seen too
 * much. In browsers, where a Content-Security-Policy would not only forbid the attempt but report it, and where the host
 * allows no code from text, the shared code runs.
 */
import type { Callable } from './functions.ts';

/** Node, Deno and Bun have no such policy. */
let isAllowed = globalThis.process?.versions?.node !== undefined;

/**
 * Evaluates `return CODE` with `names` bound to `values`; `undefined` where that is not allowed. What comes from an
 * adapter may be in the code only by way of {@link quoted}.
 */
export function generate(code: string, bound: Readonly<Record<string, unknown>>): Callable | undefined {
  if (!isAllowed) return undefined;
  try {
    return new Function(...Object.keys(bound), `return ${code}`)(...Object.values(bound)) as Callable;
  } catch (error) {
    // Asked once. A name that is none is its adapter's own matter.
    isAllowed = error instanceof SyntaxError;
    return undefined;
  }
}

/** A name as a string literal. */
export const quoted = (name: string): string => JSON.stringify(String(name));

/** A name as the key of an object literal, where `"__proto__"` alone would set the prototype. */
export const keyOf = (name: string): string => (name === '__proto__' ? '["__proto__"]' : quoted(name));
