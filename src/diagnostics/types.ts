/** ITL3xxx: types and the shape of forms. One function a message. */
import { shownType, type Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor } from './suggest.ts';

const error = (code: string, span: Span, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const typeMismatch = (expected: string, got: Type, span: Span, hint?: string): Diagnostic =>
  error('ITL3001', span, `expected ${expected}, got ${shownType(got)}`, hint);

export const tooFewOperands = (name: string, missing: string, usage: string, span: Span): Diagnostic =>
  error('ITL3002', span, `'${name}' lacks its ${missing}`, `write ${usage}`);

export const tooManyOperands = (name: string, usage: string, span: Span): Diagnostic =>
  error('ITL3002', span, `'${name}' takes no more operands`, `write ${usage}`);

export function wrongArgumentCount(name: string, expected: number, got: number, span: Span, at: Span): Diagnostic {
  const count = expected === 1 ? '1 argument' : `${expected} arguments`;
  return {
    ...error('ITL3002', span, `'${name}' takes ${count}, got ${got}`),
    notes: [{ message: `'${name}' is declared here`, span: at }],
  };
}

/** `expected` and `usage` are phrases such as "a memory's name, in quotes". */
export const wrongOperand = (name: string, expected: string, span: Span, usage?: string): Diagnostic =>
  error('ITL3003', span, `'${name}' expects ${expected} here`, usage && `write ${usage}`);

/** Something else where a clause such as `(case N …)` stands; `got` is its head where it has one. */
export const wrongClause = (
  name: string,
  expected: string,
  got: { readonly text: string; readonly span: Span } | undefined,
  span: Span,
  allowed: readonly string[],
  usage: string,
): Diagnostic => {
  const hint = got && hintFor(got.text, allowed);
  return error('ITL3003', hint ? got.span : span, `'${name}' expects ${expected} here`, hint ?? `write ${usage}`);
};

export const bareName = (name: string, span: Span): Diagnostic =>
  error(
    'ITL3003',
    span,
    `a bare name is no expression: '${name}'`,
    `for a binding write (local $${name}), for a variable (get $${name})`,
  );

export const literalOutOfRange = (text: string, type: Type, range: string, span: Span): Diagnostic =>
  error('ITL3004', span, `${text} does not fit ${shownType(type)}`, range);

export const coreTypeAtBoundary = (type: Type, span: Span, instead: string): Diagnostic =>
  error('ITL3006', span, `the core type ${shownType(type)} cannot cross the component's boundary`, instead);

export const interfaceTypeInCore = (type: string, span: Span): Diagnostic =>
  error('ITL3007', span, `a core function knows no ${type}`, 'core types are i32 i64 f32 f64 externref');

export const missingField = (record: string, fields: readonly string[], span: Span): Diagnostic =>
  error(
    'ITL3008',
    span,
    `the record '${record}' lacks ${fields.map((field) => `'${field}'`).join(', ')}`,
    `add (field ${fields[0]} …)`,
  );

export const repeatedField = (field: string, span: Span): Diagnostic =>
  error('ITL3008', span, `the field '${field}' is given twice`);

export const missingCases = (type: string, cases: readonly string[], span: Span): Diagnostic =>
  error(
    'ITL3009',
    span,
    `the match on '${type}' lacks ${cases.map((name) => `'${name}'`).join(', ')}`,
    `add (case ${cases[0]} …)`,
  );

export const repeatedCase = (name: string, span: Span): Diagnostic =>
  error('ITL3009', span, `the case '${name}' is given twice`);

export const switchNeedsElse = (type: Type, span: Span): Diagnostic =>
  error('ITL3010', span, `a switch that gives ${shownType(type)} needs an else`, 'add (else …)');

export const misplacedLet = (span: Span): Diagnostic =>
  error('ITL3011', span, 'a let stands in a body or a block', 'wrap it: (block (let …) …)');

export const misplacedVariable = (span: Span): Diagnostic =>
  error('ITL3011', span, 'a var stands in a body or a block', 'wrap it: (block (var …) …)');

export const misplacedDefer = (span: Span): Diagnostic =>
  error('ITL3011', span, 'a defer cannot stand inside a defer', 'write the two one after the other');

export const noConversion = (from: Type, to: Type, span: Span, hint: string): Diagnostic =>
  error('ITL3012', span, `no conversion from ${shownType(from)} to ${shownType(to)}`, hint);

export const noPayload = (name: string, span: Span): Diagnostic =>
  error('ITL3013', span, `the case '${name}' has no payload`, 'there is nothing to bind');

export const endlessType = (name: string, path: string, span: Span): Diagnostic =>
  error('ITL3014', span, `the type '${name}' contains itself: ${path}`, 'go through an array, an option or a variant');

export const badTypeDefinition = (expected: string, span: Span, hint?: string): Diagnostic =>
  error('ITL3015', span, `expected ${expected}`, hint);

export const noValue = (expected: string, span: Span): Diagnostic =>
  error('ITL3016', span, `expected ${expected}, but this gives no value`);

export const severalValues = (count: number, span: Span): Diagnostic =>
  error('ITL3017', span, `this gives ${count} values at once`, 'bind them: (let $a $b (call …))');

export const bindingCount = (expected: number, got: number, span: Span): Diagnostic =>
  error('ITL3017', span, `there are ${got} names for ${expected === 1 ? '1 value' : `${expected} values`}`);

export const badResourceMember = (field: string, problem: string, span: Span): Diagnostic =>
  error('ITL3020', span, `the export '${field}' ${problem}`);

export const tooManyFlags = (name: string, count: number, span: Span): Diagnostic =>
  error('ITL3021', span, `'${name}' has ${count} flags, an i32 holds 32`);

export const badDrop = (name: string, resource: string, span: Span): Diagnostic =>
  error('ITL3022', span, `'${name}' cannot drop a '${resource}'`, 'it has to be a function (param i32) without result');

export const badStart = (name: string, span: Span): Diagnostic =>
  error('ITL3023', span, `the start function '${name}' must take and give nothing`);

export const missingBody = (name: string, result: Type, span: Span): Diagnostic =>
  error('ITL3025', span, `'${name}' has no body, but has to give ${shownType(result)}`);

export const severalStarts = (module: string, span: Span): Diagnostic =>
  error('ITL3028', span, `the module '${module}' has two start clauses`);

export const tooManyValues = (name: string, what: string, count: number, span: Span): Diagnostic =>
  error('ITL3030', span, `'${name}' has ${count} ${what}, engines take 1000 at most`);

export const nestedTooDeep = (component: string): Diagnostic => ({
  code: 'ITL3029',
  severity: 'error',
  message: `the code of '${component}' is nested too deep to be assembled`,
  hint: 'move the inner expressions into functions of their own',
});

export const badRelay = (text: string, span: Span): Diagnostic =>
  error(
    'ITL3031',
    span,
    `'${text}' is no relay's signature`,
    "one letter a type, v i p j f d, the result's first, then p or i for the id: vpp, ipii",
  );

/** `target`: "the relay 'vpp'". `wanted` and `got` as clauses: "(param i32) (result)". */
export const wrongCallback = (
  name: string,
  target: string,
  wanted: string,
  got: string,
  captured: number,
  span: Span,
  at: Span,
): Diagnostic => ({
  ...error('ITL3032', span, `'${name}' does not fit ${target}`, `${behind(captured)}it has to be ${wanted}`),
  notes: [{ message: `${behind(captured)}'${name}' is ${got}`, span: at }],
});

const behind = (captured: number): string =>
  captured === 0 ? '' : `behind the ${captured === 1 ? 'captured value' : `${captured} captured values`} `;

export const tooManyCaptured = (name: string, params: number, captured: number, span: Span, at: Span): Diagnostic => ({
  ...error('ITL3033', span, `'${name}' has ${counted(params)}, ${captured} values are captured`),
  notes: [{ message: `'${name}' is declared here`, span: at }],
});

const counted = (params: number): string =>
  params === 0 ? 'no parameters' : params === 1 ? 'one parameter' : `${params} parameters`;

export const misplacedAsync = (span: Span): Diagnostic =>
  error(
    'ITL3035',
    span,
    "'async' cannot stand here",
    'imports from outside, exports, methods and statics can be async',
  );

/** `name` as the source has it. */
export const hasToBeAsync = (name: string, cause: string, span: Span, at: Span): Diagnostic => ({
  ...error(
    'ITL3036',
    span,
    `'${name}' calls the async import '${cause}', so it is async too`,
    `write async behind its name: (func … "${name}" async …)`,
  ),
  notes: [{ message: `'${cause}' is declared here`, span: at }],
});

export const liftedAsync = (name: string, cause: string, span: Span, at: Span): Diagnostic => ({
  ...error(
    'ITL3036',
    span,
    `'${name}' ${name === cause ? 'is async' : `calls the async import '${cause}'`}, so it cannot be lifted`,
  ),
  notes: [{ message: `'${cause}' is declared here`, span: at }],
});

export const severalCallbackResults = (name: string, span: Span, at: Span): Diagnostic => ({
  ...error('ITL3034', span, `'${name}' gives several values, a function that is handed on gives one at most`),
  notes: [{ message: `'${name}' is declared here`, span: at }],
});

export const asyncInTry = (name: string, span: Span, declared: Span): Diagnostic => ({
  ...error(
    'ITL3037',
    span,
    `'${name}' is async, so it cannot be called in a try`,
    'have it give a (result T E) instead',
  ),
  notes: [{ message: `'${name}' is declared here`, span: declared }],
});
