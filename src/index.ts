/** The compiler as a library. */
export { type Compilation, type CompileOptions, compile, type Output, type Source } from './compile.ts';
export type { Diagnostic, Note, Severity } from './diagnostics/diagnostic.ts';
export {
  type DiagnosticStyle,
  type LocatedDiagnostic,
  type LocatedNote,
  locateDiagnostic,
  type RenderOptions,
  renderDiagnostic,
  renderJson,
} from './diagnostics/render.ts';
export type { DslInput, DslTranslation, TextFile } from './dsl/translate-dsl.ts';
export type { Place, SourceFile, SourceMap, Span } from './source/source-map.ts';
export { type Translation, translateDsl } from './translate.ts';
