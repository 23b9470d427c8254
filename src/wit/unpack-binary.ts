/** WIT packages as binaries, as package tools keep them: written out as the text that they were made of, without its comments. */

import type {
  AnyType,
  ComponentType,
  ExternType,
  FunctionType,
  InstanceType,
  ResourceType,
  ValueType,
} from '../component/entities.ts';
import { annotatedName } from '../component/extern-names.ts';
import { readComponent } from '../component/read-component.ts';
import { resolveComponent } from '../component/resolve-component.ts';

export interface UnpackedPackage {
  /** `wasi:io@0.2.3` */
  readonly name: string;
  /** WIT. */
  readonly text: string;
}

/**
 * The package itself, and then what it mentions of others: as much of those as it needs.
 *
 * @returns what is wrong as text, where it is no package
 */
export function unpackWit(bytes: Uint8Array): readonly UnpackedPackage[] | string {
  const read = readComponent(bytes);
  const resolved = read.kind === 'problem' ? read : resolveComponent(read);
  if (resolved.kind === 'problem') return resolved.message;
  const types = [...resolved.exports.values()].flatMap((entity) =>
    entity.kind === 'type' && entity.type.kind === 'component' ? [entity.type] : [],
  );
  const items = types.flatMap((type) => [...type.exports].map(([id, of]) => ({ id, of, imports: type.imports })));
  const [first] = items;
  if (first === undefined) return 'it has neither an interface nor a world';
  const name = packageOf(first.id);
  const foreign = new Map<string, Map<string, string>>();
  for (const { of, imports } of items) {
    addForeign(imports, name, foreign);
    if (of.kind === 'component') addForeign(of.type.imports, name, foreign);
  }
  const own = items.map(({ id, of, imports }) => itemText(id, of, imports));
  return [
    { name, text: packageText(name, own) },
    ...[...foreign].map(([other, found]) => ({ name: other, text: packageText(other, [...found.values()]) })),
  ];
}

/** Whether a binary is a package: a component of nothing but types. */
export function isWitBinary(bytes: Uint8Array): boolean {
  const read = readComponent(bytes);
  return (
    read.kind === 'binary' &&
    read.definitions.length > 0 &&
    read.definitions.every(({ kind }) => kind === 'type' || kind === 'export')
  );
}

type Externs = ReadonlyMap<string, ExternType>;

const packageText = (name: string, items: readonly string[]): string => `package ${name};\n\n${items.join('\n')}`;

const isId = (name: string): boolean => name.includes(':');

/** `wasi:io@0.2.3` of `wasi:io/streams@0.2.3` */
const packageOf = (id: string): string => id.replace(/\/[^@]*/, '');

/** `streams` of `wasi:io/streams@0.2.3` */
const ownName = (id: string): string => word(/\/([^@]*)/.exec(id)?.[1] ?? id);

/** Names may be words of WIT's, which are written with a percent sign. */
const word = (name: string): string => `%${name}`;

/** Interfaces of other packages, as they are imported: where several mention one, that of which most is needed. */
function addForeign(imports: Externs, own: string, foreign: Map<string, Map<string, string>>): void {
  const before = new Map<string, ExternType>();
  for (const [id, type] of imports) {
    if (type.kind === 'instance' && isId(id) && packageOf(id) !== own) {
      const found = foreign.get(packageOf(id)) ?? new Map<string, string>();
      foreign.set(packageOf(id), found);
      const text = itemText(id, type, before);
      if (text.length > (found.get(id)?.length ?? 0)) found.set(id, text);
    }
    before.set(id, type);
  }
}

function itemText(id: string, of: ExternType, imports: Externs): string {
  if (of.kind === 'component') return block(`world ${ownName(id)}`, worldLines(of.type));
  return of.kind === 'instance' ? block(`interface ${ownName(id)}`, interfaceLines(of.type, namesOf(imports))) : '';
}

