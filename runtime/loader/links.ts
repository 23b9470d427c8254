/** Adapters linked to each other: an export handed on as an import loses the JavaScript around it. */
import type { FunctionJson } from '../abi.ts';
import type { Callable } from '../values/callable.ts';
import type { Section } from './section.ts';

/** An adapter's own function, with what its type needs to be understood. */
export interface Raw {
  readonly func: Callable;
  readonly json: FunctionJson;
  readonly types: Section['types'];
}

/** By the function that users see. */
const raws = new WeakMap<Callable, Raw>();

/** Remembers what is inside a wrapper. */
export function rememberRaw(wrapper: Callable, func: Callable, json: FunctionJson, types: Section['types']): void {
  raws.set(wrapper, { func, json, types });
}

/** The wasm function inside an export. */
export const rawOf = (wrapper: unknown): Raw | undefined => raws.get(wrapper as Callable);
