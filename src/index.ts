/** The compiler as a library. */
export type { HelperPlace, ModuleFormat } from './backend/js/glue-options.ts';
export type { Source, UnusableComponent, UsedComponent } from './check-source.ts';
export {
  type Compilation,
  type CompileOptions,
  compile,
  type IrOutput,
  type Output,
  type PrintedOutput,
} from './compile.ts';
export type { Diagnostic, Note, Severity } from './diagnostics/diagnostic.ts';
export {
  type DiagnosticStyle,
  type LocatedDiagnostic,
  type LocatedNote,
  locateDiagnostic,
  type Paint,
  type RenderOptions,
  renderDiagnostic,
  renderJson,
} from './diagnostics/render.ts';
export type { BlockPlaces } from './dsl/block-places.ts';
export type { DeclaredFunction } from './dsl/declared-functions.ts';
export type { ExpectedDefinition } from './dsl/expected-definitions.ts';
export type { DslInput, DslTranslation, TextFile } from './dsl/translate-dsl.ts';
export type { AdapterTarget, AdapterVariants, Stage } from './pipeline.ts';
export type { Place, SourceFile, SourceMap, Span } from './source/source-map.ts';
export { type Translation, translateDsl } from './translate.ts';