const block = (head: string, lines: readonly string[]): string =>
  [`${head} {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

/** What types are called that somebody else defines, and by whom. */
interface Named {
  readonly name: string;
  /** The interface; undefined for those that stand beside. */
  readonly from: string | undefined;
}

type Names = Map<AnyType, Named>;

function namesOf(imports: Externs): Names {
  const names: Names = new Map();
  for (const [id, type] of imports) if (type.kind === 'instance') addNames(id, type.type, names);
  return names;
}

function addNames(from: string, { exports }: InstanceType, names: Names): void {
  for (const [name, type] of exports) {
    // Of a number there is but one type, whatever it is called.
    if (type.kind === 'type' && type.type.kind !== 'primitive' && !names.has(type.type))
      names.set(type.type, { name, from });
  }
}

function interfaceLines({ exports }: InstanceType, outer: Names): readonly string[] {
  const names = new Map(outer);
  return [...exports].flatMap(([name, type]) => memberLines('', name, type, exports, names));
}

function worldLines({ imports, exports }: ComponentType): readonly string[] {
  const names: Names = new Map();
  const lines = (direction: string, all: Externs): readonly string[] =>
    [...all].flatMap(([name, type]) => {
      if (type.kind !== 'instance') return memberLines(`${direction} `, name, type, all, names);
      if (direction === 'import') addNames(name, type.type, names);
      if (isId(name)) return [`${direction} ${name};`];
      return [
        `${direction} ${word(name)}: interface {`,
        ...interfaceLines(type.type, names).map((line) => `  ${line}`),
        '}',
      ];
    });
  return [...lines('import', imports), ...lines('export', exports)];
}

/** A type with its members, or a function that is none. @param verb - of functions in a world */
function memberLines(verb: string, name: string, type: ExternType, all: Externs, names: Names): readonly string[] {
  if (type.kind === 'func')
    return annotatedName(name) ? [] : [`${verb}${word(name)}: ${functionText(type.type, type.type.params, names)};`];
  if (type.kind !== 'type') return [];
  const known = names.get(type.type);
  const shown = word(name);
  if (known?.from !== undefined) {
    names.set(type.type, { name, from: undefined });
    return [`use ${known.from}.{${word(known.name)}${known.name === name ? '' : ` as ${shown}`}};`];
  }
  if (known) return [`type ${shown} = ${word(known.name)};`];
  if (type.type.kind !== 'primitive') names.set(type.type, { name, from: undefined });
  return type.type.kind === 'resource'
    ? resourceLines(name, type.type, all, names)
    : definition(shown, type.type, names);
}

function resourceLines(name: string, resource: ResourceType, all: Externs, names: Names): readonly string[] {
  const members = [...all].flatMap(([field, type]) => {
    const member = annotatedName(field);
    if (type.kind !== 'func' || member?.resource !== name) return [];
    const { params, result } = type.type;
    if (member.annotation === 'constructor') {
      const given = result?.kind === 'own' && result.resource === resource ? undefined : result;
      return [`  constructor${signature(params, given, names)};`];
    }
    const isMethod = member.annotation === 'method';
    const text = functionText(type.type, isMethod ? params.slice(1) : params, names);
    return [`  ${word(member.name ?? '')}: ${isMethod ? text : `static ${text}`};`];
  });
  return members.length === 0 ? [`resource ${word(name)};`] : [`resource ${word(name)} {`, ...members, '}'];
}

type Params = FunctionType['params'];

const functionText = (type: FunctionType, params: Params, names: Names): string =>
  `${type.isAsync ? 'async ' : ''}func${signature(params, type.result, names)}`;

function signature(params: Params, result: ValueType | undefined, names: Names): string {
  const list = params.map(({ label, type }) => `${word(label)}: ${typeText(type, names)}`).join(', ');
  return `(${list})${result ? ` -> ${typeText(result, names)}` : ''}`;
}

function definition(name: string, type: AnyType, names: Names): readonly string[] {
  const listed = (head: string, items: readonly string[]): readonly string[] => [
    `${head} ${name} {`,
    ...items.map((item) => `  ${item},`),
    '}',
  ];
  const inner = (part: ValueType): string => typeText(part, names);
  switch (type.kind) {
    case 'record':
      return listed(
        'record',
        type.fields.map((field) => `${word(field.label)}: ${inner(field.type)}`),
      );
    case 'variant':
      return listed(
        'variant',
        type.cases.map((each) => `${word(each.label)}${each.type ? `(${inner(each.type)})` : ''}`),
      );
    case 'enum':
    case 'flags':
      return listed(type.kind, type.labels.map(word));
    case 'func':
    case 'resource':
    case 'instance':
    case 'component':
      return [];
    default:
      return [`type ${name} = ${structure(type, names)};`];
  }
}

function typeText(type: ValueType, names: Names): string {
  const known = names.get(type);
  return known ? word(known.name) : structure(type, names);
}

function structure(type: ValueType, names: Names): string {
  const inner = (part: ValueType): string => typeText(part, names);
  const resourceName = (resource: ResourceType): string => word(names.get(resource)?.name ?? 'resource');
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'list':
      return `list<${inner(type.element)}${type.length === undefined ? '' : `, ${type.length}`}>`;
    case 'tuple':
      return `tuple<${type.items.map(inner).join(', ')}>`;
    case 'option':
      return `option<${inner(type.payload)}>`;
    case 'result':
      return resultText(type.ok && inner(type.ok), type.error && inner(type.error));
    case 'map':
      return `map<${inner(type.key)}, ${inner(type.value)}>`;
    case 'own':
      return resourceName(type.resource);
    case 'borrow':
      return `borrow<${resourceName(type.resource)}>`;
    case 'stream':
    case 'future':
      return type.payload ? `${type.kind}<${inner(type.payload)}>` : type.kind;
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      throw new Error(`validated: a ${type.kind} has a name`);
  }
}

function resultText(ok: string | undefined, error: string | undefined): string {
  if (error === undefined) return ok === undefined ? 'result' : `result<${ok}>`;
  return `result<${ok ?? '_'}, ${error}>`;
}
