/** What the page and the compiling worker say to each other. */
import type { LocatedDiagnostic } from '../diagnostics/render.ts';
import type { Program } from './program.ts';

export interface BuildRequest {
  readonly id: number;
  readonly program: Program;
  /** Compile the includes for the program's next versions too: clang is busy with that for seconds. */
  readonly prepare: boolean;
}

/** A text to be looked at. */
export interface Output {
  /** Its tab: "JavaScript". */
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

export interface Built {
  /** Empty after errors. */
  readonly outputs: readonly Output[];
  /** What the console runs, by its path. */
  readonly made: Readonly<Record<string, string | Uint8Array>>;
  readonly problems: readonly LocatedDiagnostic[];
  readonly milliseconds: number;
}

export type BuildAnswer =
  | { readonly kind: 'progress'; readonly id: number; readonly text: string; readonly fraction?: number }
  | { readonly kind: 'built'; readonly id: number; readonly built: Built }
  /** Behind `built`, where it was asked for. */
  | { readonly kind: 'prepared'; readonly id: number };
