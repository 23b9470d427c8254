import { noProgress, type Progress } from '../session/progress.ts';
import { terminalProgress } from './progress.ts';
import { Reporter, type ReportOptions } from './report.ts';

/** Where a command says what it does. */
export interface Telling {
  readonly reporter: Reporter;
  readonly progress: Progress;
}

/** Progress on a terminal, unless the command is to be quiet; what is reported takes its place. */
export function telling(options: ReportOptions): Telling {
  const isTalking = !options.quiet && !options.json;
  const progress = isTalking ? terminalProgress(process.stderr, process.env.TERM) : noProgress;
  return { progress, reporter: new Reporter(options, progress) };
}
