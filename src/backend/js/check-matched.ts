/** A variant that is only matched: it is checked, and no copy of it is made. */
import type { Expression as Js, Statement } from 'estree';
import { expectedWords } from '../../../runtime/type-rules.ts';
import type { Type, TypeDefinition, VariantCase } from '../../ir/types.ts';
import { assign, id, member, string } from './build/expressions.ts';
import { block, choice, leaveSwitch, statement, switchCase, variable } from './build/statements.ts';
import { accept, checkFields, isSmallRecord } from './checks.ts';
import type { Bound, MatchedArms, Scope } from './context.ts';
import { effect, nothing, place } from './destination.ts';
import { fail, isObject, type Place, within } from './places.ts';
import { caseOf } from './switch-case.ts';

/**
 * @param isWanted - whether the payload of a case is read
 * @returns its tag, and variables for the payloads
 */
export function checkMatched(
  type: Type,
  value: Js,
  at: Place,
  isWanted: (name: string) => boolean,
  scope: Scope,
): Bound {
  if (type.kind !== 'named' || type.definition.kind !== 'variant') throw new Error(`${type.kind} is no variant`);
  const { cases } = type.definition;
  const inside: Place = { ...at, apart: [] };
  const { module } = scope;
  scope.push(isObject(value, inside, expectedWords.variant, module));
  const tag = scope.constant('tag', member(value as never, 'tag'));
  const payloads = new Map<string, Bound>();
  const arms = cases.map((each) => {
    const inner = scope.inner();
    const val = member(value as never, 'val');
    const payloadPlace = within(inside, ['.val'], true);
    const bound = isWanted(each.name)
      ? checkPayload(each, val, payloadPlace, inner, scope)
      : acceptPayload(each, val, payloadPlace, false, inner);
    if (bound) payloads.set(each.name, bound);
    return switchCase(string(each.name), armOf(inner.out));
  });
  const expected = expectedWords.enum(cases.map(({ name }) => name));
  const failing = fail('mustBe', tag, within(inside, ['.tag'], true), expected, module);
  scope.push(choice(tag, [...arms, switchCase(undefined, [statement(failing)])]));
  return { kind: 'cases', tag, payloads };
}

/** Checks it where it is matched: each case begins with the check of its payload. */
export function checkInMatch(type: Type, value: Js, at: Place): Bound {
  if (type.kind !== 'named' || type.definition.kind !== 'variant') throw new Error(`${type.kind} is no variant`);
  const { cases } = type.definition;
  const inside: Place = { ...at, apart: [] };
  const check = (arm: MatchedArms, scope: Scope, isWanted: (name: string) => boolean): void => {
    const { module } = scope;
    scope.push(isObject(value, inside, expectedWords.variant, module));
    const tag = scope.constant('tag', member(value as never, 'tag'));
    const arms = cases.map((each) => {
      const inner = scope.inner();
      const val = member(value as never, 'val');
      const payload = acceptPayload(each, val, within(inside, ['.val'], true), isWanted(each.name), inner);
      arm(each.name, payload, inner);
      return caseOf(string(each.name), inner.out);
    });
    const expected = expectedWords.enum(cases.map(({ name }) => name));
    const failing = fail('mustBe', tag, within(inside, ['.tag'], true), expected, module);
    scope.push(choice(tag, [...arms, switchCase(undefined, [statement(failing)])]));
  };
  return { kind: 'given', check };
}

/** What a case never reads is checked all the same. */
function acceptPayload(
  { name, type }: VariantCase,
  val: Js,
  at: Place,
  isRead: boolean,
  scope: Scope,
): Bound | undefined {
  if (!type) return undefined;
  const held = scope.constant(name, val);
  if (isTakenApart(type)) return { kind: 'fields', fields: partsOf(type, held, at, scope, (_, value) => value) };
  const value = accept(type, held, at, scope);
  if (!isRead) place(value, effect, scope);
  return { kind: 'value', value: value === held || !isRead ? value : scope.stable(value, 'val'), isLoose: true };
}

type SmallRecord = Extract<Type, { kind: 'named' }> & {
  readonly definition: Extract<TypeDefinition, { kind: 'record' }>;
};

const isTakenApart = (type: Type): type is SmallRecord =>
  type.kind === 'named' && type.definition.kind === 'record' && isSmallRecord(type.definition);

/** Checks the fields of a record. @param keep - gives what stands for one */
function partsOf(
  { definition }: SmallRecord,
  held: Js,
  at: Place,
  scope: Scope,
  keep: (name: string, value: Js) => Js,
): ReadonlyMap<string, Bound> {
  const values = checkFields(definition, held, at, scope);
  return new Map(
    definition.fields.map(({ name }, index) => [
      name,
      { kind: 'value', value: keep(name, values[index] ?? nothing), isLoose: true },
    ]),
  );
}

function armOf(body: readonly Statement[]): readonly Statement[] {
  const all = [...body, leaveSwitch];
  return body.some(({ type }) => type === 'VariableDeclaration') ? [block(all)] : all;
}

/** Checks a payload, and assigns what stands for it to variables of the scope around. */
function checkPayload({ name, type }: VariantCase, val: Js, at: Place, inner: Scope, around: Scope): Bound | undefined {
  if (!type) return undefined;
  const keep = (wanted: string, value: Js): Js => {
    const own = around.names.free(wanted);
    around.push(variable(own));
    inner.push(statement(assign(id(own), value)));
    return id(own);
  };
  const held = inner.constant('val', val);
  if (isTakenApart(type)) {
    const fields = partsOf(type, held, at, inner, (field, value) => keep(`${name}-${field}`, value));
    return { kind: 'fields', fields };
  }
  return { kind: 'value', value: keep(name, accept(type, held, at, inner)), isLoose: true };
}
