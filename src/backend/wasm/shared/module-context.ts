import { bindingsOf } from '../../../ir/bindings.ts';
import { earlyVariables } from '../../../ir/early-variables.ts';
import type { Callee, Component, FunctionBody } from '../../../ir/ir.ts';
import type { BodyOf } from '../../../ir/memory-read.ts';
import { AttemptPool } from './attempt-pool.ts';
import { CallbackPool } from './callbacks/callback-pool.ts';
import { DeferPool } from './defer-pool.ts';
import { HostImports } from './host-imports.ts';
import { LiteralPool } from './literal-pool.ts';
import type { Names } from './names.ts';
import { StringPool } from './string-pool.ts';
import { VariablePool } from './variable-pool.ts';
import type { Variant } from './variant.ts';

/** What the functions of one adapter share while they are being emitted. */
export interface ModuleContext {
  readonly variant: Variant;
  readonly bodyOf: BodyOf;
  readonly names: Names;
  readonly strings: StringPool;
  readonly hosts: HostImports;
  readonly literals: LiteralPool;
  readonly variables: VariablePool;
  readonly defers: DeferPool;
  readonly attempts: AttemptPool;
  readonly callbacks: CallbackPool;
}

export function createModuleContext(component: Component, variant: Variant, names: Names): ModuleContext {
  const callbacks = new CallbackPool(bindingsOf(component), names);
  const isAsync = component.imports.some((each) => each.isAsync);
  const bodies = new Map<Callee, FunctionBody>(component.functions.map((body) => [body.function, body]));
  return {
    variant,
    bodyOf: (callee) => bodies.get(callee),
    names,
    strings: new StringPool(),
    hosts: new HostImports(names, variant.firstImports),
    literals: new LiteralPool(names),
    variables: new VariablePool(component.variables, earlyVariables(component), names),
    defers: new DeferPool(names, variant.ownMemory, callbacks.deferBase, isAsync),
    attempts: new AttemptPool(names),
    callbacks,
  };
}
