/** What the page and the compiling worker say to each other. */
import type { LocatedDiagnostic } from '../diagnostics/render.ts';
import type { Program } from './program.ts';

export interface BuildRequest {
  readonly id: number;
  readonly program: Program;
  /** Compile the includes by themselves before all else: this build takes longer, those after it half the time. */
  readonly ahead: boolean;
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
  /** Whether all includes were compiled ahead. */
  readonly isAhead: boolean;
  readonly milliseconds: number;
}

export type BuildAnswer =
  | { readonly kind: 'progress'; readonly id: number; readonly text: string; readonly fraction?: number }
  | { readonly kind: 'built'; readonly id: number; readonly built: Built };
