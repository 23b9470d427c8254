/** ITL6060 to ITL6099: compilers, and what of a C++ module does not go together. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic, Note } from './diagnostic.ts';

const error = (code: string, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const noCompiler = (): Diagnostic =>
  error(
    'ITL6060',
    'there is no C++ compiler for WebAssembly',
    "'npm install --save-dev @yowasp/clang' brings one; or name one by --cxx, ITLC_CXX or WASI_SDK_PATH; " +
      '--no-compile does without',
  );

/** What a check leaves out, said aloud. */
export const cppNotChecked = (): Diagnostic => ({
  code: 'ITL6071',
  severity: 'warning',
  message: 'there is no C++ compiler, so only the blocks were checked, not the C++',
  hint: "'npm install --save-dev @yowasp/clang' brings one; --no-compile leaves the C++ out on purpose",
});

/** `origin`: the option or variable that named the program. */
export const unusableCompiler = (origin: string, program: string, reason: string): Diagnostic =>
  error('ITL6061', `cannot use the compiler '${program}': ${reason}`, `${origin} names it`);

/** The compiler has said why. `notes`: what the block expects of that C++. */
export const notCompiled = (path: string, notes: readonly Note[] = [], hint?: string): Diagnostic => ({
  ...error('ITL6062', `'${path}' does not compile`, hint),
  ...(notes.length > 0 && { notes }),
});

/** The linker has said why. */
export const notLinked = (name: string, hint?: string): Diagnostic =>
  error('ITL6063', `'${name}' cannot be linked`, hint);

export const noExceptions =
  'exceptions are off: --cxxflags=-fwasm-exceptions turns them on; without them it::fail(message) or a result(T, E) tells JavaScript of an error';

export const aboveBlock = "the namespace 'it' is there from the first block on: move what uses it below that";

/** `notes`: functions of that name which are there, with another signature. */
export const notDefined = (name: string, signature: string, span: Span, notes: readonly Note[]): Diagnostic => ({
  ...error('ITL6064', `'${name}' is declared here and never defined`, `define it: ${signature} { … }`),
  span,
  ...(notes.length > 0 && { notes }),
});

export const notOurs = (path: string, hint = 'put the output into another folder: -o out/'): Diagnostic =>
  error('ITL6065', `'${path}' is not a file that itlc made, and is not written over`, hint);

export const sameFileName = (path: string, first: string, second: string): Diagnostic =>
  error('ITL6066', `'${first}' and '${second}' would both be written to '${path}'`, 'give one of them another name');

export const objectGiven = (path: string): Diagnostic =>
  error('ITL6067', `'${path}' is linked to C++, and there is none`, 'give the .cpp with the block as well');

export const headerGiven = (path: string): Diagnostic =>
  error('ITL6067', `'${path}' is a file to include, not to compile`, 'give the .cpp that includes it');

/** `imports`: `module.name` each. */
export const unprovidedImports = (name: string, imports: readonly string[]): Diagnostic => {
  const uses = imports.length === 1 ? 'a function' : `${imports.length} functions`;
  return error(
    'ITL6068',
    `the C++ of '${name}' uses ${uses} that nothing provides: ${imports.join(', ')}`,
    'declare it in a block, import "module" { func name(); }, or do without it',
  );
};

/** What should not happen: the ITL is not accepted though nothing in the block is wrong. @param span - in the block */
export const translationRefused = (path: string, line: number, message: string, span?: Span): Diagnostic => ({
  ...error(
    'ITL6069',
    `the ITL made from the block is refused: ${message}`,
    `line ${line} of '${path}'; this is a mistake of itlc, not yours`,
  ),
  ...(span && { span }),
});
