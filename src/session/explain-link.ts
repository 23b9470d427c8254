/** What the linker says of undefined symbols, in the terms of the block. */
import { readModule } from '../core/read-module.ts';
import type { Diagnostic, Note } from '../diagnostics/diagnostic.ts';
import { noExceptions, notDefined } from '../diagnostics/toolchain.ts';
import { findDefinitions } from '../dsl/find-definitions.ts';
import type { DeclaredFunction } from '../dsl/translate-dsl.ts';
import type { SourceMap } from '../source/source-map.ts';
import type { CoreResult } from '../toolchain/build-core.ts';

interface Undefined {
  readonly missing: readonly DeclaredFunction[];
  /** Whether that is all the linker complains of. */
  readonly isAll: boolean;
}

/** What is missing in a core module. */
export interface LinkProblems {
  /** Functions that the block declares, in the order of the declarations. */
  readonly missing: readonly Diagnostic[];
  /** Whether the linker complains of nothing else: then its own words need not be shown. */
  readonly isAll: boolean;
}

/** @param declared what the blocks declare, in `sources` */
export function linkProblems(
  { wasm, incomplete, linkerMessages }: CoreResult,
  declared: readonly DeclaredFunction[],
  sources: SourceMap,
): LinkProblems {
  const { missing, isAll } = wasm ? { missing: [], isAll: false } : undefinedFunctions(linkerMessages, declared);
  const linked = wasm ?? incomplete;
  const unexported = linked ? missingExports(declared, exportsOf(linked)) : [];
  return { missing: describeMissing([...missing, ...unexported], sources), isAll };
}

function exportsOf(wasm: Uint8Array): ReadonlySet<string> {
  const module = readModule(wasm);
  return new Set(module.kind === 'module' ? module.exports.map(({ field }) => field) : []);
}

/** @param messages the linker's, with demangled names */
export function undefinedFunctions(messages: string, declared: readonly DeclaredFunction[]): Undefined {
  const complaints = messages
    .split('\n')
    .filter((line) => line.includes('error:') && !/linker command failed/.test(line));
  const undefinedNames = complaints.map((line) => /undefined symbol: (.*)$/.exec(line)?.[1]);
  const names = new Set(undefinedNames.map((symbol) => symbol && nameOf(symbol)));
  const missing = declared.filter(({ name }) => names.has(name));
  const known = new Set(missing.map(({ name }) => name));
  const isAll =
    undefinedNames.length > 0 && undefinedNames.every((symbol) => symbol !== undefined && known.has(nameOf(symbol)));
  return { missing, isAll };
}

/** What to do about symbols that belong to no declaration. */
export const linkHint = (messages: string): string | undefined =>
  /undefined symbol: (?:__cxa_(?:throw|allocate_exception|begin_catch|rethrow)|_Unwind_|__gxx_)/.test(messages)
    ? noExceptions
    : undefined;

/** `it::string greet[abi:v1](int)` → `greet`: the linker gives no result, but templates and tags. */
const nameOf = (symbol: string): string =>
  symbol
    .replace(/\(.*$/s, '')
    .replace(/\[abi:\w+\]/g, '')
    .trim();

/** Functions that would be exported if they were there: a declaration alone leaves nothing for the linker to miss. */
export const missingExports = (
  declared: readonly DeclaredFunction[],
  exports: ReadonlySet<string>,
): readonly DeclaredFunction[] =>
  declared.filter(({ exportName }) => exportName !== undefined && !exports.has(exportName));

/** In the order of the declarations. */
export function describeMissing(missing: readonly DeclaredFunction[], sources: SourceMap): readonly Diagnostic[] {
  const inOrder = missing.toSorted((left, right) => left.span.start - right.span.start);
  return inOrder.map(({ name, signature, span }) => notDefined(name, signature, span, notesFor(name, sources)));
}

function notesFor(name: string, sources: SourceMap): readonly Note[] {
  return sources.files.flatMap((file) => {
    const message = file.path.endsWith('.c')
      ? 'one of that name is defined here, in C: include its header above the block, with extern "C"'
      : 'one of that name is defined here, with other parameters or elsewhere';
    return findDefinitions(file, name).map((span) => ({ message, span }));
  });
}
