/** The `itl` custom section: what the loader needs to know of the component beyond the adapter's code. */
import { ABI_VERSION, type FunctionJson, type ItlSection, type ModuleJson } from '../../runtime/abi.ts';
import { bindingsOf } from '../ir/bindings.ts';
import type { AdapterFunction, Callee, Component, CoreModule } from '../ir/ir.ts';
import { resultType } from '../ir/types.ts';
import { interruptibleFunctions, unwindingFunctions } from '../ir/unwinds.ts';
import { dropExportName, importExportName, liftedExportName, relayExportName } from './export-names.ts';
import { definitionJson, typeJson } from './type-json.ts';

/** `locate` gives a core module's place as a relative URL from the adapter's own file. */
export function sectionOf(component: Component, locate: (path: string) => string): ItlSection {
  const { failing } = unwindingFunctions(component);
  const interruptible = interruptibleFunctions(component);
  const unwinds = (callee: AdapterFunction) => callee.isAsync || failing.has(callee) || interruptible.has(callee);
  return {
    abi: ABI_VERSION,
    name: component.name,
    types: record([...component.types].map(([name, definition]) => [name, definitionJson(definition, dropExportName)])),
    modules: component.modules.map((module) => moduleJson(module, locate)),
    imports: nested(component.imports.map((callee) => [callee.module, callee.field, functionJson(callee, false)])),
    exports: record([
      ...component.functions.flatMap(({ function: callee }) =>
        callee.role.kind === 'export' ? [[callee.role.field, functionJson(callee, unwinds(callee))] as const] : [],
      ),
      ...liftedFunctions(component),
    ]),
  };
}

/** Whoever calls one of them runs what it left pending, if the component has anything like that. */
function liftedFunctions(component: Component): readonly (readonly [string, FunctionJson])[] {
  const lifted = bindingsOf(component).binds.filter(({ target }) => target.kind === 'function');
  return lifted.map((bind) => {
    const { callee, captured } = bind;
    return [liftedExportName(bind), functionJson({ ...callee, params: callee.params.slice(captured.length) }, false)];
  });
}

function moduleJson({ path, imports, relays, start }: CoreModule, locate: (path: string) => string): ModuleJson {
  const adapted = imports.flatMap(({ role }) =>
    role.kind === 'adapted-import' ? [[role.from, role.field, importExportName(role)] as const] : [],
  );
  const relayed = relays.map(({ from, signature: { text } }) => [from, text, relayExportName(text)] as const);
  return { path, file: locate(path), imports: nested([...adapted, ...relayed]), ...(start && { start: start.field }) };
}

function functionJson(callee: Callee, unwinds: boolean): FunctionJson {
  const result = resultType(callee.results);
  const json = result.kind === 'none' ? null : typeJson(result);
  const isAsync = callee.kind !== 'core' && callee.isAsync;
  return {
    params: callee.params.map((local) => [local.name ?? '', typeJson(local.type)]),
    results: isAsync ? [['async', json]] : json === null ? [] : [json],
    ...(unwinds && { unwinds: true }),
  };
}

/** Names come from users: `__proto__` is as good as any. */
const record = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> => {
  const result: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) result[name] = value;
  return result;
};

function nested<T>(entries: readonly (readonly [string, string, T])[]): Readonly<Record<string, Record<string, T>>> {
  const result: Record<string, Record<string, T>> = Object.create(null);
  for (const [outer, inner, value] of entries) {
    result[outer] ??= Object.create(null);
    (result[outer] as Record<string, T>)[inner] = value;
  }
  return result;
}
