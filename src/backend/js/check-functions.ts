/** Functions that check values with structure: one a type, made when it is first asked for. */

import type { Expression as Js, Statement } from 'estree';
import { expectedWords } from '../../../runtime/type-rules.ts';
import { entriesType, type Type, type TypeDefinition, typeText, type VariantCase } from '../../ir/types.ts';
import {
  assign,
  binary,
  call,
  create,
  id,
  item,
  logical,
  member,
  number,
  object,
  string,
} from './build/expressions.ts';
import {
  block,
  choice,
  ends,
  functionDeclaration,
  leaveSwitch,
  loop,
  returned,
  statement,
  switchCase,
  variable,
  when,
} from './build/statements.ts';
import { checked, checkFields, recordOf } from './checks.ts';
import type { ModuleContext, Scope } from './context.ts';
import { nothing } from './destination.ts';
import { typedArrayOf } from './memory-access.ts';
import { withoutSign } from './numbers.ts';
import {
  fail,
  fieldFlag,
  handedPlace,
  isNot,
  isObject,
  type Place,
  stepTo,
  textsIn,
  unless,
  within,
} from './places.ts';
import { bitsOf } from './values.ts';

/** Calls the function that checks values of the type. */
export function callCheck(type: Type, value: Js, place: Place, scope: Scope): Js {
  const { module } = scope;
  const name = checkFunction(type, module);
  const at = textsIn(place, module);
  return call(name, value, at, ...fieldFlag(place));
}

/** The name of the function that checks values of the type: made when it is first asked for. */
export function checkFunction(type: Type, module: ModuleContext): string {
  return module.declareFor(type, `check ${typeText(type)}`, `to${capital(nameOf(type))}`, (name) => {
    const scope = module.newScope(['value', 'at', 'isField']);
    scope.push(returned(checkStructure(type, id('value'), handedPlace, name, scope)));
    return functionDeclaration(name, [id('value'), id('at'), id('isField')], withoutDeadEnd(scope.out));
  });
}

