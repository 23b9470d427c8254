/**
 * Checks of values that come in from JavaScript: the usual case in line and short, what fails in functions that do not
 * return. Objects go in as copies, each property read once: getters, and code that changes its objects while a call is
 * under way, cannot slip past a check.
 */

import type { Expression as Js } from 'estree';
import { type BigintRule, expectedWords, type IntegerRule, ruleOf, typeRules } from '../../../runtime/type-rules.ts';
import { isTaggedOption } from '../../ir/cases.ts';
import type { SimpleName, Type, TypeDefinition } from '../../ir/types.ts';
import {
  assign,
  binary,
  call,
  conditional,
  id,
  logical,
  member,
  nothing as none,
  number,
  object,
  string,
} from './build/expressions.ts';
import { statement, variable, when } from './build/statements.ts';
import { callCheck } from './check-functions.ts';
import type { ModuleContext, Scope } from './context.ts';
import { nothing } from './destination.ts';
import { typedArrayOf } from './memory-access.ts';
import { withoutSign } from './numbers.ts';
import { fail, fieldFlag, isNot, isObject, type Place, stepTo, unless, within } from './places.ts';
import { caseNumber, codedOf, outside, wordsForCases } from './values.ts';

/** Checks a value that has a name; gives it as the component has it inside. */
export function accept(type: Type, value: Js, place: Place, scope: Scope): Js {
  const { module } = scope;
  const coded = codedOf(type);
  switch (coded?.kind) {
    case undefined:
      return checked(type, value, place, scope);
    case 'char': {
      const code = scope.constant(numberOf(value, 'code'), call(module.helper('characterCode'), value));
      scope.push(unless(isNegative(code), fail('mustBe', value, place, expectedChar, module)));
      return code;
    }
    case 'enum': {
      const code = scope.constant(numberOf(value, 'code'), call(caseNumber(coded.definition, module), value));
      const expected = wordsForCases(coded.definition, module);
      scope.push(unless(isNegative(code), fail('mustBe', value, place, expected, module)));
      return code;
    }
    case 'flags':
      return scope.constant(numberOf(value, 'bits'), callCheck(type, value, place, scope));
  }
}

/** `colorCode` of `color` */
const numberOf = (value: Js, kind: 'code' | 'bits'): string =>
  value.type === 'Identifier' ? `${value.name}-${kind}` : kind;

/** Whether a check of such a value runs no code of JavaScript's, as getters and iterators are. */
export function isCheckedQuietly(type: Type): boolean {
  switch (type.kind) {
    case 'simple': {
      const kind = ruleOf(interfaceName(type.name))?.kind;
      return kind !== 'bytes' && kind !== 'date';
    }
    case 'option':
      return !isTaggedOption(type) && isCheckedQuietly(type.payload);
    case 'named':
      return quietDefinitions.has(type.definition.kind);
    case 'func':
      return true;
    case 'array':
    case 'map':
    case 'set':
    case 'tuple':
    case 'result':
    case 'target':
    case 'none':
    case 'values':
    case 'never':
      return false;
  }
}

const quietDefinitions: ReadonlySet<TypeDefinition['kind']> = new Set(['enum', 'func', 'resource', 'class']);

const isNegative = (value: Js): Js => binary(value, '<', number(0));

const expectedChar = typeRules.char.expected;

/** Checks a value that has a name; gives it as JavaScript has it, or a copy. */
export function checked(type: Type, value: Js, place: Place, scope: Scope): Js {
  if (codedOf(type)) {
    const code = accept(type, value, place, scope);
    return codedOf(type)?.kind === 'flags' ? outside(type, code, scope.module) : value;
  }
  switch (type.kind) {
    case 'simple':
      return checkSimple(type, value, place, scope);
    case 'func':
      scope.push(unless(isNot('function', value), fail('mustBe', value, place, expectedWords.func, scope.module)));
      return value;
    case 'named':
      return checkNamed(type, value, place, scope);
    case 'option':
      return isTaggedOption(type) ? callCheck(type, value, place, scope) : checkOption(type, value, place, scope);
    case 'target':
      return checkTarget(type.element, value, place, scope);
    case 'array':
    case 'map':
    case 'set':
    case 'tuple':
    case 'result':
      return callCheck(type, value, place, scope);
    case 'none':
    case 'values':
    case 'never':
      throw new Error(`check of ${type.kind}`);
  }
}

function checkSimple({ name }: Extract<Type, { kind: 'simple' }>, value: Js, place: Place, scope: Scope): Js {
  const { module } = scope;
  const rule = ruleOf(interfaceName(name));
  switch (rule?.kind) {
    case 'typeof':
      scope.push(unless(isNot(rule.typeof, value), fail('mustBe', value, place, rule.expected, module)));
      return value;
    case 'integer':
      if (rule.takesBooleans) return converted('toBit', value, place, module);
      scope.push(unless(isNoInteger(rule, value), fail('outOfRange', value, place, rule.inRange, module)));
      return value;
    case 'bigint':
      scope.push(unless(isNoBigint(rule, value), fail('outOfRange64', value, place, rule.inRange, module)));
      return value;
    case 'bytes':
      return converted('toBytes', value, place, module);
    case 'date':
      return converted('toDate', value, place, module);
    case 'any':
    case 'char':
    case undefined:
      return value;
  }
}

