import { type Diagnostic, DiagnosticSink } from './diagnostics/diagnostic.ts';
import { type DslInput, type DslTranslation, translateDsl as translate } from './dsl/translate-dsl.ts';
import { SourceMap } from './source/source-map.ts';

/** What blocks in C++ have been translated to. */
export interface Translation {
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
  /** Finds the places that diagnostics speak of. */
  readonly sources: SourceMap;
  /** Absent where one of the diagnostics is an error. */
  readonly output?: DslTranslation;
}

/**
 * Translates the blocks in C++ sources to ITL, which `compile` takes, and to C++, which any compiler for WebAssembly takes. Does
 * no I/O: what it needs from outside it asks its caller for. Never throws for what is wrong in a source.
 *
 * The ITL names the core module `NAME.wasm`: hand `compile` its bytes by `readCore`. `itlc/node` does all of this, with files
 * and a compiler.
 */
export function translateDsl(input: DslInput): Translation {
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const output = translate(input, sources, sink);
  return { diagnostics: sink.all, sources, ...(output && { output }) };
}
