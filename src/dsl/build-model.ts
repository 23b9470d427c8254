/** From declarations to the model: every type resolved. */
import type { Span } from '../source/source-map.ts';
import { type ContainerItems, mapClass, vectorClass } from './container-class.ts';
import type {
  DslAlias,
  DslClass,
  DslField,
  DslFunction,
  DslImport,
  DslImportedClass,
  DslImportedMember,
  DslNamedType,
  DslParam,
  DslProperty,
  DslType,
} from './model.ts';
import { numbered, withoutDefaults } from './overloads.ts';
import { checkTrailing, readDefault } from './read-default.ts';
import type { TypePlace, TypeResolver } from './resolve-type.ts';
import type {
  AliasNode,
  CaseNode,
  ClassNode,
  FieldNode,
  FunctionNode,
  ImportedClassNode,
  ImportNode,
  NameNode,
  ParamNode,
  PropertyNode,
  TypeDeclaration,
  TypeNode,
} from './syntax.ts';

/** One entry a module, in the order in which the modules are first mentioned. */
export function buildImports(imports: readonly ImportNode[], resolver: TypeResolver): readonly DslImport[] {
  const modules = new Map<string, DslFunction[]>();
  for (const { module, function: node } of imports) {
    const functions = modules.get(module.text) ?? [];
    modules.set(module.text, functions);
    functions.push(buildFunction(node, resolver, 'handed'));
  }
  return [...modules].map(([module, functions]) => ({ module, functions }));
}

/** @param place - of the parameters */
export const buildFunction = (
  node: FunctionNode,
  resolver: TypeResolver,
  place: TypePlace = 'parameter',
): DslFunction => ({
  ...named(node.name),
  params: buildParams(node.params, resolver, place),
  ...(node.isConst && { isConst: true }),
  ...(node.isNoexcept && { isNoexcept: true }),
  ...(node.virtual && { virtual: node.virtual }),
  result: node.result && resolver.resolve(node.result, place === 'handed' ? 'elsewhere' : 'result'),
  isAsync: node.isAsync,
  ...(node.cpp !== undefined && { cpp: node.cpp }),
  doc: node.doc,
});

/** Functions of one name are counted; one that leaves parameters to C++ is several. */
export function buildFunctions(nodes: readonly FunctionNode[], resolver: TypeResolver): readonly DslFunction[] {
  for (const { params } of nodes) checkTrailing(params, resolver.errors);
  const each = nodes.flatMap(withoutDefaults);
  return numbered(
    each.map((node) => buildFunction(node, resolver)),
    ({ name }) => name,
  );
}

function buildParams(params: readonly ParamNode[], resolver: TypeResolver, place: TypePlace): readonly DslParam[] {
  return params.map(({ name, type, value }) => {
    const resolved = resolver.resolve(type, place);
    const span = name?.span ?? type.span;
    const given = value && readDefault(value, resolved, place, resolver);
    return { name: name?.text, type: resolved, ...(given && { value: given }), span };
  });
}

/** What is wrong in one is told even where nobody uses it. */
export const buildAlias = (node: AliasNode, resolver: TypeResolver): DslAlias => ({
  ...named(node.name),
  type: resolver.resolve(node.type, 'alias'),
});

/** Undefined for what is no type of its own. */
export function buildNamedType(node: TypeDeclaration, resolver: TypeResolver): DslNamedType | undefined {
  const own = { ...named(node.name), doc: node.doc };
  switch (node.kind) {
    case 'alias':
    case 'broken':
      return undefined;
    case 'struct':
      return {
        kind: 'struct',
        ...own,
        ...existing(node),
        fields: node.fields.map((field) => buildField(field, resolver)),
      };
    case 'enum':
      return {
        kind: 'enum',
        ...own,
        ...existing(node),
        cases: node.cases.map((each) => ({ ...caseOf(each), ...existing(each) })),
      };
    case 'flags':
      return { kind: 'flags', ...own, cases: node.cases.map(caseOf) };
    case 'variant':
      return { kind: 'variant', ...own, cases: node.cases.map((each) => buildCase(each, resolver)) };
    case 'class':
      return buildClass(node, own, resolver);
    case 'imported':
      return buildImportedClass(node, own, resolver);
    case 'callback': {
      const params = buildParams(node.params, resolver, 'handed');
      return { kind: 'callback', ...own, params, result: node.result && resolver.resolve(node.result) };
    }
  }
}

interface Own {
  readonly name: string;
  readonly span: Span;
  readonly doc: string;
}

const named = ({ text, span }: NameNode): Omit<Own, 'doc'> => ({ name: text, span });

const buildField = ({ name, type, doc }: FieldNode, resolver: TypeResolver): DslField => ({
  ...named(name),
  type: resolver.resolve(type),
  doc,
});

const caseOf = ({ name, doc }: CaseNode): Own => ({ ...named(name), doc });

const buildCase = (node: CaseNode, resolver: TypeResolver) => ({
  ...caseOf(node),
  type: node.type && resolver.resolve(node.type),
});

