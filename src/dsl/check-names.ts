/** Names: each is one that C++ and JavaScript take, and stands for one thing only. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import {
  cppKeyword,
  declaredInTwoFiles,
  duplicateDslMember,
  duplicateDslName,
  duplicateParameter,
  importedAndExported,
  memberLikeClass,
  reservedDslName,
  secondConstructor,
  secondOfImported,
  thenableName,
  wrongConstructor,
} from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { SourceMap, Span } from '../source/source-map.ts';
import {
  cppKeywords,
  reasonAgainst,
  reasonAgainstExport,
  reasonAgainstGlobal,
  reasonAgainstType,
} from './reserved-names.ts';
import type {
  ClassNode,
  Declarations,
  FunctionNode,
  ImportedClassNode,
  ImportNode,
  NameNode,
  ParamNode,
  PropertyNode,
  TypeDeclaration,
  TypeNode,
} from './syntax.ts';
import { builtInNames } from './type-names.ts';

export interface CheckedNames {
  /** Of several called alike the first. */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** Each once, however many sources declare it. */
  readonly imports: readonly ImportNode[];
  readonly constants: readonly PropertyNode[];
}

export function checkNames(declarations: Declarations, sources: SourceMap, errors: ErrorList): CheckedNames {
  const globals: Globals = { names: new Map(), sources, errors };
  const types = new Map<string, TypeDeclaration>();
  for (const type of declarations.types) {
    checkType(type, errors);
    if (claim({ role: 'type', name: type.name }, globals)) types.set(type.name.text, type);
  }
  const imports = declarations.imports.filter((node) => checkImport(node, globals));
  for (const node of declarations.exports) checkExport(node, globals);
  const constants = declarations.constants.filter((node) => checkConstant(node, globals));
  return { types, imports, constants };
}

/** What a name in the global namespace stands for. */
type Meaning =
  | { readonly role: 'type' | 'constant'; readonly name: NameNode }
  | { readonly role: 'export'; readonly name: NameNode; readonly node: FunctionNode }
  | { readonly role: 'import'; readonly name: NameNode; readonly node: ImportNode };

/** Types and functions of all modules share one space of names, as they do in C++. */
interface Globals {
  readonly names: Map<string, Meaning>;
  readonly sources: SourceMap;
  readonly errors: ErrorList;
}

/** Says whether the name was free; where it was not and could not be shared, that is reported. */
function claim(meaning: Meaning, globals: Globals): boolean {
  const { text, span } = meaning.name;
  const first = globals.names.get(text);
  if (first === undefined) globals.names.set(text, meaning);
  else if (meaning.role === 'export' && first.role === 'export' && !hasParamsOf(meaning.node, first.node)) return true;
  else if (!isSameImport(meaning, first, globals)) globals.errors.add(clash(text, span, meaning, first, globals));
  return first === undefined;
}

const isInOneFile = (left: Meaning, right: Meaning, { sources }: Globals): boolean =>
  sources.locate(left.name.span.start).file === sources.locate(right.name.span.start).file;

/** Two sources of one module may import the same function, each for itself. */
const isSameImport = (left: Meaning, right: Meaning, globals: Globals): boolean =>
  left.role === 'import' &&
  right.role === 'import' &&
  left.node.module.text === right.node.module.text &&
  signatureOf(left.node.function) === signatureOf(right.node.function) &&
  !isInOneFile(left, right, globals);

/** Whether nothing could tell the two apart. */
const hasParamsOf = (left: FunctionNode, right: FunctionNode): boolean =>
  JSON.stringify(left.params.map(({ type }) => shapeOf(type))) ===
  JSON.stringify(right.params.map(({ type }) => shapeOf(type)));

const signatureOf = ({ params, result, isAsync }: FunctionNode): string =>
  JSON.stringify([isAsync, params.map((param) => shapeOf(param.type)), result && shapeOf(result)]);

const shapeOf = ({ name, own, retain, lent, reference, called, args }: TypeNode): unknown => [
  [name, own, retain, lent, reference],
  args.map(shapeOf),
  called?.map(shapeOf),
];

function clash(text: string, span: Span, meaning: Meaning, first: Meaning, globals: Globals): Diagnostic {
  const firstSpan = first.name.span;
  if (meaning.role === 'export' && first.role === 'import') return importedAndExported(text, span, firstSpan);
  const report = isInOneFile(meaning, first, globals) ? duplicateDslName : declaredInTwoFiles;
  return report(text, span, firstSpan);
}

/** Of what C++ knows by another name this one is JavaScript's alone, which takes C++'s keywords. */
const checkName = (
  name: NameNode,
  cpp: string | undefined,
  errors: ErrorList,
  ...reasons: readonly (string | undefined)[]
): boolean => (cpp !== undefined && cppKeywords.has(name.text)) || isUsable(name, errors, ...reasons);

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

function checkImport(node: ImportNode, globals: Globals): boolean {
  const { name, params, cpp } = node.function;
  checkParams(params, globals.errors);
  const isRight = checkName(name, cpp, globals.errors, reasonAgainstGlobal(name.text));
  return claim({ role: 'import', name, node }, globals) && isRight;
}

