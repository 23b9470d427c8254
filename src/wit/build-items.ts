/** Syntax trees of interfaces, worlds and packages from Chevrotain's. */
import type { CstNode } from 'chevrotain';
import { attributesOnPackage } from '../diagnostics/wit-syntax.ts';
import { globalSpan, ruleOf, rulesOf, tokenOf } from '../frontend/cst.ts';
import { type BuildContext, described, id, optionalId, packageName, part, pathOf, token } from './build-names.ts';
import { casesOf, fieldsOf, functionOf, labelsOf, typeOf } from './build-types.ts';
import type {
  Definition,
  Described,
  Extern,
  ExternKind,
  FileItem,
  Include,
  InterfaceItem,
  Member,
  NestedPackage,
  UseNames,
  WitDocument,
  WorldItem,
} from './syntax.ts';

export const buildHeader = (tree: CstNode, context: BuildContext): NonNullable<WitDocument['header']> => ({
  name: packageName(part(tree, 'packageName'), context),
  docs: context.docs(token(tree, 'PACKAGE').startOffset),
});

export function buildItem(tree: CstNode, context: BuildContext): FileItem {
  const one = ruleOf(tree, 'interface') ?? ruleOf(tree, 'world') ?? ruleOf(tree, 'fileUse');
  if (!one) return nestedPackage(part(tree, 'nestedPackage'), tree, context);
  if (one.name === 'fileUse') {
    const path = pathOf(part(one, 'path'), context);
    return { ...described(tree, path.span, context), kind: 'file-use', path, alias: optionalId(one, context, 'alias') };
  }
  const name = id(one, context);
  const head = { ...described(tree, name.span, context), id: name };
  if (one.name === 'world')
    return { ...head, kind: 'world', items: rulesOf(one, 'worldItem').map((item) => worldItem(item, context)) };
  return { ...head, kind: 'interface', items: bodyOf(part(one, 'interfaceBody'), context) };
}

function nestedPackage(one: CstNode, tree: CstNode, context: BuildContext): NestedPackage {
  const name = packageName(part(one, 'packageName'), context);
  const head = described(tree, name.span, context);
  if (head.attributes.length > 0) context.sink.add(attributesOnPackage(name.span));
  return { ...head, kind: 'package', name, items: rulesOf(one, 'item').map((item) => buildItem(item, context)) };
}

const bodyOf = (tree: CstNode, context: BuildContext): readonly InterfaceItem[] =>
  rulesOf(tree, 'interfaceItem').map((item) => interfaceItem(item, context));

function interfaceItem(tree: CstNode, context: BuildContext): InterfaceItem {
  const use = ruleOf(tree, 'useNames');
  if (use) return useNames(use, tree, context);
  const definition = ruleOf(tree, 'definition');
  if (definition) return definitionOf(definition, tree, context);
  const one = part(tree, 'namedFunction');
  const name = id(one, context);
  return {
    ...described(tree, name.span, context),
    kind: 'function',
    id: name,
    function: functionOf(part(one, 'function'), context),
  };
}

function useNames(one: CstNode, tree: CstNode, context: BuildContext): UseNames {
  const path = pathOf(part(one, 'path'), context);
  const names = rulesOf(one, 'useName').map((name) => ({
    id: id(name, context),
    alias: optionalId(name, context, 'alias'),
  }));
  return { ...described(tree, path.span, context), kind: 'use', path, names };
}

function worldItem(tree: CstNode, context: BuildContext): WorldItem {
  const extern = ruleOf(tree, 'extern');
  if (extern) return externOf(extern, tree, context);
  const include = ruleOf(tree, 'include');
  if (include) return includeOf(include, tree, context);
  const use = ruleOf(tree, 'useNames');
  return use ? useNames(use, tree, context) : definitionOf(part(tree, 'definition'), tree, context);
}

function externOf(one: CstNode, tree: CstNode, context: BuildContext): Extern {
  const extern = externKind(one, context);
  const span = extern.kind === 'path' ? (extern.id ?? extern.path).span : extern.id.span;
  return { ...described(tree, span, context), kind: tokenOf(one, 'IMPORT') ? 'import' : 'export', extern };
}

function externKind(tree: CstNode, context: BuildContext): ExternKind {
  const whole = ruleOf(tree, 'path');
  if (whole) return { kind: 'path', id: undefined, path: pathOf(whole, context) };
  const name = id(tree, context);
  const named = part(tree, 'named');
  const path = ruleOf(named, 'path');
  if (path) return { kind: 'path', id: name, path: pathOf(path, context) };
  const body = ruleOf(named, 'interfaceBody');
  if (body) return { kind: 'interface', id: name, items: bodyOf(body, context) };
  return { kind: 'function', id: name, function: functionOf(part(named, 'function'), context) };
}

function includeOf(one: CstNode, tree: CstNode, context: BuildContext): Include {
  const path = pathOf(part(one, 'path'), context);
  const names = rulesOf(one, 'rename').map((name) => ({ id: id(name, context), alias: id(name, context, 'alias') }));
  return { ...described(tree, path.span, context), kind: 'include', path, names };
}

function definitionOf(tree: CstNode, around: CstNode, context: BuildContext): Definition {
  const one = Object.values(tree.children).flat()[0] as CstNode;
  const name = id(one, context);
  const head: Described & { readonly id: typeof name } = { ...described(around, name.span, context), id: name };
  switch (one.name) {
    case 'alias':
      return { ...head, kind: 'alias', type: typeOf(part(one, 'type'), context) };
    case 'record':
      return { ...head, kind: 'record', fields: fieldsOf(one, context) };
    case 'variant':
      return { ...head, kind: 'variant', cases: casesOf(one, context) };
    case 'enum':
    case 'flags':
      return { ...head, kind: one.name, labels: labelsOf(one, context) };
    default:
      return { ...head, kind: 'resource', members: rulesOf(one, 'member').map((member) => memberOf(member, context)) };
  }
}

function memberOf(tree: CstNode, context: BuildContext): Member {
  const construct = ruleOf(tree, 'construct');
  if (construct) {
    const keyword = token(construct, 'CONSTRUCTOR');
    const span = globalSpan(keyword, context.base);
    const name = { name: 'constructor', span };
    return {
      ...described(tree, span, context),
      kind: 'constructor',
      id: name,
      function: functionOf(construct, context),
    };
  }
  const name = id(tree, context);
  return {
    ...described(tree, name.span, context),
    kind: tokenOf(tree, 'STATIC') ? 'static' : 'method',
    id: name,
    function: functionOf(part(tree, 'function'), context),
  };
}
