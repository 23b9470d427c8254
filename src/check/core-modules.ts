/** What a component expects of its core modules, in the terms of the module checker. */
import type { DeclaredFunction, DeclaredImport, DeclaredModule, DeclaredName } from '../core/check-module.ts';
import type { Callee, Component, CoreModule } from '../ir/ir.ts';
import { typeText } from '../ir/types.ts';
import { walk } from '../ir/visit.ts';

export function declaredModules(component: Component): readonly DeclaredModule[] {
  const memories = memoryUses(component);
  return component.modules.map((module) => declaredModule(module, memories.get(module.name) ?? []));
}

function declaredModule(module: CoreModule, memories: readonly DeclaredName[]): DeclaredModule {
  const { path, span, functions, imports, start } = module;
  return {
    path,
    span,
    functions: functions.map((callee) => declaredFunction(callee, callee.field)),
    imports: imports.flatMap((callee): DeclaredImport[] => {
      const { role } = callee;
      return role.kind === 'adapted-import' ? [{ ...declaredFunction(callee, role.field), module: role.from }] : [];
    }),
    memories,
    start: start && { field: start.field, span: start.span },
  };
}

function declaredFunction({ params, results, span }: Callee, field: string): DeclaredFunction {
  const signature = { params: params.map((local) => typeText(local.type)), results: results.map(typeText) };
  return { field, span, signature };
}

/** By module: each memory name, where it is first used. */
function memoryUses(component: Component): ReadonlyMap<string, readonly DeclaredName[]> {
  const uses = new Map<string, Map<string, DeclaredName>>();
  for (const { body } of component.functions) {
    walk(body, (expression) => {
      if (expression.kind !== 'operation' || !('memory' in expression.operands)) return;
      const { module, memory } = expression.operands;
      const known = uses.get(module) ?? new Map<string, DeclaredName>();
      if (!known.has(memory)) known.set(memory, { field: memory, span: expression.span });
      uses.set(module, known);
    });
  }
  return new Map([...uses].map(([module, names]) => [module, [...names.values()]]));
}
