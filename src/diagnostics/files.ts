/** ITL5xxx: files and output. One function a message. */
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean, hintFor, listOf } from './suggest.ts';

const error = (code: string, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const unreadableFile = (path: string, reason: string, hint?: string): Diagnostic =>
  error('ITL5001', `cannot read '${path}': ${reason}`, hint);

/** What to say of a path that may have been meant for a command; undefined for others. */
export function commandHint(path: string, commands: readonly string[]): string | undefined {
  if (verbs.includes(path)) return `there is no command '${path}': itlc FILES -o out/ compiles`;
  const meant = didYouMean(path, commands);
  return meant && `did you mean the command '${meant}'?`;
}

/** What other tools call it. */
const verbs: readonly string[] = ['build', 'compile', 'make'];

export const unwritableFile = (path: string, reason: string): Diagnostic =>
  error('ITL5002', `cannot write '${path}': ${reason}`);

export const sameOutput = (path: string, first: string, second: string): Diagnostic =>
  error(
    'ITL5003',
    `'${first}' and '${second}' would both be written to '${path}'`,
    'compile them to different folders',
  );

export const notFormatted = (path: string): Diagnostic =>
  error('ITL5004', `'${path}' is not formatted`, `run itlc fmt ${path}`);

const otherFormatters = { cpp: 'clang-format is for this', wit: 'it has no formatter here' } as const;

export const notItl = (path: string, kind: 'cpp' | 'wit'): Diagnostic =>
  error('ITL5008', `'${path}' is ${sourceTexts[kind](path)[0]}`, `fmt formats ITL; ${otherFormatters[kind]}`);

/** A source, by its ending. */
export type SourceKind = 'cpp' | 'itl' | 'wit';

const sourceTexts: Readonly<Record<SourceKind, (path: string) => readonly [what: string, hint: string]>> = {
  cpp: (path) => ['C or C++', `itlc ${path} -o out/ compiles it: a block in it says what JavaScript gets`],
  itl: (path) => ['ITL', `itlc ${path} -o out/ compiles it`],
  wit: (path) => ['WIT', `itlc ${path} core.wasm -o out/ makes JavaScript of the core module that is made for it`],
};

/** What `init` and `inspect` are given by mistake. */
export function notModule(path: string, kind: SourceKind): Diagnostic {
  const [what, hint] = sourceTexts[kind](path);
  return error('ITL5012', `'${path}' is ${what}, not a WebAssembly module`, hint);
}

export const givenTwice = (path: string): Diagnostic => error('ITL5013', `'${path}' is given twice`, 'name it once');

export const notAssembled = (path: string): Diagnostic =>
  error(
    'ITL5009',
    `'${path}' is WebAssembly as text, not ITL`,
    'assemble it; itlc init writes a first ITL for what comes out',
  );

export const alreadyThere = (path: string): Diagnostic =>
  error('ITL5006', `'${path}' is there already`, 'with --force it is written all the same');

export const unknownCode = (code: string, codes: readonly string[]): Diagnostic => {
  const meant = didYouMean(code, codes);
  return error(
    'ITL5010',
    `there is no code '${code}'`,
    meant ? `did you mean '${meant}'?` : 'codes are written ITL2004',
  );
};

export const unreadableBinary = (path: string, problem: string): Diagnostic =>
  error('ITL5005', `cannot use '${path}': ${problem}`);

/** @param names - what there is to be mapped */
export const uselessMapping = (pattern: string, target: string, names: readonly string[]): Diagnostic =>
  servesNothing(
    `the mapping of '${pattern}' to '${target}'`,
    hintFor(pattern, names) ??
      (names.length === 0 ? 'there is no import to be mapped' : `imports are from ${listOf(names)}`),
  );

/** @param isServed - whether a core module imports the WASI before 0.2 */
export const uselessWasi = (isServed: boolean): Diagnostic =>
  servesNothing(
    "option '--wasi'",
    isServed
      ? "it is for imports of WASI 0.2; it_wasi serves the core module's WASI 0.1 without it"
      : 'it is for imports of WASI 0.2, and there are none',
  );

const servesNothing = (what: string, hint: string): Diagnostic => ({
  ...error('ITL5011', `${what} serves no import`, hint),
  severity: 'warning',
});

/** The file was written all the same: for browsers and bundlers the package.json means nothing. */
export const commonJsFolder = (file: string, packageFile: string): Diagnostic => ({
  code: 'ITL5007',
  severity: 'warning',
  message: `Node will take '${file}' for CommonJS, because '${packageFile}' says so, but it is an ES module`,
  hint: 'with -o, write to a folder of its own, where a package.json can say "type": "module"',
});