/** Behind a `switch` whose every case returns there is nothing to return. */
function withoutDeadEnd(out: readonly Statement[]): readonly Statement[] {
  const last = out.at(-1);
  const isEmpty = last?.type === 'ReturnStatement' && last.argument === nothing;
  return isEmpty && out.at(-2)?.type === 'SwitchStatement' ? out.slice(0, -1) : out;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** For a function's name. */
export function nameOf(type: Type): string {
  switch (type.kind) {
    case 'simple':
    case 'named':
      return type.name;
    case 'array':
      return `${nameOf(type.element)}-array`;
    case 'map':
      return `${nameOf(type.key)}-map`;
    case 'set':
      return `${nameOf(type.item)}-set`;
    case 'option':
      return `optional-${nameOf(type.payload)}`;
    case 'tuple':
    case 'target':
    case 'result':
    case 'func':
    case 'none':
    case 'values':
    case 'never':
      return type.kind;
  }
}

/** The code of such a function, by its name. */
function checkStructure(type: Type, value: Js, place: Place, own: string, scope: Scope): Js {
  switch (type.kind) {
    case 'array':
      return checkArray(type.element, value, place, own, scope);
    case 'map':
      return checkAll('toMap', entriesType(type.key, type.value), value, place, scope);
    case 'set':
      return checkAll('toSet', { kind: 'array', element: type.item }, value, place, scope);
    case 'tuple':
      return checkTuple(type.items, value, place, scope);
    case 'option':
      return checkCases(
        [
          { name: 'none', type: undefined },
          { name: 'some', type: type.payload },
        ],
        value,
        place,
        scope,
      );
    case 'result':
      return checkCases(
        [
          { name: 'ok', type: type.ok },
          { name: 'err', type: type.err },
        ],
        value,
        place,
        scope,
      );
    case 'named':
      return checkDefinition(type.definition, value, place, scope);
    case 'simple':
    case 'func':
    case 'target':
    case 'none':
    case 'values':
    case 'never':
      throw new Error(`${type.kind} is checked in line`);
  }
}

function checkDefinition(definition: TypeDefinition, value: Js, place: Place, scope: Scope): Js {
  switch (definition.kind) {
    case 'record':
      return recordOf(definition, checkFields(definition, value, place, scope));
    case 'variant':
      return checkCases(definition.cases, value, place, scope);
    case 'flags':
      return checkFlags(definition, value, place, scope);
    case 'enum':
    case 'func':
    case 'resource':
    case 'class':
      throw new Error(`${definition.kind} is checked in line`);
  }
}

function checkFlags(
  { name, flags }: Extract<TypeDefinition, { kind: 'flags' }>,
  value: Js,
  place: Place,
  scope: Scope,
): Js {
  const { module } = scope;
  scope.push(isObject(value, place, expectedWords.flags(name), module));
  const held = flags.map((flag) => {
    const read =
      flag in Object.prototype ? call(module.helper('ownField'), value, string(flag)) : member(value as never, flag);
    const own = scope.constant(flag, read);
    const isWrong = logical(isNot('boolean', own), '&&', binary(own, '!==', nothing));
    scope.push(unless(isWrong, call(module.helper('mustBe'), own, place.text([stepTo(flag)]), string('a boolean'))));
    return [flag, own] as const;
  });
  const known: Js = { type: 'ArrayExpression', elements: flags.map(string) };
  scope.push(statement(call(module.helper('onlyFlags'), value, known, place.text())));
  const byName = new Map(held);
  return bitsOf(flags, (flag) => byName.get(flag) ?? nothing);
}

/** A variant, result or option in an option. */
function checkCases(cases: readonly VariantCase[], value: Js, place: Place, scope: Scope): Js {
  const { module } = scope;
  scope.push(isObject(value, place, expectedWords.variant, module));
  const tag = scope.constant('tag', member(value as never, 'tag'));
  const hasPayload = cases.some(({ type }) => type !== undefined);
  const val = hasPayload ? scope.constant('val', member(value as never, 'val')) : nothing;
  const arms = cases.map(({ name, type }) => {
    const inner = scope.inner();
    const made = type && withoutSign(type, checked(type, val, within(place, ['.val'], true), inner));
    inner.push(returned(object([['tag', tag], ...(made ? [['val', made] as const] : [])])));
    const declares = inner.out.some((each) => each.type === 'VariableDeclaration');
    const body = ends(inner.out) ? inner.out : [...inner.out, leaveSwitch];
    return switchCase(string(name), declares ? [block(body)] : body);
  });
  const expected = expectedWords.enum(cases.map(({ name }) => name));
  const failing = fail('mustBe', tag, within(place, ['.tag'], true), expected, module);
  scope.push(choice(tag, [...arms, switchCase(undefined, [returned(failing)])]));
  return nothing;
}

function checkTuple(items: readonly Type[], value: Js, place: Place, scope: Scope): Js {
  const { module } = scope;
  const at = textsIn(place, module);
  const read = call(module.helper('tupleItems'), value, number(items.length), at, ...fieldFlag(place));
  const list = scope.constant('items', read);
  const made = items.map((type, index) => {
    const held = scope.constant('item', item(list, number(index)));
    const kept = checked(type, held, within(place, [`[${index}]`], false), scope);
    // What converts has to run here: the first item that is wrong is the one that the message names.
    return kept === held ? withoutSign(type, held) : scope.stable(kept, 'item');
  });
  return { type: 'ArrayExpression', elements: [...made] };
}

function checkArray(element: Type, value: Js, place: Place, own: string, scope: Scope): Js {
  const { module } = scope;
  const at = textsIn(place, module);
  const View = typedArrayOf(element);
  if (View) {
    const same = scope.constant('typed', call(module.helper('sameArray'), value, id(View), at));
    scope.push(when(same, [returned(same)]));
  }
  const list = scope.constant('items', call(module.helper('itemsOf'), value, at, id(own), ...fieldFlag(place)));
  const length = member(list as never, 'length');
  const made = View ? call(module.helper('newTypedArray'), id(View), length) : create('Array', length);
  const copy = scope.constant('copy', made);
  const inner = scope.inner();
  const index = inner.names.free('i');
  const held = inner.constant('item', item(list, id(index)));
  const item_ = checked(element, held, within(place, ['[', id(index), ']'], false), inner);
  inner.push(statement(assign(item(copy, id(index)), item_)));
  const head = { ...variable(index, number(0)) };
  scope.push(loop(head, binary(id(index), '<', member(copy as never, 'length')), increment(index), inner.out));
  return copy;
}

/** A Map or a Set of what was checked as an array. */
function checkAll(made: 'toMap' | 'toSet', type: Type, value: Js, place: Place, scope: Scope): Js {
  const { module } = scope;
  return call(module.helper(made), callCheck(type, value, place, scope), textsIn(place, module));
}

export const increment = (name: string): Js => ({
  type: 'UpdateExpression',
  operator: '++',
  prefix: false,
  argument: id(name),
});
