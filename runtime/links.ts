/** Adapters linked to each other: an export handed on as an import loses the JavaScript around it. */
import type { FunctionJson } from './abi.ts';
import type { Callable } from './functions.ts';
import type { Section } from './section.ts';
import { structureText } from './type-text.ts';

interface Raw {
  readonly func: Callable;
  readonly structure: string;
}

/** By the function that users see. */
const raws = new WeakMap<Callable, Raw>();

/** Remembers what is inside a wrapper, unless somebody has to look after its `defer`s. */
export function rememberRaw(wrapper: Callable, func: Callable, json: FunctionJson, { types }: Section): void {
  const structure = structureText(json, types);
  if (structure !== undefined && json.unwinds !== true) raws.set(wrapper, { func, structure });
}

/** The wasm function inside an export of equal type. */
export function rawOf(wrapper: Callable, json: FunctionJson, { types }: Section): Callable | undefined {
  const raw = raws.get(wrapper);
  return raw !== undefined && raw.structure === structureText(json, types) ? raw.func : undefined;
}
