/** Resources as TypeScript classes. */
import type { MemberFunction, ResourceClass } from '../../boundary/boundary.ts';
import { basesOf, itemOf, type Type } from '../../ir/types.ts';
import { docComment } from './doc-comment.ts';
import { called, methodLines, parameterList } from './functions.ts';
import { indented } from './lines.ts';
import { freeName, propertyName, quoted } from './names.ts';
import { type TypeNames, typescriptType } from './type-text.ts';

/**
 * The class, without its export. One that JavaScript makes no instances of is abstract, not private: others extend it, and
 * `InstanceType` knows it.
 */
export function classLines(
  one: ResourceClass,
  name: string,
  classes: readonly ResourceClass[],
  names: TypeNames,
): string[] {
  const { members, constructs } = one;
  const isAbstract = !constructs;
  const isExtended = members.some(({ member }) => member.kind === 'extend');
  const lacking = lackingMethods(members);
  const lines = members.flatMap((member) => {
    const own = memberLines(member, isAbstract, names);
    const isLacking = member.member.kind === 'method' && lacking.has(member.member.name);
    return isLacking ? withModifier('abstract', own) : own;
  });
  const { before, heritage } = heritageOf(one, name, classes, names);
  return [
    ...before,
    `declare ${isAbstract ? 'abstract ' : ''}class ${name}${heritage} {`,
    '  #private;',
    ...indented([...(constructs || isExtended ? [] : unmade), ...lines]),
    '  /** Releases what the instance stands for; using it afterwards is an error. */',
    '  dispose(): void;',
    '  [Symbol.dispose](): void;',
    '}',
  ];
}

/**
 * What the class extends. Of two classes that have a static of one name, each has its own, and neither stands for the other:
 * TypeScript, which takes the one for the other, is told of a base without it.
 */
function heritageOf(
  { base, definition, members }: ResourceClass,
  name: string,
  classes: readonly ResourceClass[],
  names: TypeNames,
): { readonly before: readonly string[]; readonly heritage: string } {
  if (base === undefined) return { before: [], heritage: '' };
  const extended = names.get(base) ?? base;
  const bases = basesOf(definition);
  const inherited = staticsOf(classes.flatMap((each) => (bases.includes(each.definition.name) ? each.members : [])));
  const own = [...staticsOf(members)].filter((each) => inherited.has(each));
  if (own.length === 0) return { before: [], heritage: ` extends ${extended}` };
  const other = freeName(`${name}_base`, names);
  const hidden = [...own, 'prototype'].map(quoted).join(' | ');
  const type = `Omit<typeof ${extended}, ${hidden}> & (abstract new (none: never) => ${extended})`;
  return { before: [`declare const ${other}: ${type};`], heritage: ` extends ${other}` };
}

const staticsOf = (members: readonly MemberFunction[]): ReadonlySet<string> =>
  new Set(members.flatMap(({ member }) => (member.kind.startsWith('static') ? [member.name] : [])));

/** Methods that a class of JavaScript's has to have of its own: what makes its instances cannot do without their functions. */
function lackingMethods(members: readonly MemberFunction[]): ReadonlySet<string> {
  const extending = members.filter(({ member }) => member.kind === 'extend');
  return new Set(
    extending.flatMap(({ member: { name }, params }) =>
      name.split(',').filter((_, index) => params[index]?.type.kind !== 'option'),
    ),
  );
}

/** Also a class that extends it has nothing to hand over. */
const unmade = ['/** Only the component makes instances. */', 'constructor(none: never);'];

const itemText = (list: Type, names: TypeNames): string => typescriptType(itemOf(list) ?? list, 'out', names);

/** The last line is the declaration; those before it are its comment. */
const withModifier = (modifier: string, lines: readonly string[]): string[] => [
  ...lines.slice(0, -1),
  `${modifier} ${lines.at(-1)}`,
];

function memberLines(exported: MemberFunction, isAbstract: boolean, names: TypeNames): string[] {
  const { doc, params, returns } = exported;
  const { kind, name } = exported.member;
  const own = { ...exported, params: params.slice(1) };
  // In a class a plain or quoted `constructor` is the constructor.
  const key = name === 'constructor' ? "['constructor']" : propertyName(name);
  switch (kind) {
    case 'constructor':
      return [...docComment(doc), `constructor(${parameterList(params, 'in', names)});`];
    case 'method':
      return methodLines(key, doc, own, called, names);
    case 'static':
      return withModifier('static', methodLines(key, doc, exported, called, names));
    case 'get':
      return [...docComment(doc), `get ${key}(): ${typescriptType(returns, 'out', names)};`];
    case 'set':
      return [...docComment(doc), `set ${key}(${parameterList(own.params, 'in', names, 1)});`];
    case 'static get':
      return [...docComment(doc), `static get ${key}(): ${typescriptType(returns, 'out', names)};`];
    case 'static set':
      return [...docComment(doc), `static set ${key}(${parameterList(params, 'in', names, 1)});`];
    case 'iterate':
      return [...docComment(doc), `[Symbol.iterator](): IterableIterator<${itemText(returns, names)}>;`];
    case 'clone':
      return [...docComment(doc), 'clone(): this;'];
    case 'extend': {
      const methods = name.split(',').length;
      return isAbstract
        ? [...docComment(doc), `constructor(${parameterList(params.slice(methods), 'in', names)});`]
        : [];
    }
  }
}
