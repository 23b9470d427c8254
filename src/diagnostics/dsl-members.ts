/** ITL605x: overloads, defaults, classes that extend each other. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor } from './suggest.ts';

const error = (code: string, span: Span, message: string, hint?: string, first?: Span, note = ''): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  ...(hint !== undefined && { hint }),
  ...(first && { notes: [{ message: note, span: first }] }),
});

export const ambiguousDslOverloads = (name: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6050',
    span,
    `the same arguments can mean two functions '${name}'`,
    'JavaScript tells functions apart by the number and kind of their arguments: give one of them another name',
    first,
    'the other one is here',
  );

export const unfitDefault = (value: string, wanted: string, span: Span): Diagnostic =>
  error('ITL6051', span, `'${value}' cannot be the value of this parameter`, `write ${wanted}`);

export const misplacedDefault = (span: Span): Diagnostic =>
  error(
    'ITL6051',
    span,
    'only parameters of functions that C++ defines can have values',
    'leave it out: C++ hands over all that it calls JavaScript with',
  );

export const lateRequired = (span: Span): Diagnostic =>
  error(
    'ITL6052',
    span,
    'a parameter without a value stands behind one that has one',
    'what may be left out comes last',
  );

export const earlyDefault = (span: Span): Diagnostic =>
  error(
    'ITL6052',
    span,
    'behind a parameter that is left to C++ stands one that is not',
    'parameters with the value default come last',
  );

export const unknownBase = (name: string, span: Span, candidates: Iterable<string>): Diagnostic =>
  error(
    'ITL6053',
    span,
    `'${name}' is no class of this module`,
    hintFor(name, candidates) ?? `declare it: class ${name} { … }`,
  );

export const unimportedBase = (name: string, module: string, span: Span, candidates: Iterable<string>): Diagnostic =>
  error(
    'ITL6053',
    span,
    `'${name}' is no class that is imported from '${module}'`,
    hintFor(name, candidates) ?? `import it: class ${name} { … }`,
  );

/** `path` as in `A → B → A`. */
export const endlessBase = (name: string, path: string, span: Span): Diagnostic =>
  error('ITL6053', span, `'${name}' extends itself: ${path}`, 'a class extends one that is there without it');

export const impureNumber = (text: string, span: Span): Diagnostic =>
  error(
    'ITL6054',
    span,
    `'= ${text}' says nothing of a function`,
    'a virtual function that a class has not itself ends with = 0',
  );

export const sharedLine = (name: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6058',
    span,
    `'${name}' is shared: what it extends and what extends it has to be so too`,
    "write 'shared class' for both",
    first,
    `'${name}' is declared here`,
  );

/** A member that a class declares again, and its base has otherwise. */
export const unfitDslMember = (name: string, owner: string, base: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6059',
    span,
    `'${name}' of '${owner}' does not fit that of '${base}'`,
    `'${owner}' is also taken for '${base}': let it take and give what that one does, or give it another name: other = ${name}`,
    first,
    `that of '${base}' is here`,
  );

export const unextendable = (owner: string, name: string, span: Span, made: Span): Diagnostic =>
  error(
    'ITL6055',
    span,
    `'${name}' cannot be virtual: '${owner}' is made by a function`,
    `only what ${owner} has as a constructor in C++ can make the part of a class of JavaScript's`,
    made,
    'the constructor is given here',
  );

export const virtualAsync = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6056',
    span,
    `'${name}' is virtual and async`,
    'C++ calls what JavaScript has of its own, and cannot wait: leave one out',
  );

/** @param what - `a callback` */
export const unfitVirtual = (name: string, what: string, span: Span): Diagnostic =>
  error(
    'ITL6057',
    span,
    `'${name}' cannot be virtual: it has ${what}`,
    'leave virtual out, or declare another function for JavaScript',
  );