/** Helpers may have arrays of core types; in JavaScript those are their signed cousins. */
function interfaceName(name: SimpleName): string {
  switch (name) {
    case 'i32':
      return 's32';
    case 'i64':
      return 's64';
    case 'externref':
      return 'any';
    default:
      return name;
  }
}

const converted = (name: 'toBit' | 'toBytes' | 'toDate', value: Js, place: Place, module: ModuleContext): Js =>
  call(module.helper(name), value, place.text(), ...fieldFlag(place));

/** What is to be filled goes in as it is. */
function checkTarget(element: Type, value: Js, place: Place, scope: Scope): Js {
  const view = typedArrayOf(element);
  if (!view) return converted('toBytes', value, place, scope.module);
  return call(scope.module.helper('toTarget'), value, string(view), place.text(), ...fieldFlag(place));
}

const isNoBigint = ({ low }: BigintRule, value: Js): Js => {
  const wrapped = call(member('BigInt', low < 0n ? 'asIntN' : 'asUintN'), number(64), value);
  return logical(isNot('bigint', value), '||', binary(wrapped, '!==', value));
};

/** Also where it is no number: its code is not run. */
function isNoInteger({ low, high }: IntegerRule, value: Js): Js {
  const bits = Math.log2(high - low + 1);
  return logical(isNot('number', value), '||', binary(wrappedInteger(bits, low < 0, value), '!==', value));
}

/** What is the same only for a number of the type. */
function wrappedInteger(bits: number, signed: boolean, value: Js): Js {
  if (bits === 32) return binary(value, signed ? '|' : '>>>', number(0));
  if (!signed) return binary(value, '&', number(2 ** bits - 1));
  return binary(binary(value, '<<', number(32 - bits)), '>>', number(32 - bits));
}

function checkOption(type: Extract<Type, { kind: 'option' }>, value: Js, place: Place, scope: Scope): Js {
  const inner = scope.inner();
  const made = withoutSign(type.payload, checked(type.payload, value, place, inner));
  if (made === value) {
    if (inner.out.length > 0) scope.push(when(binary(value, '!=', none), inner.out));
    return { type: 'LogicalExpression', operator: '??', left: value, right: nothing };
  }
  if (inner.out.length === 0) return conditional(binary(value, '==', none), nothing, made);
  const name = scope.names.free('option');
  inner.push(statement(assign(id(name), made)));
  scope.push(variable(name), when(binary(value, '!=', none), inner.out));
  return id(name);
}

function checkNamed(type: Extract<Type, { kind: 'named' }>, value: Js, place: Place, scope: Scope): Js {
  const { definition } = type;
  switch (definition.kind) {
    case 'record':
      return isSmallRecord(definition) && !place.repeated?.has(definition)
        ? recordOf(definition, checkFields(definition, value, place, scope))
        : callCheck(type, value, place, scope);
    case 'func':
      return checked(definition.type, value, place, scope);
    case 'variant':
      return callCheck(type, value, place, scope);
    case 'resource': {
      const { module } = scope;
      return call(
        module.helper('checkResource'),
        module.resource(definition.name),
        value,
        place.text(),
        ...fieldFlag(place),
      );
    }
    case 'class':
      scope.push(isObject(value, place, expectedWords.record(definition.name), scope.module));
      return value;
    case 'enum':
    case 'flags':
      throw new Error(`${definition.kind} is checked as its number`);
  }
}

type RecordDefinition = Extract<TypeDefinition, { kind: 'record' }>;

/** Checked in line: a few fields without structure. */
export const isSmallRecord = ({ fields }: RecordDefinition): boolean =>
  fields.length <= 4 && fields.every(({ type }) => type.kind === 'simple');

/** Checks each field; gives what stands for them, as JavaScript has them. */
export function checkFields(definition: RecordDefinition, value: Js, place: Place, scope: Scope): readonly Js[] {
  const { module } = scope;
  scope.push(isObject(value, place, expectedWords.record(definition.name), module));
  const repeated = repeatedIn(definition);
  return definition.fields.map(({ name, type }) => {
    const read =
      name in Object.prototype ? call(module.helper('ownField'), value, string(name)) : member(value as never, name);
    const held = scope.constant(name, read);
    const made = checked(type, held, { ...within(place, [stepTo(name)], true), repeated }, scope);
    return made === held ? held : scope.stable(made, name);
  });
}

/** What is in line once or twice may be so; of more it would be too long. */
function repeatedIn({ fields }: RecordDefinition): ReadonlySet<TypeDefinition> | undefined {
  const found = fields.flatMap(({ type }) => {
    const inner = type.kind === 'option' ? type.payload : type;
    return inner.kind === 'named' ? [inner.definition] : [];
  });
  const repeated = found.filter((each) => found.filter((other) => other === each).length > 2);
  return repeated.length > 0 ? new Set(repeated) : undefined;
}

export const recordOf = ({ fields }: RecordDefinition, values: readonly Js[]): Js =>
  object(fields.map(({ name, type }, index) => [name, withoutSign(type, values[index] ?? nothing)]));
