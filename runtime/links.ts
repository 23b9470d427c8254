/** Adapters linked to each other: an export handed on as an import loses the JavaScript around it. */
import type { FunctionJson } from './abi.ts';
import type { Callable } from './functions.ts';
import type { Section } from './section.ts';
import { structureText } from './type-text.ts';

/** An adapter's own function, with what its type needs to be understood. */
interface Raw {
  readonly func: Callable;
  readonly json: FunctionJson;
  readonly section: Section;
}

/** By the function that users see. */
const raws = new WeakMap<Callable, Raw>();

/** Remembers what is inside a wrapper, unless somebody has to look after its `defer`s. */
export function rememberRaw(wrapper: Callable, func: Callable, json: FunctionJson, section: Section): void {
  if (json.unwinds !== true) raws.set(wrapper, { func, json, section });
}

/** The wasm function inside an export of equal type. */
export function rawOf(wrapper: Callable, json: FunctionJson, section: Section): Callable | undefined {
  const raw = raws.get(wrapper);
  if (raw === undefined) return undefined;
  const structure = structureText(raw.json, raw.section.types);
  return structure !== undefined && structure === structureText(json, section.types) ? raw.func : undefined;
}
