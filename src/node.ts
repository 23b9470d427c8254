/** The compiler for tools that run in Node: builds from files, C++ included. */
export type { Output } from './compile.ts';
export type { Config } from './session/config.ts';
export {
  type Build,
  type BuildOptions,
  type CoreFile,
  createSession,
  type DebugInfo,
  type Problem,
  type Session,
  type SessionOptions,
} from './session/session.ts';