function checkExport(node: FunctionNode, globals: Globals): void {
  const { name, params, cpp } = node;
  const { errors } = globals;
  checkName(name, cpp, errors, reasonAgainstGlobal(name.text), reasonAgainstExport(name.text));
  if (name.text === 'then') errors.add(thenableName('an export', name.span));
  claim({ role: 'export', name, node }, globals);
  checkParams(params, errors);
}

function checkConstant({ name, accessors }: PropertyNode, globals: Globals): boolean {
  checkName(name, accessors[0], globals.errors, reasonAgainstGlobal(name.text), reasonAgainstExport(name.text));
  if (name.text === 'then') globals.errors.add(thenableName('an export', name.span));
  return claim({ role: 'constant', name }, globals);
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
    case 'imported':
      return checkImported(type, errors);
    case 'callback':
      return checkParams(type.params, errors);
    case 'alias':
    case 'broken':
      return;
  }
}

interface Member {
  readonly name: NameNode;
  readonly cpp?: string | undefined;
  readonly function?: FunctionNode;
  readonly isStatic?: boolean;
}

function checkMembers(owner: string, members: readonly Member[], errors: ErrorList): void {
  const seen = new Map<string, Member>();
  for (const member of members) {
    const { name, cpp } = member;
    checkName(name, cpp, errors);
    const first = seen.get(name.text);
    if (first && !areOverloads(first, member))
      errors.add(duplicateDslMember(owner, name.text, name.span, first.name.span));
    if (!first) seen.set(name.text, member);
  }
}

/** Whether both are methods, or both are statics, that arguments may tell apart. */
function areOverloads(first: Member, second: Member): boolean {
  const [left, right] = [first.function, second.function];
  return left !== undefined && right !== undefined && first.isStatic === second.isStatic && !hasParamsOf(left, right);
}

function checkNotLikeType(owner: string, members: readonly Member[], errors: ErrorList): void {
  for (const { name } of members) if (name.text === owner) errors.add(memberLikeClass(owner, name.span));
}

/** Its members are imports, of which each has a name of its own. */
function checkImported(node: ImportedClassNode, errors: ErrorList): void {
  checkClass(node, errors);
  const owner = node.name.text;
  for (const [index, { name, ...others }] of [...node.methods, ...node.statics].entries()) {
    const first = [...node.methods, ...node.statics].slice(0, index).find((each) => each.name.text === name.text);
    if (first && !hasParamsOf(first, { name, ...others }))
      errors.add(secondOfImported(owner, name.text, name.span, first.name.span));
  }
  const [first, second] = node.constructors;
  if (first && second && !hasParamsOf(first, second))
    errors.add(secondOfImported(owner, owner, second.name.span, first.name.span));
}

function checkClass(node: Omit<ClassNode, 'kind' | 'shared' | 'cpp'>, errors: ErrorList): void {
  const owner = node.name.text;
  const functionOf = (each: FunctionNode, isStatic: boolean): Member => ({
    name: each.name,
    cpp: each.cpp,
    function: each,
    isStatic,
  });
  const members = [
    ...node.methods.map((each) => functionOf(each, false)),
    ...node.statics.map((each) => functionOf(each, true)),
    ...node.properties.map(({ name, accessors }) => ({ name, cpp: accessors[0] })),
  ].sort(inTextOrder);
  checkNotLikeType(owner, members, errors);
  checkMembers(owner, members, errors);
  const ofInstances = node.properties.filter(({ isStatic }) => !isStatic);
  for (const { name } of [...node.methods, ...ofInstances]) checkInstanceMember(name, errors);
  for (const { name, isStatic } of node.properties)
    if (isStatic && classProperties.has(name.text)) errors.add(everyClassHas(name));
  for (const { name } of node.statics) if (name.text === 'prototype') errors.add(everyClassHas(name));
  for (const each of [...node.constructors, ...node.methods, ...node.statics]) checkParams(each.params, errors);
  checkConstructors(node, errors);
}

const inTextOrder = (left: Member, right: Member): number => left.name.span.start - right.name.span.start;

const classProperties: ReadonlySet<string> = new Set(['prototype', 'name', 'length']);

const everyClassHas = ({ text, span }: NameNode): Diagnostic =>
  reservedDslName(text, 'JavaScript gives a member of that name to every class', span);

function checkInstanceMember(name: NameNode, errors: ErrorList): void {
  if (name.text === 'then') errors.add(thenableName('a member', name.span));
  if (name.text === 'dispose' || name.text === 'constructor') errors.add(everyClassHas(name));
}

function checkConstructors({ name, constructors }: Pick<ClassNode, 'name' | 'constructors'>, errors: ErrorList): void {
  const right = constructors.filter((each) => each.name.text === name.text);
  const second = right.find((each, index) => right.slice(0, index).some((other) => hasParamsOf(each, other)));
  const first = second && right.find((each) => hasParamsOf(each, second));
  if (first && second) errors.add(secondConstructor(name.text, second.name.span, first.name.span));
  for (const each of constructors) {
    if (each.name.text !== name.text) errors.add(wrongConstructor(name.text, each.name.text, each.name.span));
  }
}
