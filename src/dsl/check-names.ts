/** Names: each is one that C++ and JavaScript take, and stands for one thing only. */
import {
  cppKeyword,
  duplicateDslMember,
  duplicateDslName,
  duplicateParameter,
  importedAndExported,
  memberLikeClass,
  reservedDslName,
  secondConstructor,
  thenableName,
  wrongConstructor,
} from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { Span } from '../source/source-map.ts';
import {
  cppKeywords,
  reasonAgainst,
  reasonAgainstExport,
  reasonAgainstGlobal,
  reasonAgainstType,
} from './reserved-names.ts';
import type { ClassNode, Declarations, FunctionNode, NameNode, ParamNode, TypeDeclaration } from './syntax.ts';
import { builtInNames } from './type-names.ts';

/** Gives the types by name; of several called alike the first. */
export function checkNames(declarations: Declarations, errors: ErrorList): ReadonlyMap<string, TypeDeclaration> {
  const globals: Globals = { names: new Map(), errors };
  const types = new Map<string, TypeDeclaration>();
  for (const type of declarations.types) {
    checkType(type, errors);
    if (claim(type.name, 'type', globals)) types.set(type.name.text, type);
  }
  for (const { function: node } of declarations.imports) checkGlobal(node, 'import', globals);
  for (const node of declarations.exports) checkGlobal(node, 'export', globals);
  return types;
}

type Role = 'type' | 'import' | 'export';

/** Types and functions of all modules share one space of names, as they do in C++. */
interface Globals {
  readonly names: Map<string, { readonly role: Role; readonly span: Span }>;
  readonly errors: ErrorList;
}

function claim({ text, span }: NameNode, role: Role, { names, errors }: Globals): boolean {
  const first = names.get(text);
  if (first === undefined) names.set(text, { role, span });
  else if (role === 'export' && first.role === 'import') errors.add(importedAndExported(text, span, first.span));
  else errors.add(duplicateDslName(text, span, first.span));
  return first === undefined;
}

/** Reports a name that cannot be used, and says whether it can. */
function isUsable(name: NameNode, errors: ErrorList, ...reasons: readonly (string | undefined)[]): boolean {
  if (cppKeywords.has(name.text)) {
    errors.add(cppKeyword(name.text, name.span));
    return false;
  }
  const reason = reasonAgainst(name.text) ?? reasons.find((each) => each !== undefined);
  if (reason !== undefined) errors.add(reservedDslName(name.text, reason, name.span));
  return reason === undefined;
}

function checkGlobal(node: FunctionNode, role: 'import' | 'export', globals: Globals): void {
  const { errors } = globals;
  const { text, span } = node.name;
  const taken = role === 'export' ? reasonAgainstExport(text) : undefined;
  if (isUsable(node.name, errors, reasonAgainstGlobal(text), taken)) claim(node.name, role, globals);
  if (role === 'export' && text === 'then') errors.add(thenableName('an export', span));
  checkParams(node.params, errors);
}

function checkParams(params: readonly ParamNode[], errors: ErrorList): void {
  const seen = new Map<string, Span>();
  for (const { name } of params) {
    if (name === undefined) continue;
    isUsable(name, errors);
    const first = seen.get(name.text);
    if (first) errors.add(duplicateParameter(name.text, name.span, first));
    else seen.set(name.text, name.span);
  }
}

function checkType(type: TypeDeclaration, errors: ErrorList): void {
  const { text } = type.name;
  isUsable(type.name, errors, reasonAgainstGlobal(text), reasonAgainstType(text, builtInNames));
  switch (type.kind) {
    case 'struct':
      return checkMembers(type.name.text, type.fields, errors);
    case 'enum':
    case 'flags':
      return checkMembers(type.name.text, type.cases, errors);
    case 'variant':
      checkNotLikeType(type.name.text, type.cases, errors);
      return checkMembers(type.name.text, type.cases, errors);
    case 'class':
      return checkClass(type, errors);
    case 'callback':
      return checkParams(type.params, errors);
    case 'alias':
    case 'broken':
      return;
  }
}

interface Member {
  readonly name: NameNode;
}

function checkMembers(owner: string, members: readonly Member[], errors: ErrorList): void {
  const seen = new Map<string, Span>();
  for (const { name } of members) {
    isUsable(name, errors);
    const first = seen.get(name.text);
    if (first) errors.add(duplicateDslMember(owner, name.text, name.span, first));
    else seen.set(name.text, name.span);
  }
}

function checkNotLikeType(owner: string, members: readonly Member[], errors: ErrorList): void {
  for (const { name } of members) if (name.text === owner) errors.add(memberLikeClass(owner, name.span));
}

function checkClass(node: ClassNode, errors: ErrorList): void {
  const owner = node.name.text;
  const members = [...node.methods, ...node.statics, ...node.properties].sort(inTextOrder);
  checkNotLikeType(owner, members, errors);
  checkMembers(owner, members, errors);
  for (const { name } of [...node.methods, ...node.properties]) checkInstanceMember(name, errors);
  for (const { name } of node.statics) if (name.text === 'prototype') errors.add(everyClassHas(name));
  for (const each of [...node.constructors, ...node.methods, ...node.statics]) checkParams(each.params, errors);
  checkConstructors(node, errors);
}

const inTextOrder = (left: Member, right: Member): number => left.name.span.start - right.name.span.start;

const everyClassHas = ({ text, span }: NameNode) =>
  reservedDslName(text, 'JavaScript gives a member of that name to every class', span);

function checkInstanceMember(name: NameNode, errors: ErrorList): void {
  if (name.text === 'then') errors.add(thenableName('a member', name.span));
  if (name.text === 'dispose' || name.text === 'constructor') errors.add(everyClassHas(name));
}

function checkConstructors({ name, constructors }: ClassNode, errors: ErrorList): void {
  const right = constructors.filter((each) => each.name.text === name.text);
  const [first, second] = right;
  if (first && second) errors.add(secondConstructor(name.text, second.name.span, first.name.span));
  for (const each of constructors) {
    if (each.name.text !== name.text) errors.add(wrongConstructor(name.text, each.name.text, each.name.span));
  }
}
