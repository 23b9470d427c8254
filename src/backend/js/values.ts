/**
 * Values of the component as JavaScript outside has them. Inside, a `char` is its code, an enum the number of its case and
 * flags are their bits; every other value is what JavaScript sees.
 */

import type { Expression, Statement } from 'estree';
import { expectedWords } from '../../../runtime/type-rules.ts';
import type { Type, TypeDefinition } from '../../ir/types.ts';
import { array, binary, call, conditional, id, item, member, number, object, string } from './build/expressions.ts';
import { choice, constant, functionDeclaration, returned, switchCase } from './build/statements.ts';
import type { ModuleContext } from './context.ts';

type EnumDefinition = Extract<TypeDefinition, { kind: 'enum' }>;
type FlagsDefinition = Extract<TypeDefinition, { kind: 'flags' }>;

/** What a type stands for, if it is something else inside than outside. */
export type Coded =
  | { readonly kind: 'char' }
  | { readonly kind: 'enum'; readonly definition: EnumDefinition }
  | { readonly kind: 'flags'; readonly definition: FlagsDefinition };

export function codedOf(type: Type): Coded | undefined {
  if (type.kind === 'simple') return type.name === 'char' ? { kind: 'char' } : undefined;
  if (type.kind !== 'named') return undefined;
  const { definition } = type;
  if (definition.kind === 'enum') return { kind: 'enum', definition };
  return definition.kind === 'flags' ? { kind: 'flags', definition } : undefined;
}

/** As it goes out. */
export function outside(type: Type, value: Expression, module: ModuleContext): Expression {
  const coded = codedOf(type);
  switch (coded?.kind) {
    case undefined:
      return value;
    case 'char':
      return call(module.helper('characterOf'), value);
    case 'enum':
      return item(caseNames(coded.definition, module), value);
    case 'flags':
      return call(flagsMaker(coded.definition, module), value);
  }
}

/** As it comes in: what was checked, or made inside. */
export function inside(type: Type, value: Expression, module: ModuleContext): Expression {
  const coded = codedOf(type);
  switch (coded?.kind) {
    case undefined:
      return value;
    case 'char':
      return call(module.helper('codeOf'), value);
    case 'enum':
      return call(caseNumber(coded.definition, module), value);
    case 'flags':
      return call(flagsReader(coded.definition, module), value);
  }
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** `const colors = ['red', …]` */
const caseNames = ({ name, cases }: EnumDefinition, module: ModuleContext): Expression =>
  id(module.declare(`cases ${name}`, `${lower(name)}Cases`, (own) => constant(own, array(cases.map(string)))));

/** Of more cases the names stand once, in an array: a switch finds none of them sooner. */
const MANY_CASES = 12;

/** What a message says of a value that is no case. */
export const wordsForCases = (definition: EnumDefinition, module: ModuleContext): string | Expression =>
  definition.cases.length > MANY_CASES
    ? call(module.helper('oneOfNames'), caseNames(definition, module))
    : expectedWords.enum(definition.cases);

/** A function that gives the number of a case, or -1. */
export const caseNumber = (definition: EnumDefinition, module: ModuleContext): Expression =>
  id(
    module.declare(`number ${definition.name}`, `${lower(definition.name)}Number`, (own) =>
      functionDeclaration(own, [id('name')], [numberOfName(definition, module)]),
    ),
  );

function numberOfName(definition: EnumDefinition, module: ModuleContext): Statement {
  const { cases } = definition;
  if (cases.length > MANY_CASES)
    return returned(call(member(caseNames(definition, module) as never, 'indexOf'), id('name')));
  return choice(id('name'), [
    ...cases.map((text, index) => switchCase(string(text), [returned(number(index))])),
    switchCase(undefined, [returned(number(-1))]),
  ]);
}

/** A function that makes an object of booleans of bits. */
const flagsMaker = ({ name, flags }: FlagsDefinition, module: ModuleContext): Expression =>
  id(
    module.declare(`flags ${name}`, `${lower(name)}Of`, (own) =>
      functionDeclaration(
        own,
        [id('bits')],
        [
          returned(
            object(
              flags.map((flag, index) => [flag, binary(binary(id('bits'), '&', number(1 << index)), '!==', number(0))]),
            ),
          ),
        ],
      ),
    ),
  );

/** The bits of an object that was checked. */
const flagsReader = ({ name, flags }: FlagsDefinition, module: ModuleContext): Expression =>
  id(
    module.declare(`bits ${name}`, `${lower(name)}Bits`, (own) =>
      functionDeclaration(own, [id('flags')], [returned(bitsOf(flags, (flag) => member('flags', flag)))]),
    ),
  );

/** `(read ? 1 : 0) | (write ? 2 : 0)` */
export function bitsOf(flags: readonly string[], isSet: (flag: string) => Expression): Expression {
  const bits = flags.map((flag, index) => conditional(isSet(flag), number(1 << index), number(0)));
  return bits.length === 0 ? number(0) : bits.reduce((left, right) => binary(left, '|', right));
}