/** What is called otherwise in C++. */
const existing = ({ cpp }: { readonly cpp?: string | undefined }): { readonly cpp?: string } =>
  cpp === undefined ? {} : { cpp };

/** What JavaScript gets of the items, and gives. A pointer that C++ keeps is none that JavaScript could give an object for. */
function itemsOf(items: DslType, resolver: TypeResolver): ContainerItems {
  if (items.kind !== 'named' || !resolver.isObject(items)) return { shown: items, given: items };
  if (resolver.isShared(items)) return { shown: items, given: { ...items, ownership: 'pointer' } };
  return { shown: { ...items, ownership: 'lent' }, given: items.ownership === 'own' ? items : undefined };
}

function buildContainer(node: TypeNode, named: Own, resolver: TypeResolver): DslClass {
  const own = { ...named, cpp: node.name };
  const [first] = node.args;
  if (first && node.args.length === 1) {
    const items = resolver.resolve(first);
    return vectorClass(own, items, itemsOf(items, resolver));
  }
  const type = resolver.resolve(node, 'result');
  return mapClass(own, type, type.kind === 'map' ? itemsOf(type.value, resolver) : { shown: type, given: undefined });
}

function buildClass(node: ClassNode, own: Own, resolver: TypeResolver): DslClass {
  if (node.container) return buildContainer(node.container, own, resolver);
  return {
    kind: 'class',
    ...own,
    ...existing(node),
    ...(node.shared && { shared: true }),
    ...(node.base && { base: node.base.text }),
    constructors: buildFunctions(node.constructors, resolver),
    methods: buildFunctions(node.methods, resolver),
    statics: buildFunctions(node.statics, resolver),
    properties: node.properties.map((property) => buildProperty(property, resolver)),
  };
}

/** Each member is an import, under a name that the block cannot have. */
function buildImportedClass(node: ImportedClassNode, own: Own, resolver: TypeResolver): DslImportedClass {
  const { module, base } = node;
  const self: DslType = { kind: 'any', class: own.name };
  const memberOf = (kind: DslImportedMember['kind'], func: DslFunction): DslImportedMember => {
    const takesInstance = kind === 'method' || kind === 'get' || kind === 'set';
    const isMaker = kind === 'constructor';
    const params = takesInstance ? [{ name: freeName('self', func.params), type: self, span: own.span }] : [];
    const called = {
      ...func,
      name: `_it_${own.name}__${isMaker ? 'new' : `${func.name}${kind.endsWith('set') ? '__set' : ''}`}`,
      field: `[${kind}]${own.name}${isMaker ? '' : `.${func.name}`}`,
      params: [...params, ...func.params],
      ...(isMaker && { result: self }),
      isConst: false,
      isNoexcept: false,
    };
    return { kind, name: func.name, takesInstance, func: called };
  };
  const handed = (each: FunctionNode): DslFunction => buildFunction(each, resolver, 'handed');
  return {
    kind: 'imported',
    ...own,
    module: module.text,
    ...(base && { base: base.text }),
    members: [
      ...node.constructors.map((each) => memberOf('constructor', handed(each))),
      ...node.methods.map((each) => memberOf('method', handed(each))),
      ...node.statics.map((each) => memberOf('static', handed(each))),
      ...node.properties.flatMap((each) =>
        accessors(buildProperty(each, resolver)).map(({ kind, func }) => memberOf(kind, func)),
      ),
    ],
  };
}

const freeName = (wanted: string, params: readonly DslParam[]): string =>
  params.some(({ name }) => name === wanted) ? freeName(`${wanted}_`, params) : wanted;

function accessors({ name, type, doc, span, readonly: isReadonly, isStatic }: DslProperty) {
  const reader: DslFunction = { name, params: [], result: type, isAsync: false, doc, span };
  const writer: DslFunction = { ...reader, params: [{ name: 'value', type, span }], result: undefined, doc: '' };
  const get = { kind: isStatic ? 'static get' : 'get', func: reader } as const;
  return isReadonly ? [get] : [get, { kind: isStatic ? 'static set' : 'set', func: writer } as const];
}

/** What the module imports, members of imported classes included. */
export function withMembers(imports: readonly DslImport[], types: readonly DslNamedType[]): readonly DslImport[] {
  const modules = new Map(imports.map(({ module, functions }) => [module, functions]));
  for (const type of types) {
    if (type.kind !== 'imported') continue;
    const functions = modules.get(type.module) ?? [];
    modules.set(type.module, [...functions, ...type.members.map(({ func }) => func)]);
  }
  return [...modules].map(([module, functions]) => ({ module, functions }));
}

export const buildProperty = (node: PropertyNode, resolver: TypeResolver): DslProperty => ({
  ...buildField(node, resolver),
  // What only a reader is given for cannot be written.
  readonly: node.readonly || node.accessors.length === 1,
  ...(node.isStatic && { isStatic: true }),
  ...(node.accessors[0] !== undefined && { getter: node.accessors[0] }),
  ...(node.accessors[1] !== undefined && { setter: node.accessors[1] }),
});
