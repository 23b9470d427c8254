/** `(types …)`: first every name, then every definition, so that types may refer to each other in any order. */
import type { Document, Form, NameAtom, Node, TypeDefinitionNode } from '../ast/nodes.ts';
import { duplicateMember, duplicateName, primitiveRedefined } from '../diagnostics/names.ts';
import { hintFor } from '../diagnostics/suggest.ts';
import { badTypeDefinition, endlessType, tooManyFlags } from '../diagnostics/types.ts';
import {
  basesOf,
  type Field,
  isOfInstances,
  type NamedType,
  type Type,
  type TypeDefinition,
  type VariantCase,
} from '../ir/types.ts';
import type { Environment, OpenType } from './environment.ts';
import { noteDefinition } from './notes.ts';
import { isBuiltInType, readFunctionType, resolveType } from './resolve-type.ts';
import { allowedOn } from './signature.ts';

type Definer = (name: string, form: Form, environment: Environment) => TypeDefinition | undefined;

const definers: Readonly<Record<Exclude<TypeDefinition['kind'], 'class'>, Definer>> = {
  record: defineRecord,
  enum: defineEnum,
  flags: defineFlags,
  variant: defineVariant,
  func: defineFunction,
  resource: defineResource,
};

/** Flags travel as the bits of an i32. */
const MAX_FLAGS = 32;

/** @param known - types by name, as they have been defined before */
export function defineTypes(
  document: Document,
  environment: Environment,
  known: ReadonlyMap<string, OpenType> = new Map(),
): void {
  const declared = document.items
    .flatMap((item) => (item.kind === 'types' ? item.definitions : []))
    .filter((definition) => declareType(definition, known, environment));
  for (const { form } of declared) defineType(form, environment);
  reportEndless(
    declared.map(({ form }) => form),
    environment,
  );
}

const nameOf = (form: Form): NameAtom | undefined => (form.args[0]?.kind === 'name' ? form.args[0] : undefined);

function declareType(
  { form, doc }: TypeDefinitionNode,
  known: ReadonlyMap<string, OpenType>,
  environment: Environment,
): boolean {
  const { sink, types } = environment;
  if (!Object.hasOwn(definers, form.head.text)) {
    const kinds = Object.keys(definers);
    const hint = hintFor(form.head.text, kinds) ?? `one of ${kinds.join(' ')}`;
    sink.add(badTypeDefinition('the definition of a type', form.head.span, hint));
    return false;
  }
  const name = nameOf(form);
  if (!name) {
    sink.add(badTypeDefinition("the type's name", form.args[0]?.span ?? form.span, `write (${form.head.text} Name …)`));
    return false;
  }
  if (isBuiltInType(name.text)) {
    sink.add(primitiveRedefined(name.text, name.span));
    return false;
  }
  const first = types.get(name.text);
  if (first) {
    sink.add(duplicateName('type', name.text, name.span, first.span));
    return false;
  }
  const definition: TypeDefinition = { kind: 'record', name: name.text, fields: [] };
  noteDefinition(environment, name, { kind: 'type', name: name.text });
  const type = known.get(name.text) ?? { kind: 'named', name: name.text, definition };
  types.set(name.text, { type, form, span: name.span, doc });
  return true;
}

function defineType(form: Form, environment: Environment): void {
  const name = nameOf(form)?.text ?? '';
  const definition = definers[form.head.text as keyof typeof definers](name, form, environment);
  const type = environment.types.get(name)?.type;
  if (!definition || !type) return;
  type.definition = definition;
  environment.definitions.set(name, definition);
}

interface Member {
  readonly name: NameAtom;
  readonly types: readonly Node[];
}

