/** Functions for core modules that need nothing of the adapter: the shim has them as they are, and no call leads on. */
import type { AdapterFunction, Component, FunctionBody, ImportedFunction } from '../../../ir/ir.ts';
import { isSelfContained } from '../../../ir/self-contained.ts';
import type { Unwinding } from '../../../ir/unwinding.ts';
import { walk } from '../../../ir/visit.ts';
import { exportNameOf } from '../shared/emit-exports.ts';
import { emitFunction } from '../shared/emit-function.ts';
import type { ModuleContext } from '../shared/module-context.ts';
import { givesValues } from '../shared/names.ts';
import { emitImport } from '../shared/signatures.ts';
import type { Wat } from '../shared/wat.ts';

export interface SelfContainedImports {
  /** What is served by them. */
  readonly served: ReadonlySet<AdapterFunction>;
  /** What they import, then the functions, each under the name that the table variant's own has. */
  readonly code: readonly Wat[];
}

export function selfContainedImports(
  component: Component,
  context: ModuleContext,
  unwinding: Unwinding,
): SelfContainedImports {
  const imported = new Set(component.modules.flatMap((module) => module.imports));
  const bodies = component.functions.filter(
    ({ function: callee, body }) => imported.has(callee) && !givesValues(callee) && isSelfContained(body),
  );
  const called = importsCalledIn(bodies);
  return {
    served: new Set(bodies.map((body) => body.function)),
    code: [
      ...component.imports.filter((callee) => called.has(callee)).map(emitImport),
      ...bodies.map((body) => emitFunction(body, exportNameOf(body.function.role), context, unwinding)),
    ],
  };
}

function importsCalledIn(bodies: readonly FunctionBody[]): ReadonlySet<ImportedFunction> {
  const called = new Set<ImportedFunction>();
  for (const { body } of bodies) {
    walk(body, (expression) => {
      if (expression.kind === 'call' && expression.callee.kind === 'import') called.add(expression.callee);
    });
  }
  return called;
}
