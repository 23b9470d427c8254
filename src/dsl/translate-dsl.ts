/** The C++ DSL's pipeline: sources with blocks → ITL, C++ with declarations in the blocks' place, and the headers that needs. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { SourceMap, Span } from '../source/source-map.ts';

export interface TextFile {
  /** As the caller gave it, or relative to the output folder; folders by `/`. */
  readonly path: string;
  readonly text: string;
}

export interface DslInput {
  /** Of the component; the core module is meant to be `NAME.wasm` beside the ITL. */
  readonly name: string;
  /** The sources of the core module, in the order given. */
  readonly files: readonly TextFile[];
  /** What `include "path"` names, by its path from the root of the other paths; undefined where there is no such file. */
  readonly readFile: (path: string) => string | undefined;
  /** The text of one of the package's C++ headers, by its name: `it/arena.h` (see `toolchain/cpp-headers.ts`). */
  readonly readHeader: (name: string) => string;
}

export interface DslTranslation {
  /** The component's ITL; it names the core module `NAME.wasm`. */
  readonly itl: string;
  /** One for each of the input's files, with its path. To be compiled with the folder of `headers` in the include path. */
  readonly cpp: readonly TextFile[];
  /** `it/….h`, to be copied to the output folder. */
  readonly headers: readonly TextFile[];
  /** What the user's C++ has to define: exported functions, and members of classes. For "declared but never defined". */
  readonly declared: readonly DeclaredFunction[];
}

export interface DeclaredFunction {
  /** As the linker names it, without parameters: `isFizz`, `Counter::next`, `Counter::Counter`. */
  readonly name: string;
  /** The definition that is expected, without its body: `bool isFizz(int)`. */
  readonly signature: string;
  /** Of the core module's export, where the user's function itself is exported; absent where a wrapper calls it. */
  readonly exportName?: string;
  /** Its name in the block. */
  readonly span: Span;
}

/** @returns undefined when something in the blocks is wrong: `sink` has the errors, whose spans are in `sources`. */
export declare function translateDsl(
  input: DslInput,
  sources: SourceMap,
  sink: DiagnosticSink,
): DslTranslation | undefined;
