/** The compiler as a library. */
export { type Compilation, type CompileOptions, compile, type Output, type Source } from './compile.ts';
export type { Diagnostic, Note, Severity } from './diagnostics/diagnostic.ts';
export { renderDiagnostic, renderJson } from './diagnostics/render.ts';
export type { Place, SourceFile, SourceMap, Span } from './source/source-map.ts';
