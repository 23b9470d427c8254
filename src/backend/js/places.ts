/** Whose value is checked, and what is said where a check fails. */

import type { Identifier, Expression as Js, Statement } from 'estree';
import type { TypeDefinition } from '../../ir/types.ts';
import { arrow, binary, boolean, call, id, not, string, template, unary } from './build/expressions.ts';
import { constant, functionDeclaration, statement, when } from './build/statements.ts';
import type { ModuleContext } from './context.ts';

type Part = string | Js;

/** Whose value is checked, for messages: `greet: parameter 'people[3].name'`. */
export interface Place {
  /** The text for a path inside of the value; none for itself. */
  readonly text: (path?: readonly Part[]) => Js;
  /** Of a record or a variant: what is undefined is missing. */
  readonly isField: Js | undefined;
  /**
   * What fails there is a function of its own, which is handed these variables besides the value: engines put only short
   * functions in the place of calls, and make the best of loops that say nothing.
   */
  readonly apart?: readonly Identifier[] | undefined;
  /** Records that stand there several times, and are checked by a function each. */
  readonly repeated?: ReadonlySet<TypeDefinition> | undefined;
}

/** A place with a name: what stands before and behind the path. */
export const namedPlace = (before: string, after = ''): Place => ({
  text: (path = []) => template([before, ...path, after]),
  isField: undefined,
});

/** A function from a path inside of a value to the text for it: one for all calls where nothing else is in the text. */
export function textsIn(place: Place, module: ModuleContext): Js {
  if (place === handedPlace) return id('at');
  const texts = arrow([id('path')], place.text([id('path')]));
  const { body } = texts;
  if (body.type !== 'TemplateLiteral' || body.expressions.length > 1) return texts;
  const [before, after] = body.quasis.map(({ value }) => value.raw);
  const words = (before ?? '').match(/[A-Za-z]+/g) ?? [];
  const wanted = ['in', ...words.filter((word) => word !== 'parameter')].join('-');
  return id(module.declare(`text ${JSON.stringify([before, after])}`, wanted, (name) => constant(name, texts)));
}

export const within = (place: Place, step: readonly Part[], isField: boolean): Place => ({
  ...place,
  text: (path = []) => place.text([...step, ...path]),
  isField: isField ? boolean(true) : undefined,
});

/** In a function for a type: it is handed what gives the text for a path. */
export const handedPlace: Place = {
  text: (path = []) => call('at', path.length === 0 ? string('') : template(path)),
  isField: id('isField'),
};

export function fail(
  name: 'mustBe' | 'outOfRange' | 'outOfRange64',
  value: Js,
  place: Place,
  expected: string | Js,
  module: ModuleContext,
): Js {
  const words = typeof expected === 'string' ? string(expected) : expected;
  const failing = (wrong: Js): Js => call(module.helper(name), wrong, place.text(), words, ...fieldFlag(place));
  if (!place.apart) return failing(value);
  const made = failing(id('value'));
  const wanted = ['wrong', ...wordsOf(place)].join('-');
  const key = `fail ${JSON.stringify(made)}`;
  const params = [id('value'), ...place.apart];
  const own = module.declareLast(key, wanted, (as) => functionDeclaration(as, params, [statement(made)]));
  return call(own, value, ...place.apart);
}

function wordsOf(place: Place): readonly string[] {
  const text = place.text();
  const [, path = ''] = text.type === 'Literal' ? String(text.value).split(': ') : [undefined, 'item'];
  return (path.match(/[A-Za-z0-9]+/g) ?? []).filter((word) => word !== 'parameter');
}

/** Statements that leave where the test holds. */
export const unless = (isWrong: Js, failing: Js): Statement => when(isWrong, [statement(failing)]);

export const isNot = (name: string, value: Js): Js => binary(unary('typeof', value), '!==', string(name));

export const fieldFlag = ({ isField }: Place): readonly Js[] => (isField ? [isField] : []);

export const isObject = (value: Js, place: Place, expected: string, module: ModuleContext): Statement =>
  unless(not(call(module.helper('isObject'), value)), fail('mustBe', value, place, expected, module));

export const stepTo = (name: string): string => `.${name}`;
