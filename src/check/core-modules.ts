/** What a component expects of its core modules, in the terms of the module checker. */
import type {
  DeclaredFunction,
  DeclaredGlobal,
  DeclaredImport,
  DeclaredModule,
  DeclaredName,
  DeclaredTable,
} from '../core/check-module.ts';
import type { Relay } from '../ir/core-parts.ts';
import type { Callee, CoreModule } from '../ir/ir.ts';
import { typeText } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { GlobalUse, TableUse } from './environment.ts';

/** What a source says of core modules. */
export interface CoreUses {
  readonly modules: readonly CoreModule[];
  /** By module: each memory name, where it is first used. */
  readonly memories: ReadonlyMap<string, ReadonlyMap<string, Span>>;
  /** By module: each table name, where it is first used and first made to grow. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, TableUse>>;
  readonly globals: readonly GlobalUse[];
}

export function declaredModules({ modules, memories, tables, globals }: CoreUses): readonly DeclaredModule[] {
  const paths = new Map(modules.map(({ name, path }) => [name, path]));
  return modules.map((module) =>
    declaredModule(
      module,
      namesIn(memories.get(module.name) ?? new Map()),
      tablesIn(tables.get(module.name) ?? new Map()),
      globals.filter((use) => use.module === module.name),
      paths,
    ),
  );
}

const namesIn = (uses: ReadonlyMap<string, Span>): readonly DeclaredName[] =>
  [...uses].map(([field, span]) => ({ field, span }));

const tablesIn = (uses: ReadonlyMap<string, TableUse>): readonly DeclaredTable[] =>
  [...uses].map(([field, use]) => ({ field, ...use }));

function declaredModule(
  module: CoreModule,
  memories: readonly DeclaredName[],
  tables: readonly DeclaredTable[],
  globals: readonly DeclaredGlobal[],
  paths: ReadonlyMap<string, string>,
): DeclaredModule {
  const { path, span, functions, imports, relays, made, links, passed } = module;
  return {
    path,
    span,
    functions: functions.map((callee) => declaredFunction(callee, callee)),
    imports: [
      ...imports.flatMap((callee): DeclaredImport[] => {
        const { role } = callee;
        return role.kind === 'adapted-import' ? [{ ...declaredFunction(callee, role), module: role.from }] : [];
      }),
      ...relays.map(declaredRelay),
    ],
    memories: [...memories, ...[...module.wideMemories].map((field) => ({ field, span }))],
    passed: passed.map(({ from, span }) => ({ field: from, span })),
    tables,
    globals,
    made,
    wide: module.wideMemories,
    links: links.map(({ kind, from, field, module: provider, name, span }) => ({
      kind,
      module: from,
      field,
      provider: paths.get(provider) ?? provider,
      name,
      span,
    })),
  };
}

function declaredFunction(
  { params, results }: Callee,
  { field, fieldSpan: span }: { readonly field: string; readonly fieldSpan: Span },
): DeclaredFunction {
  const signature = { params: params.map((local) => typeText(local.type)), results: results.map(typeText) };
  return { field, span, signature };
}

/** The id is the first of its parameters. */
function declaredRelay({ signature: { text, params, results }, from, span }: Relay): DeclaredImport {
  const signature = { params: ['i32', ...params.map(typeText)], results: results.map(typeText) };
  return { field: text, module: from, span, signature };
}
