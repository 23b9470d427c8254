/** An instance of a component that is used by another one: all that it has, in that one's names. */
import { memberOf } from '../../runtime/member-names.ts';
import type { CoreLink } from '../ir/core-parts.ts';
import type {
  AdapterFunction,
  Callee,
  Component,
  CoreFunction,
  CoreModule,
  FunctionBody,
  FunctionVariable,
  ImportedFunction,
  InstanceVariable,
  Local,
  Role,
  Variable,
} from '../ir/ir.ts';
import type { NamedType, Type, TypeDefinition } from '../ir/types.ts';
import { copyExpression, type Renaming } from './copy-expression.ts';
import { type Matched, substituteDefinition, substituteType } from './substitute-types.ts';

/** How an instance differs from its component. */
export interface Placing {
  /** What the whole calls an export, behind the component's name. */
  readonly nameOf: (field: string) => string;
  /** Of a function or module: one that nobody else has. */
  readonly freeName: (name: string) => string;
  /** The same of a type. */
  readonly freeTypeName: (name: string) => string;
  /** Types that are others', by their names in the component. */
  readonly matched: Matched;
  /** Imports that others serve. */
  readonly bound: ReadonlyMap<ImportedFunction, Callee>;
  /** Whether the whole exports what the component exports. */
  readonly isExported: (field: string) => boolean;
  /** Imports of the whole that are there already. */
  readonly shared: (imported: ImportedFunction) => ImportedFunction | undefined;
}

export interface Copied {
  readonly component: Component;
  /** By the names that the component has for them. */
  readonly types: ReadonlyMap<string, NamedType>;
  /** What stands for each of its functions. */
  readonly callee: (callee: Callee) => Callee;
}

/** A type while its definition is made. */
interface OpenType extends NamedType {
  definition: TypeDefinition;
}

export function copyComponent(component: Component, placing: Placing): Copied {
  const names = functionNames(component, placing);
  const modules = new Map(component.modules.map(({ name }) => [name, placing.freeName(name)] as const));
  const types = copyTypes(component, placing, (drop) => names.get(drop) ?? drop);
  const renaming = createRenaming(component, placing, types, modules, names);
  const copied: Component = {
    name: component.name,
    types: ownTypes(component, placing, types),
    typeDocs: new Map([...component.typeDocs].map(([name, doc]) => [types.get(name)?.name ?? name, doc])),
    imports: component.imports.filter((each) => !placing.bound.has(each)).map((each) => renaming.imported(each)),
    modules: component.modules.map((module) => copyModule(module, renaming)),
    variables: component.variables.map((variable) => renaming.instanceVariable(variable)),
    functions: component.functions.map(
      ({ function: callee, body }): FunctionBody => ({
        function: renaming.adapter(callee),
        body: copyExpression(body, renaming),
      }),
    ),
    drops: new Map([...component.drops].map(([name, drop]) => [types.get(name)?.name ?? name, renaming.callee(drop)])),
  };
  return { component: copied, types, callee: renaming.callee };
}

/** What it exports comes first: the whole calls that by these names. */
function functionNames(
  { functions, modules, imports }: Component,
  { freeName, nameOf, bound }: Placing,
): ReadonlyMap<string, string> {
  const own = functions.map((body) => body.function);
  const exported = own.flatMap(({ name, role }) =>
    role.kind === 'export' ? [[name, nameOf(role.field)] as const] : [],
  );
  const others: readonly Callee[] = [
    ...imports.filter((each) => !bound.has(each)),
    ...modules.flatMap((module) => module.functions),
    ...own.filter(({ role }) => role.kind !== 'export'),
  ];
  const wanted = [...exported, ...others.map(({ name }) => [name, name] as const)];
  return new Map(wanted.map(([name, readable]) => [name, freeName(readable)]));
}

