/** Functions for the adapter to import, made for their very types: around the user's function is no code that others share. */
import type { FunctionJson } from '../abi.ts';
import { liftOf } from '../values/carriers.ts';
import { convert } from '../values/plain-carriers.ts';
import type { Callable } from './functions.ts';
import { generate } from './generate.ts';
import { wordTest } from './value-tests.ts';

/**
 * @param target - the user's function
 * @param settle - checks and lowers a result; only asked where the test in line fails
 * @returns `undefined` where code from text is not allowed
 */
export function fastImport(
  target: Callable,
  { params, results }: FunctionJson,
  settle: Callable,
): Callable | undefined {
  const names = params.map((_, index) => `a${index}`);
  const lifts = params.map(([, type]) => liftOf(type));
  const args = names.map((name, index) => {
    const [, type] = params[index] ?? [];
    if (lifts[index] === undefined) return name;
    return type === 'bool' ? `${name} !== 0` : type === 'u32' ? `${name} >>> 0` : `convert(lifts[${index}], ${name})`;
  });
  const call = `target(${args.join(', ')})`;
  const [result] = results;
  const test = typeof result === 'string' ? wordTest(result, 'result') : undefined;
  const body =
    result === undefined
      ? `${call};`
      : `const result = ${call}; ${test?.includes('size') ? 'let size; ' : ''}return ${test === undefined ? '' : `${test} ? result : `}settle(result);`;
  return generate(`(${names.join(', ')}) => { ${body} }`, {
    target,
    settle,
    lifts,
    convert,
    isView: ArrayBuffer.isView,
  });
}