/** `(name T*)`, or a bare name where `bare` allows it. Each name once. */
function readMembers(name: string, what: string, form: Form, bare: boolean, environment: Environment): Member[] {
  const seen = new Set<string>();
  return form.args.slice(1).flatMap((node) => {
    const member = readMember(node, bare);
    if (!member) {
      const shape = bare ? `the name of a ${what}` : `a ${what}: (name type)`;
      environment.sink.add(badTypeDefinition(shape, node.span));
      return [];
    }
    if (seen.has(member.name.text)) {
      environment.sink.add(duplicateMember(what, member.name.text, name, member.name.span));
      return [];
    }
    seen.add(member.name.text);
    noteDefinition(environment, member.name, { kind: 'member', owner: name, name: member.name.text });
    return [member];
  });
}

function readMember(node: Node, bare: boolean): Member | undefined {
  if (node.kind === 'name' && bare) return { name: node, types: [] };
  return node.kind === 'form' ? { name: node.head, types: node.args } : undefined;
}

function defineRecord(name: string, form: Form, environment: Environment): TypeDefinition {
  const fields = readMembers(name, 'field', form, false, environment).flatMap((member): Field[] => {
    const type = onlyType(member, environment);
    return type ? [{ name: member.name.text, type }] : [];
  });
  return { kind: 'record', name, fields };
}

function onlyType(member: Member, environment: Environment): Type | undefined {
  const [node, extra] = member.types;
  if (!node || extra) {
    environment.sink.add(badTypeDefinition(`one type for '${member.name.text}'`, extra?.span ?? member.name.span));
    return undefined;
  }
  return resolveBoundaryType(node, environment);
}

/** Named types are for the boundary too: whoever uses one there could not see a core type inside it. */
function resolveBoundaryType(node: Node, environment: Environment): Type | undefined {
  const type = resolveType(node, environment);
  return type && allowedOn('boundary', type, node.span, environment) ? type : undefined;
}

function defineVariant(name: string, form: Form, environment: Environment): TypeDefinition {
  const cases = readMembers(name, 'case', form, true, environment).flatMap((member): VariantCase[] => {
    if (member.types.length === 0) return [{ name: member.name.text, type: undefined }];
    const type = onlyType(member, environment);
    return type ? [{ name: member.name.text, type }] : [];
  });
  return { kind: 'variant', name, cases };
}

function readNames(name: string, what: string, form: Form, environment: Environment): string[] {
  return readMembers(name, what, form, true, environment).flatMap((member) => {
    const [extra] = member.types;
    if (extra)
      environment.sink.add(badTypeDefinition(`the name of a ${what}`, extra.span, `a ${what} carries nothing`));
    return [member.name.text];
  });
}

function defineEnum(name: string, form: Form, environment: Environment): TypeDefinition {
  return { kind: 'enum', name, cases: readNames(name, 'case', form, environment) };
}

function defineFlags(name: string, form: Form, environment: Environment): TypeDefinition {
  const flags = readNames(name, 'flag', form, environment);
  if (flags.length > MAX_FLAGS) environment.sink.add(tooManyFlags(name, flags.length, nameOf(form)?.span ?? form.span));
  return { kind: 'flags', name, flags };
}

function defineFunction(name: string, form: Form, environment: Environment): TypeDefinition | undefined {
  const signature = readFunctionType(form.args.slice(1), environment);
  const allowed = signature && allowedOn('boundary', signature.type, form.span, environment);
  return allowed ? { kind: 'func', name, ...signature } : undefined;
}

