/** What the files of a command line are: a component each, or together one C++ module. */
import { extname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { commandHint, givenTwice, notAssembled, unreadableFile } from '../diagnostics/files.ts';
import { headerGiven, objectGiven } from '../diagnostics/toolchain.ts';
import { twoWits } from '../diagnostics/wit.ts';
import type { CppInputs } from '../session/build-cpp.ts';
import { readBytes } from '../session/files.ts';
import { isCpp, isObject, isWitFile } from '../session/input-kinds.ts';
import { isWitFolder, isWitPackage } from '../session/read-wit.ts';
import type { Reporter } from './report.ts';

export interface Inputs extends CppInputs {
  /** ITL: a component each. Whatever has no known ending is meant to be ITL. */
  readonly itl: readonly string[];
  /** A file of WIT, or a folder of them. */
  readonly wit: string | undefined;
}

/** A file of WIT, a package that is a binary, or a folder that has some. */
export const isWit = (path: string): boolean => isWitFile(path) || isWitFolder(path) || isWitPackage(path);

/** Undefined after a reported error. */
export function sortInputs(paths: readonly string[], reporter: Reporter): Inputs | undefined {
  const headers = paths.filter((path) => /\.(?:h|hh|hpp|hxx|inl|it)$/i.test(path));
  const cpp = paths.filter(isCpp);
  const objects = paths.filter(isObject);
  const strays = cpp.length > 0 ? [] : objects;
  const texts = paths.filter((path) => /\.wat$/i.test(path));
  const [wit, secondWit] = paths.filter(isWit);
  const twice = wit !== undefined && secondWit !== undefined ? [twoWits(wit, secondWit)] : [];
  // Of archives a linker may need one twice.
  const again = repeated(paths.filter((path) => !isObject(path))).map(givenTwice);
  const strange = [...headers.map(headerGiven), ...strays.map(objectGiven), ...texts.map(notAssembled)];
  const problems = [...(again.length > 0 ? again : twice), ...strange];
  reporter.show(problems);
  if (problems.length > 0) return undefined;
  return { cpp, objects, wit, itl: paths.filter((path) => !isCpp(path) && !isObject(path) && !isWit(path)) };
}

/**
 * Words that cannot be read and look like commands: what stands behind one is not meant to be compiled.
 * @param commands - their names
 */
export function misspeltCommands(paths: readonly string[], commands: readonly string[]): readonly Diagnostic[] {
  return paths.flatMap((path) => {
    const hint = extname(path) === '' ? commandHint(path, commands) : undefined;
    if (hint === undefined || isWit(path)) return [];
    const bytes = readBytes(path);
    return bytes.ok ? [] : [unreadableFile(path, bytes.reason, hint)];
  });
}

/** Paths that name a file once more, each once. */
function repeated(paths: readonly string[]): readonly string[] {
  const files = paths.map((path) => resolve(path));
  return [...new Set(paths.filter((_, index) => files.indexOf(files[index] ?? '') < index))];
}
