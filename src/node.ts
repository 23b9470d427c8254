/** The compiler for tools that run in Node: builds from files, C++ included. */

export type { ImportMap } from './backend/import-map.ts';
export type { HelperPlace, ModuleFormat } from './backend/js/glue-options.ts';
export type { IrOutput, Output, PrintedOutput } from './compile.ts';
export type { Severity } from './diagnostics/diagnostic.ts';
export type { LocatedDiagnostic, LocatedNote } from './diagnostics/render.ts';
export type { AdapterTarget, AdapterVariants, Stage } from './pipeline.ts';
export type { Config } from './session/config.ts';
export {
  type Build,
  type BuildOptions,
  type CoreFile,
  createSession,
  type DebugInfo,
  type ImportSettings,
  type Problem,
  type Session,
  type SessionOptions,
  type WitBuild,
} from './session/session.ts';