function copyTypes(
  { name: part, types }: Component,
  { matched, freeTypeName }: Placing,
  drop: (name: string) => string,
): ReadonlyMap<string, NamedType> {
  const made = new Map<string, OpenType>();
  for (const [name, definition] of types) {
    if (!matched.has(name))
      made.set(name, { kind: 'named', name: freeTypeName(name), shown: `${part}.${name}`, definition });
  }
  const all = new Map<string, NamedType>([...made, ...matched]);
  const of = (named: NamedType): NamedType => all.get(named.name) ?? named;
  for (const type of made.values()) type.definition = substituteDefinition(type.definition, type.name, of, drop);
  return all;
}

const ownTypes = (
  { types }: Component,
  { matched }: Placing,
  all: ReadonlyMap<string, NamedType>,
): ReadonlyMap<string, TypeDefinition> =>
  new Map(
    [...types.keys()].flatMap((name) => {
      const type = matched.has(name) ? undefined : all.get(name);
      return type ? [[type.name, type.definition] as const] : [];
    }),
  );

interface ComponentRenaming extends Renaming {
  readonly imported: (imported: ImportedFunction) => ImportedFunction;
  readonly adapter: (adapter: AdapterFunction) => AdapterFunction;
  readonly core: (core: CoreFunction) => CoreFunction;
  readonly instanceVariable: (variable: InstanceVariable) => InstanceVariable;
}

/** What has been made of something is made once. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

function createRenaming(
  component: Component,
  { bound, shared, isExported }: Placing,
  types: ReadonlyMap<string, NamedType>,
  modules: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): ComponentRenaming {
  const of = (named: NamedType): NamedType => types.get(named.name) ?? named;
  const type = (each: Type): Type => substituteType(each, of);
  const module = (name: string): string => modules.get(name) ?? name;
  const local = once((each: Local): Local => ({ ...each, type: type(each.type) }));
  const headOf = (callee: Callee) => ({
    name: names.get(callee.name) ?? callee.name,
    params: callee.params.map(local),
    results: callee.results.map(type),
  });
  const imported = once((each: ImportedFunction): ImportedFunction => {
    const made = { ...each, ...headOf(each) };
    return shared(made) ?? made;
  });
  const core = once((each: CoreFunction): CoreFunction => ({ ...each, ...headOf(each), module: module(each.module) }));
  const adapter = once(
    (each: AdapterFunction): AdapterFunction => ({ ...each, ...headOf(each), role: roleOf(each.role) }),
  );
  /** What a component exports is a function like others for the one that uses it, unless that exports it too. */
  const roleOf = (role: Role): Role => {
    if (role.kind === 'adapted-import') return { ...role, module: module(role.module) };
    if (role.kind === 'helper' || !isExported(role.field)) return { kind: 'helper' };
    return { kind: 'export', field: fieldOf(role.field, types) };
  };
  const callee = (each: Callee): Callee => {
    if (each.kind === 'adapter') return adapter(each);
    return each.kind === 'core' ? core(each) : (bound.get(each) ?? imported(each));
  };
  const instanceVariable = once(
    (each: InstanceVariable): InstanceVariable => ({
      ...each,
      name: `${component.name}.${each.name}`,
      type: type(each.type),
      initial: adapter(each.initial),
    }),
  );
  const functionVariable = once((each: FunctionVariable): FunctionVariable => ({ ...each, type: type(each.type) }));
  const variable = (each: Variable): Variable =>
    each.scope === 'instance' ? instanceVariable(each) : functionVariable(each);
  return { type, local, variable, callee, module, imported, adapter, core, instanceVariable };
}

/** A member's, where its class has another name in the whole. */
function fieldOf(field: string, types: ReadonlyMap<string, NamedType>): string {
  const resource = memberOf(field)?.resource;
  const name = resource === undefined ? undefined : types.get(resource)?.name;
  return name === undefined || name === resource ? field : field.replace(`]${resource}`, `]${name}`);
}

function copyModule(module: CoreModule, { module: nameOf, core, adapter }: ComponentRenaming): CoreModule {
  const { name, functions, imports, links, start } = module;
  return {
    ...module,
    name: nameOf(name),
    functions: functions.map(core),
    imports: imports.map(adapter),
    links: links.map((link): CoreLink => ({ ...link, module: nameOf(link.module) })),
    start: typeof start === 'object' ? core(start) : start,
  };
}
