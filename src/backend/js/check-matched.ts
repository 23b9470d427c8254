/** A variant that is only matched: it is checked, and no copy of it is made. */
import type { Expression as Js, Statement } from 'estree';
import { expectedWords } from '../../../runtime/type-rules.ts';
import type { Type, VariantCase } from '../../ir/types.ts';
import { assign, id, member, string } from './build/expressions.ts';
import { block, choice, leaveSwitch, statement, switchCase, variable } from './build/statements.ts';
import { checked, checkFields, isSmallRecord } from './checks.ts';
import type { Bound, MatchedArms, Scope } from './context.ts';
import { nothing } from './destination.ts';
import { fail, isObject, type Place, within } from './places.ts';
import { caseOf } from './switch-case.ts';

/** @returns its tag, and variables for the payloads */
export function checkMatched(type: Type, value: Js, at: Place, scope: Scope): Bound {
  if (type.kind !== 'named' || type.definition.kind !== 'variant') throw new Error(`${type.kind} is no variant`);
  const { cases } = type.definition;
  const place: Place = { ...at, apart: [] };
  const { module } = scope;
  scope.push(isObject(value, place, expectedWords.variant, module));
  const tag = scope.constant('tag', member(value as never, 'tag'));
  const payloads = new Map<string, Bound>();
  const arms = cases.map((each) => {
    const inner = scope.inner();
    const bound = checkPayload(each, member(value as never, 'val'), within(place, ['.val'], true), inner, scope);
    if (bound) payloads.set(each.name, bound);
    return switchCase(string(each.name), armOf(inner.out));
  });
  const expected = expectedWords.enum(cases.map(({ name }) => name));
  const failing = fail('mustBe', tag, within(place, ['.tag'], true), expected, module);
  scope.push(choice(tag, [...arms, switchCase(undefined, [statement(failing)])]));
  return { kind: 'cases', tag, payloads };
}

/** Checks it where it is matched: each case begins with the check of its payload. */
export function checkInMatch(type: Type, value: Js, at: Place): Bound {
  if (type.kind !== 'named' || type.definition.kind !== 'variant') throw new Error(`${type.kind} is no variant`);
  const { cases } = type.definition;
  const place: Place = { ...at, apart: [] };
  const check = (arm: MatchedArms, scope: Scope): void => {
    const { module } = scope;
    scope.push(isObject(value, place, expectedWords.variant, module));
    const tag = scope.constant('tag', member(value as never, 'tag'));
    const arms = cases.map((each) => {
      const inner = scope.inner();
      arm(each.name, acceptPayload(each, member(value as never, 'val'), within(place, ['.val'], true), inner), inner);
      return caseOf(string(each.name), inner.out);
    });
    const expected = expectedWords.enum(cases.map(({ name }) => name));
    const failing = fail('mustBe', tag, within(place, ['.tag'], true), expected, module);
    scope.push(choice(tag, [...arms, switchCase(undefined, [statement(failing)])]));
  };
  return { kind: 'given', check };
}

function acceptPayload({ name, type }: VariantCase, val: Js, place: Place, scope: Scope): Bound | undefined {
  if (!type) return undefined;
  const held = scope.constant(name, val);
  if (type.kind !== 'named' || type.definition.kind !== 'record' || !isSmallRecord(type.definition))
    return { kind: 'value', value: checkedHere(type, held, place, scope), isLoose: true };
  const values = checkFields(type.definition, held, place, scope);
  const fields = type.definition.fields.map((field, index): [string, Bound] => [
    field.name,
    { kind: 'value', value: values[index] ?? nothing, isLoose: true },
  ]);
  return { kind: 'fields', fields: new Map(fields) };
}

/** What the case never reads is checked all the same. */
function checkedHere(type: Type, held: Js, place: Place, scope: Scope): Js {
  const value = checked(type, held, place, scope);
  return value === held ? held : scope.stable(value, 'val');
}

function armOf(body: readonly Statement[]): readonly Statement[] {
  const all = [...body, leaveSwitch];
  return body.some(({ type }) => type === 'VariableDeclaration') ? [block(all)] : all;
}

/** Checks a payload, and assigns what stands for it to variables of the scope around. */
function checkPayload(
  { name, type }: VariantCase,
  val: Js,
  place: Place,
  inner: Scope,
  around: Scope,
): Bound | undefined {
  if (!type) return undefined;
  const keep = (wanted: string, value: Js): Bound => {
    const own = around.names.free(wanted);
    around.push(variable(own));
    inner.push(statement(assign(id(own), value)));
    return { kind: 'value', value: id(own), isLoose: true };
  };
  const held = inner.constant('val', val);
  if (type.kind === 'named' && type.definition.kind === 'record' && isSmallRecord(type.definition)) {
    const values = checkFields(type.definition, held, place, inner);
    const fields = type.definition.fields.map((field, index): [string, Bound] => [
      field.name,
      keep(`${name}-${field.name}`, values[index] ?? nothing),
    ]);
    return { kind: 'fields', fields: new Map(fields) };
  }
  return keep(name, checked(type, held, place, inner));
}
