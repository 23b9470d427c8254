import type { AdapterFunction, Component } from '../../../ir/ir.ts';
import { uniqueName } from '../../../ir/unique-name.ts';
import { identifier } from './wat.ts';

/** Makes identifiers that nothing of the component's has, and nobody gets twice. */
export interface Names {
  readonly freeFunction: (wanted: string) => string;
  readonly freeGlobal: (wanted: string) => string;
  /** The function that a core module imports in an adapter function's place: itself, where that gives one value at most. */
  readonly serving: (callee: AdapterFunction) => string;
}

export function namesFor({ functions, imports, modules }: Component): Names {
  const callees = [...functions.map((body) => body.function), ...imports, ...modules.flatMap((each) => each.functions)];
  const takenFunctions = new Set(callees.map(({ name }) => identifier(name)));
  const takenGlobals = new Set(modules.map(({ name }) => identifier(name)));
  const valueIds = new Map(
    functions
      .map((body) => body.function)
      .filter(givesValues)
      .map((callee) => [callee, uniqueName(`${identifier(callee.name)}.values`, takenFunctions)]),
  );
  return {
    serving: (callee) => valueIds.get(callee) ?? identifier(callee.name),
    freeFunction: (wanted) => uniqueName(wanted, takenFunctions),
    freeGlobal: (wanted) => uniqueName(wanted, takenGlobals),
  };
}

/** Whether a core module gets several values at once, which are a tuple inside of the component. */
export const givesValues = ({ role, results }: AdapterFunction): boolean =>
  role.kind === 'adapted-import' && results.length > 1;
