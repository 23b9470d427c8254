/** From declarations to the model: every type resolved. */
import type { Span } from '../source/source-map.ts';
import { type ContainerItems, mapClass, vectorClass } from './container-class.ts';
import type {
  DslAlias,
  DslClass,
  DslField,
  DslFunction,
  DslImport,
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

export const buildProperty = (node: PropertyNode, resolver: TypeResolver): DslProperty => ({
  ...buildField(node, resolver),
  // What only a reader is given for cannot be written.
  readonly: node.readonly || node.accessors.length === 1,
  ...(node.isStatic && { isStatic: true }),
  ...(node.accessors[0] !== undefined && { getter: node.accessors[0] }),
  ...(node.accessors[1] !== undefined && { setter: node.accessors[1] }),
});
