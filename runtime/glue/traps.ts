/** Traps: of core modules, and the component's own. */
import { ItlTrapError } from '../values/errors.ts';

/** `(unreachable)` */
export function trap(): never {
  throw new WebAssembly.RuntimeError('unreachable');
}

/** Says which export trapped, and in which function where the engine's stack names it. */
export function trapError(cause: unknown, who: string): unknown {
  if (!(cause instanceof WebAssembly.RuntimeError) || cause instanceof ItlTrapError) return cause;
  const [, name] = /^(?: +at )?(?:([^\s/][^/\n]*?)(?: \(|@))?\S*wasm-f/m.exec(cause.stack ?? '') ?? [];
  // What JavaScriptCore adds is about the JavaScript code.
  const message = cause.message.replace(/ \(evaluating .*/s, '');
  const hint = /signature/.test(message)
    ? '; a wrong function pointer, or has the core module changed since itlc read it?'
    : '';
  return new ItlTrapError(`${who}: ${message}${name ? ` in '${name}'` : ''}${hint}`, { cause });
}
