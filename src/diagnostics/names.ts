/** ITL2xxx: names that are unknown, taken, reserved or unused. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor, listOf } from './suggest.ts';

const error = (code: string, span: Span, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  ...(hint === undefined ? {} : { hint }),
});

const unknown = (code: string, what: string, name: string, span: Span, candidates: Iterable<string>): Diagnostic =>
  error(code, span, `unknown ${what} '${name}'`, hintFor(name, candidates));

export const duplicateName = (what: string, name: string, span: Span, first: Span): Diagnostic => ({
  ...error('ITL2001', span, `the ${what} '${name}' is declared twice`, 'give one of them another name'),
  notes: [{ message: `'${name}' is first declared here`, span: first }],
});

export const unknownType = (name: string, span: Span, candidates: Iterable<string>): Diagnostic =>
  unknown('ITL2002', 'type', name, span, candidates);

export function unknownLocal(name: string, span: Span, candidates: readonly string[], isVariable: boolean): Diagnostic {
  const hint = isVariable ? `it is a variable: (get $${name})` : hintFor(name, candidates);
  return error('ITL2003', span, `unknown local '${name}'`, hint ?? inScope(candidates));
}

const inScope = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing is bound here' : `in scope: ${listOf(names.map((name) => `$${name}`))}`;

export const unknownPosition = (position: bigint, count: number, span: Span): Diagnostic =>
  error(
    'ITL2003',
    span,
    `there is no local ${position}`,
    count === 0 ? 'nothing is bound here' : `positions here run from 0 to ${count - 1}`,
  );

export const unknownFunction = (name: string, span: Span, candidates: Iterable<string>): Diagnostic =>
  unknown('ITL2004', 'function', name, span, candidates);

export function unknownVariable(name: string, span: Span, candidates: Iterable<string>, isLocal: boolean): Diagnostic {
  const hint = isLocal ? `it is a binding, which does not change: (local $${name})` : hintFor(name, candidates);
  return error('ITL2017', span, `unknown variable '${name}'`, hint ?? '(var $name TYPE E) declares one');
}

/** Its value would not be there yet. */
export const variableLater = (name: string, later: string, span: Span): Diagnostic =>
  name === later
    ? error('ITL2021', span, `the variable '${name}' is made from itself`, 'give it a value that needs no variable')
    : error(
        'ITL2021',
        span,
        `the variable '${name}' is made from '${later}', which has no value yet`,
        `write (var $${later} …) before it: variables get their values in the order of the source`,
      );

export function unknownModule(name: string, span: Span, candidates: Iterable<string>): Diagnostic {
  const names = [...candidates];
  const others = names.length === 0 ? 'there is no module here' : listed('modules', names);
  return error('ITL2005', span, `unknown module '${name}'`, hintFor(name, names) ?? others);
}

export const unknownField = (record: string, name: string, span: Span, candidates: readonly string[]): Diagnostic =>
  error(
    'ITL2006',
    span,
    `the record '${record}' has no field '${name}'`,
    hintFor(name, candidates) ?? listed('fields', candidates),
  );

export const unknownCase = (type: string, name: string, span: Span, candidates: readonly string[]): Diagnostic =>
  error('ITL2007', span, `'${type}' has no case '${name}'`, hintFor(name, candidates) ?? listed('cases', candidates));

const listed = (what: string, names: readonly string[]): string => `${what}: ${listOf(names)}`;

export const unknownInstruction = (name: string, span: Span, candidates: Iterable<string>): Diagnostic =>
  unknown('ITL2008', 'instruction', name, span, candidates);

export const reservedName = (name: string, span: Span): Diagnostic =>
  error('ITL2009', span, `the name '${name}' is reserved`, "names that begin with '_it_' are the loader's");

export const duplicateExport = (field: string, span: Span, first: Span): Diagnostic => ({
  ...error('ITL2010', span, `'${field}' is exported twice`),
  notes: [{ message: `'${field}' is first exported here`, span: first }],
});

export const ambiguousOverloads = (name: string, span: Span, first: Span): Diagnostic => ({
  ...error(
    'ITL2018',
    span,
    `two functions '${name}' can be meant by the same arguments`,
    'arguments are told apart by their number and kind: give one of the functions another name',
  ),
  notes: [{ message: 'the other one is here', span: first }],
});

/** A member that a class declares again, and its base has otherwise. */
export const unfitMember = (name: string, owner: string, base: string, span: Span, first: Span): Diagnostic => ({
  ...error(
    'ITL2019',
    span,
    `'${name}' of '${owner}' does not fit that of '${base}'`,
    `'${owner}' is also taken for '${base}': let '${name}' take and give what that one does, or give it another name`,
  ),
  notes: [{ message: `that of '${base}' is here`, span: first }],
});

export const duplicateImport = (module: string, field: string, span: Span, first: Span): Diagnostic => ({
  ...error('ITL2011', span, `'${field}' of '${module}' is imported twice`),
  notes: [{ message: 'the first import is here', span: first }],
});

export const duplicateMember = (what: string, name: string, type: string, span: Span): Diagnostic =>
  error('ITL2012', span, `'${type}' has the ${what} '${name}' twice`);

export const reservedModule = (name: string, span: Span): Diagnostic =>
  error('ITL2013', span, `'${name}' cannot be imported from`, 'this module name belongs to the loader');

export const primitiveRedefined = (name: string, span: Span): Diagnostic =>
  error('ITL2014', span, `'${name}' is a built-in type and cannot be defined again`);

export const thenableExport = (span: Span): Diagnostic =>
  error('ITL2015', span, "an export cannot be called 'then'", 'JavaScript would take the component for a promise');

export function unknownRelay(name: string, span: Span, candidates: Iterable<string>): Diagnostic {
  const hint = hintFor(name, candidates) ?? `add (relay ${name}) to what the module imports`;
  return error('ITL2016', span, `no module imports the relay '${name}'`, hint);
}

/** @param span - where the source begins */
export const nothingDeclared = (span: Span): Diagnostic => ({
  ...error('ITL2022', span, 'there is nothing in this source, so the component has nothing', 'begin with (export …)'),
  severity: 'warning',
});

export const unused = (what: string, name: string, span: Span): Diagnostic => ({
  code: 'ITL2020',
  severity: 'warning',
  span,
  message: `the ${what} '${name}' is never used`,
  hint: "remove it, or begin its name with '_'",
});
