/** The `itl` custom section: what the loader needs to know of the component beyond the adapter's code. */
import {
  ABI_VERSION,
  type FunctionJson,
  type ItlSection,
  type MadeJson,
  type ModuleJson,
  type OverloadJson,
} from '../../runtime/abi.ts';
import type {
  Boundary,
  BoundaryFunction,
  BoundaryOverload,
  ExportedFunction,
  LiftedFunction,
} from '../boundary/boundary.ts';
import type { MadeEntity } from '../ir/core-parts.ts';
import type { CoreModule } from '../ir/ir.ts';
import { dropExportName, importExportName, liftedExportName, relayExportName } from './export-names.ts';
import { definitionJson, typeJson } from './type-json.ts';

/**
 * @param modules - the component's core modules
 * @param locate - gives a core module's place as a relative URL from the adapter's own file
 */
export function sectionOf(
  boundary: Boundary,
  modules: readonly CoreModule[],
  locate: (path: string) => string,
): ItlSection {
  return {
    abi: ABI_VERSION,
    name: boundary.name,
    types: record(
      boundary.types.map(({ definition }) => [definition.name, definitionJson(definition, dropExportName)]),
    ),
    modules: modules.map((module) => moduleJson(module, modules, locate)),
    imports: nested(boundary.imports.map((given) => [given.module, given.field, functionJson(given)])),
    exports: record([
      ...boundary.exports.map((exported) => [exported.field, exportJson(exported)] as const),
      // Whoever calls one of them runs what it left pending, if the component has anything like that.
      ...boundary.lifted.map((lifted) => [liftedExportName(lifted.bind), calledJson(lifted)] as const),
    ]),
  };
}

function moduleJson(
  { path, imports, relays, links, passed, made, start }: CoreModule,
  modules: readonly CoreModule[],
  locate: (path: string) => string,
): ModuleJson {
  const adapted = imports.flatMap(({ role }) =>
    role.kind === 'adapted-import' ? [[role.from, role.field, importExportName(role)] as const] : [],
  );
  const relayed = relays.map(({ from, signature: { text } }) => [from, text, relayExportName(text)] as const);
  const linked = links.map(({ from, field, module, name }) => {
    const index = modules.findIndex((other) => other.name === module);
    return [from, field, `${index}:${name}`] as const;
  });
  return {
    path,
    file: made ? '' : locate(path),
    imports: nested([...adapted, ...relayed, ...linked]),
    ...(passed.length > 0 && { passes: passed.map(({ from }) => from) }),
    ...(made && { made: record(made.map((each) => [each.name, madeJson(each)])) }),
    ...(start && { start: start === 'nothing' ? '' : start.field }),
  };
}

function madeJson(entity: MadeEntity): MadeJson {
  switch (entity.kind) {
    case 'memory': {
      const narrow = ['memory', entity.initial, entity.maximum ?? null, entity.shared] as const;
      return entity.wide ? [...narrow, true] : narrow;
    }
    case 'table':
      return ['table', entity.initial, entity.maximum ?? null, entity.element];
    case 'global':
      return ['global', entity.type, entity.mutable, String(entity.value)];
  }
}

function functionJson({ params, result, isAsync }: BoundaryFunction): FunctionJson {
  const json = result.kind === 'none' ? null : typeJson(result);
  return {
    params: params.map(({ name, type }) => [name, typeJson(type)]),
    results: isAsync ? [['async', json]] : json === null ? [] : [json],
  };
}

const calledJson = (called: ExportedFunction | LiftedFunction): FunctionJson => ({
  ...functionJson(called),
  ...(called.isPlain && { plain: true as const }),
  ...(called.recovers && { recovers: true as const }),
});

function exportJson(exported: ExportedFunction): FunctionJson {
  const { overload, unwinding } = exported;
  const { onThrow, isInterruptible } = unwinding;
  return {
    ...calledJson(exported),
    ...((onThrow || isInterruptible) && { unwinds: true as const }),
    ...(overload && { overload: overloadJson(overload) }),
  };
}

const overloadJson = ({ kinds, text }: BoundaryOverload): OverloadJson => ({
  kinds: kinds.map((kind) => kind ?? null),
  text,
});

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
