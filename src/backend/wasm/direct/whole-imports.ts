/** Functions for core modules that need nothing of the adapter: the shim has them as they are, and no call leads on. */
import type { AdapterFunction, Component, ImportedFunction } from '../../../ir/ir.ts';
import { importExportName } from '../../export-names.ts';
import type { ModuleContext } from '../shared/contexts.ts';
import { emitImport, servingId } from '../shared/emit-functions.ts';
import { identifier, type Wat, watString } from '../shared/wat.ts';

export interface WholeImports {
  /** What is served by them. */
  readonly served: ReadonlySet<AdapterFunction>;
  /** What they import, then the functions. */
  readonly code: readonly Wat[];
}

/** @param functions - all that were emitted */
export function wholeImports(
  { modules, imports }: Component,
  functions: readonly Wat[],
  context: ModuleContext,
): WholeImports {
  const byId = new Map(functions.map((func) => [String(func[1]), func]));
  const callable = new Map(imports.map((callee) => [identifier(callee.name), callee]));
  const whole = new Map<AdapterFunction, Wat>();
  for (const callee of modules.flatMap((module) => module.imports)) {
    const func = byId.get(servingId(callee, context));
    if (func !== undefined && isIndependent(func, callable)) whole.set(callee, func);
  }
  const called = [...callable].filter(([id]) => [...whole.values()].some((func) => mentions(func, id)));
  return {
    served: new Set(whole.keys()),
    code: [...called.map(([, callee]) => emitImport(callee)), ...[...whole].map(exported)],
  };
}

/** Whether code only computes, and calls nothing but what the component imports. */
function isIndependent(code: Wat, callable: ReadonlyMap<string, ImportedFunction>): boolean {
  if (typeof code === 'string') return true;
  const [head, ...rest] = code;
  const inside = head === 'call' ? rest.slice(1) : rest;
  const isPlain = head === 'call' ? callable.has(String(rest[0])) : typeof head === 'string' && plain.test(head);
  return isPlain && inside.every((part) => isIndependent(part, callable));
}

const plain =
  /^(func|param|result|local(\.(get|set|tee))?|drop|if|then|else|block|select|return|unreachable|[if](32|64)\.(?!load|store)\w+)$/;

const mentions = (code: Wat, id: string): boolean =>
  typeof code === 'string' ? code === id : code.some((part) => mentions(part, id));

/** Under the name that the table variant's own function has. */
function exported([{ role, name }, func]: readonly [AdapterFunction, Wat]): Wat {
  if (role.kind !== 'adapted-import') throw new Error(`shim: ${name} serves no import`);
  return ['func', String(func[1]), ['export', watString(importExportName(role))], ...func.slice(2)];
}
