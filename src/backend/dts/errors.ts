/** The error classes of a JavaScript module, as TypeScript declares them. */
import type { ErrorName } from '../../boundary/error-names.ts';
import { docComment } from './doc-comment.ts';
import { indented } from './lines.ts';

interface ErrorClass {
  readonly doc: string;
  readonly base: string;
  readonly code: string;
  readonly members?: readonly string[];
}

const errorClasses: Readonly<Record<ErrorName, ErrorClass>> = {
  ItlTypeError: { doc: 'A value is of the wrong type.', base: 'TypeError', code: 'ITL_TYPE' },
  ItlRangeError: {
    doc: 'A number, pointer, length or handle is outside what is allowed.',
    base: 'RangeError',
    code: 'ITL_RANGE',
  },
  ItlLinkError: {
    doc: 'Something that the component needs is missing or does not fit.',
    base: 'Error',
    code: 'ITL_LINK',
  },
  ItlTrapError: {
    doc: 'A core module trapped. A `WebAssembly.RuntimeError`; `cause` is the error of the engine.',
    base: 'Error',
    code: 'ITL_TRAP',
  },
  ItlResultError: {
    doc: 'The error side of a function that gives a result. An import may throw one.',
    base: 'Error',
    code: 'ITL_RESULT',
    members: [
      'readonly payload: unknown;',
      'constructor(payload: unknown, options?: { readonly cause?: unknown } | undefined);',
    ],
  },
};

export function errorDeclaration(name: ErrorName): string[] {
  const { doc, base, code, members = [] } = errorClasses[name];
  return [
    ...docComment(doc),
    `export declare class ${name} extends globalThis.${base} {`,
    ...indented([`readonly code: '${code}';`, ...members]),
    '}',
  ];
}
