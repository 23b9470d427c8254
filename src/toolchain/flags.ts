/** Sorts a user's flags by the step that they are for, and finds the paths in them. */
import { isCFile } from './compiler.ts';

export interface StepFlags {
  readonly compile: readonly string[];
  readonly link: readonly string[];
}

/**
 * What JavaScript throws leaves C's stack pointer deep in the stack: exported, the loader puts it back. Compilers before
 * clang 15 have to be told that there are exports that change.
 */
export const stackFlags: readonly string[] = ['-mmutable-globals', '-Wl,--export=__stack_pointer'];

/** Flags whose value is the next word. */
const takesNext = new Set(['-L', '-l', '-I', '-isystem', '-iquote', '-idirafter', '-include', '-imacros', '-D', '-U']);
const moreTakingNext = new Set(['-target', '--target', '--sysroot', '-Xclang', '-Xlinker', '-mllvm', '-x', '-T']);
const hasValueBehind = (word: string): boolean => takesNext.has(word) || moreTakingNext.has(word);

/** Flags in groups: a flag with its value, if that is a word of its own. */
export function flagGroups(words: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = hasValueBehind(word) ? words[++at] : undefined;
    groups.push(value === undefined ? [word] : [word, value]);
  }
  return groups;
}

const isForLinker = (word: string): boolean =>
  /^-(?:Wl,|[lLT]|Xlinker$|nostartfiles$|mexec-model=|s$)|\.(?:a|o)$/.test(word);
const isForCompiler = (word: string): boolean =>
  /^-(?:[DUIWx]|mmutable-globals$|i(?:system|quote|dirafter|nclude|macros)|std=|f(?:no-)?rtti)/.test(word);

/** What neither step claims for itself, like `-O1`, `-g` or `--target=…`, goes to both. */
export function splitFlags(words: readonly string[]): StepFlags {
  const groups = flagGroups(words);
  const linker = groups.filter(([word = '']) => isForLinker(word));
  const compiler = groups.filter(([word = '']) => !isForLinker(word));
  const both = compiler.filter(([word = '']) => !isForCompiler(word));
  return { compile: compiler.flat(), link: [...both, ...linker].flat() };
}

/** A driver for C++ has to be told that a file is C; and to C, `-std=c++20` is an error. */
export const flagsFor = (file: string, flags: readonly string[]): readonly string[] =>
  isCFile(file) ? [...flags.filter((flag) => !/^-std=(?:c|gnu)\+\+/.test(flag)), '-x', 'c'] : flags;

const searching = /^-(?:I|isystem|iquote|idirafter)/;

/** The folders that `#include` searches because of these flags, in the order of the flags. */
export const includeFolders = (words: readonly string[]): readonly string[] => valuesOf(words, searching);

/** Files that `-include` and `-imacros` put in front of every source. */
export const forcedIncludes = (words: readonly string[]): readonly string[] =>
  valuesOf(words, /^-(?:include|imacros)$/);

const valuesOf = (words: readonly string[], flag: RegExp): readonly string[] =>
  flagGroups(words).flatMap(([word = '', value]) => {
    const found = flag.exec(word);
    const path = value ?? word.slice(found?.[0].length ?? 0);
    return found && path !== '' ? [path] : [];
  });