/** `(resource N (extends BASE)? (drop NAME))`, or `(from "module")` in place of the drop. */
function defineResource(name: string, form: Form, environment: Environment): TypeDefinition | undefined {
  const isExtended = isClause(form.args[1], 'extends');
  const base = isExtended ? readBase(form, environment) : undefined;
  const [clause, extra] = form.args.slice(isExtended ? 2 : 1);
  const [operand, more] = clause?.kind === 'form' ? clause.args : [];
  if (isClause(clause, 'drop') && operand?.kind === 'name' && !more && !extra) {
    environment.drops.set(name, operand);
    return { kind: 'resource', name, drop: operand.text, base };
  }
  if (isClause(clause, 'from') && operand?.kind === 'string' && !more && !extra)
    return { kind: 'class', name, from: operand.value, field: name, base };
  const meant = clause?.kind === 'form' ? hintFor(clause.head.text, ['drop', 'from', 'extends']) : undefined;
  const hint =
    meant ?? `write (resource ${name} (drop free)), or (resource ${name} (from "module")) of a class that is imported`;
  const culprit = extra ?? (meant && clause?.kind === 'form' ? clause.head : clause) ?? form;
  environment.sink.add(badTypeDefinition('(drop NAME) or (from "module")', culprit.span, hint));
  return undefined;
}

const isClause = (node: Node | undefined, head: string): node is Form =>
  node?.kind === 'form' && node.head.text === head;

function readBase(form: Form, environment: Environment): NamedType | undefined {
  const [name, clause, ...rest] = form.args;
  const { args, span } = clause?.kind === 'form' ? clause : form;
  const [base, extra] = args;
  const type = base && !extra ? resolveType(base, environment) : undefined;
  const isImported = rest.some((each) => isClause(each, 'from'));
  if (type?.kind === 'named' && isResource(type.name, isImported, environment)) return type;
  if (base && !extra && !type) return undefined;
  const shown = name?.kind === 'name' ? name.text : '';
  environment.sink.add(
    badTypeDefinition(
      isImported ? 'the imported class that it extends' : 'the resource that it extends',
      (extra ?? base)?.span ?? span,
      `write (resource ${shown} (extends BASE) ${isImported ? '(from "module")' : '(drop free)'})`,
    ),
  );
  return undefined;
}

/** Whether it is one, or will be once its turn has come, and whether it is imported. */
function isResource(name: string, isImported: boolean, { types }: Environment): boolean {
  const form = types.get(name)?.form;
  return form?.head.text === 'resource' && form.args.some((each) => isClause(each, 'from')) === isImported;
}

/**
 * A record or tuple that contains itself on every path has no finite value. One walk over all types, with a stack of its
 * own: a chain of records may be long. Each circle is reported once, where the walk closes it.
 */
function reportEndless(forms: readonly Form[], environment: Environment): void {
  const done = new Set<string>();
  for (const form of forms) {
    const name = nameOf(form)?.text;
    if (name !== undefined && !done.has(name)) walkParts(name, done, environment);
  }
}

function walkParts(root: string, done: Set<string>, environment: Environment): void {
  const partsOf = (name: string): string[] => [...directParts(environment.definitions.get(name))].reverse();
  const path: { readonly name: string; readonly rest: string[] }[] = [{ name: root, rest: partsOf(root) }];
  const onPath = new Set([root]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = top.rest.pop();
    if (next === undefined) {
      path.pop();
      onPath.delete(top.name);
      done.add(top.name);
    } else if (onPath.has(next)) {
      reportCircle(
        [...path.slice(path.findIndex(({ name }) => name === next)).map(({ name }) => name), next],
        environment,
      );
    } else if (!done.has(next)) {
      path.push({ name: next, rest: partsOf(next) });
      onPath.add(next);
    }
  }
}

function reportCircle(circle: readonly string[], { sink, types }: Environment): void {
  const [name = ''] = circle;
  const span = types.get(name)?.span;
  if (span) sink.add(endlessType(name, circle.join(' → '), span));
}

function directParts(definition: TypeDefinition | undefined): readonly string[] {
  if (definition && isOfInstances(definition)) return basesOf(definition).slice(0, 1);
  return definition?.kind === 'record' ? definition.fields.flatMap((field) => namesInside(field.type)) : [];
}

function namesInside(type: Type): readonly string[] {
  if (type.kind === 'named') return [type.name];
  return type.kind === 'tuple' ? type.items.flatMap(namesInside) : [];
}
