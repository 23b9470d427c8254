/** Several exports of one name: a function for each, and what tells by its arguments which of them a call means. */
import type { Expression as Js } from 'estree';
import { memberOf } from '../../../runtime/member-names.ts';
import type { ExportGroup } from '../../boundary/export-groups.ts';
import type { ArgumentKinds } from '../../ir/argument-kinds.ts';
import { array, binary, call, id, logical, member, nothing, number, string, unary } from './build/expressions.ts';
import { functionDeclaration, returned, type Statement, statement, when } from './build/statements.ts';
import { emitWrapper } from './emit-wrapper.ts';
import type { EmittedModule } from './emitted-module.ts';

export interface Overloads {
  readonly who: string;
  /** Names for the arguments. */
  readonly params: readonly string[];
  readonly takesThis: boolean;
  readonly functions: readonly Statement[];
  /** In the order in which they are tried. */
  readonly cases: readonly OverloadCase[];
  /** Whether all of them give promises. */
  readonly isAsync: boolean;
}

interface OverloadCase {
  readonly name: string;
  readonly count: number;
  readonly kinds: readonly ArgumentKinds[];
  readonly text: string;
  readonly isAsync: boolean;
}

export function emitOverloads(
  { field, functions }: ExportGroup,
  who: string,
  takesThis: boolean,
  module: EmittedModule,
): Overloads {
  const wanted = memberOf(field) ? who.replace(/^new (.*)/, 'new-$1').replace('.', '-') : field;
  const declared: Statement[] = [];
  const cases = functions.flatMap(({ callee, overload }): readonly OverloadCase[] => {
    const body = module.bodyOf(callee);
    if (!body) return [];
    const name = module.instance.free(wanted);
    const { params, block: code, isAsync } = emitWrapper({ body, who, first: takesThis ? 0 : 1 }, module);
    declared.push(functionDeclaration(name, params.map(id), code.body as Statement[], isAsync));
    const skipped = takesThis ? 1 : 0;
    const kinds = overload?.kinds ?? callee.params.slice(skipped).map(() => undefined);
    return [{ name, count: callee.params.length - skipped, kinds, text: overload?.text ?? '', isAsync }];
  });
  const most = Math.max(0, ...cases.map(({ kinds }) => kinds.length));
  return {
    who,
    params: Array.from({ length: most }, (_, index) => `a${index}`),
    takesThis,
    functions: declared,
    cases,
    isAsync: cases.every(({ isAsync }) => isAsync),
  };
}

/** Statements that return what the function gives that is meant. */
export function dispatch({ who, params, takesThis, cases }: Overloads, module: EmittedModule): readonly Statement[] {
  const calling = ({ name, count }: OverloadCase): Statement => {
    const args = params.slice(0, count).map(id);
    return returned(
      takesThis ? call(member(id(name), 'call'), { type: 'ThisExpression' }, ...args) : call(name, ...args),
    );
  };
  const [only] = cases;
  if (only && cases.length === 1) return [calling(only)];
  const fits = binary(member('arguments', 'length'), '<=', number(params.length));
  const tests = cases.map((each) => when(testOf(each, params, module) ?? fits, [calling(each)]));
  const texts = array(cases.map(({ text }) => string(text)));
  return [when(fits, tests), statement(call(module.helper('noOverload'), string(who), texts, id('arguments')))];
}

function testOf({ kinds }: OverloadCase, params: readonly string[], module: EmittedModule): Js | undefined {
  const tests = kinds.flatMap((kind, index) => {
    const test = kind && kindTest(kind, id(params[index] ?? ''), module);
    return test ? [test] : [];
  });
  return tests.reduce<Js | undefined>((all, test) => (all ? logical(all, '&&', test) : test), undefined);
}

const typeofKinds: ReadonlySet<string> = new Set(['boolean', 'number', 'bigint', 'string', 'function']);

function kindTest(kinds: readonly string[], value: Js, module: EmittedModule): Js | undefined {
  const mayBeNothing = kinds.includes('undefined') && kinds.includes('null');
  const rest = mayBeNothing ? kinds.filter((kind) => kind !== 'undefined' && kind !== 'null') : kinds;
  const tests = [
    ...(mayBeNothing ? [binary(value, '==', nothing)] : []),
    ...rest.map((kind) => singleTest(kind, value, module)),
  ];
  return tests.reduce<Js | undefined>((all, test) => (all ? logical(all, '||', test) : test), undefined);
}

function singleTest(kind: string, value: Js, module: EmittedModule): Js {
  if (kind.startsWith('#')) return call(module.helper('isInstance'), module.resource(kind.slice(1)), value);
  if (kind === 'undefined') return binary(value, '===', id('undefined'));
  if (kind === 'null') return binary(value, '===', nothing);
  if (typeofKinds.has(kind)) return binary(unary('typeof', value), '===', string(kind));
  return binary(call(module.helper('argumentKind'), value), '===', string(kind));
}
