/** `(types …)`: first every name, then every definition, so that types may refer to each other in any order. */
import type { Document, Form, NameAtom, Node, TypeDefinitionNode } from '../ast/nodes.ts';
import { duplicateMember, duplicateName, primitiveRedefined } from '../diagnostics/names.ts';
import { hintFor } from '../diagnostics/suggest.ts';
import { badTypeDefinition, endlessType, tooManyFlags } from '../diagnostics/types.ts';
import type { Field, Type, TypeDefinition, VariantCase } from '../ir/types.ts';
import type { Environment } from './environment.ts';
import { functionTypeOf, isBuiltInType, resolveType } from './resolve-type.ts';

type Definer = (name: string, form: Form, environment: Environment) => TypeDefinition | undefined;

const definers: Readonly<Record<TypeDefinition['kind'], Definer>> = {
  record: defineRecord,
  enum: defineEnum,
  flags: defineFlags,
  variant: defineVariant,
  func: defineFunction,
  resource: defineResource,
};

/** Flags travel as the bits of an i32. */
const MAX_FLAGS = 32;

export function defineTypes(document: Document, environment: Environment): void {
  const declared = document.items
    .flatMap((item) => (item.kind === 'types' ? item.definitions : []))
    .filter((definition) => declareType(definition, environment));
  for (const { form } of declared) defineType(form, environment);
  for (const { form } of declared) reportEndless(form, environment);
}

const nameOf = (form: Form): NameAtom | undefined => (form.args[0]?.kind === 'name' ? form.args[0] : undefined);

function declareType({ form, doc }: TypeDefinitionNode, environment: Environment): boolean {
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
  types.set(name.text, { span: name.span, doc });
  return true;
}

function defineType(form: Form, environment: Environment): void {
  const name = nameOf(form)?.text ?? '';
  const definition = definers[form.head.text as TypeDefinition['kind']](name, form, environment);
  if (definition) environment.definitions.set(name, definition);
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
  return resolveType(node, environment);
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
  const type = functionTypeOf(form.args.slice(1), environment);
  return type && { kind: 'func', name, type };
}

/** `(resource N (drop NAME))`. */
function defineResource(name: string, form: Form, environment: Environment): TypeDefinition | undefined {
  const [, clause, extra] = form.args;
  const drop = clause?.kind === 'form' && clause.head.text === 'drop' ? clause.args : [];
  if (extra || drop.length !== 1 || drop[0]?.kind !== 'name') {
    environment.sink.add(
      badTypeDefinition('(drop NAME)', (extra ?? clause ?? form).span, `write (resource ${name} (drop free))`),
    );
    return undefined;
  }
  return { kind: 'resource', name, drop: drop[0].text };
}

/** A record or tuple that contains itself on every path has no finite value. */
function reportEndless(form: Form, environment: Environment): void {
  const name = nameOf(form);
  const path = name && pathBackTo(name.text, environment);
  if (name && path) environment.sink.add(endlessType(name.text, path.join(' → '), name.span));
}

function pathBackTo(target: string, environment: Environment): readonly string[] | undefined {
  const visited = new Set<string>();
  const search = (name: string, path: readonly string[]): readonly string[] | undefined => {
    for (const next of directParts(environment.definitions.get(name))) {
      if (next === target) return [...path, next];
      if (visited.has(next)) continue;
      visited.add(next);
      const found = search(next, [...path, next]);
      if (found) return found;
    }
    return undefined;
  };
  return search(target, [target]);
}

const directParts = (definition: TypeDefinition | undefined): readonly string[] =>
  definition?.kind === 'record' ? definition.fields.flatMap((field) => namesInside(field.type)) : [];

function namesInside(type: Type): readonly string[] {
  if (type.kind === 'named') return [type.name];
  return type.kind === 'tuple' ? type.items.flatMap(namesInside) : [];
}
