import { internalError } from '../diagnostics/internal.ts';
import type { Reporter } from './report.ts';

/** Does a part of a command. What goes wrong inside of itlc is reported in a line, and the other parts are done. */
export async function guarded<T>(doing: string, work: () => Promise<T>, reporter: Reporter): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    reportInternal(doing, error, reporter);
    return undefined;
  }
}

export function reportInternal(doing: string, error: unknown, reporter: Reporter): void {
  const reason = error instanceof Error ? error.message : String(error);
  reporter.show([internalError(doing, reason.replaceAll(/\s+/g, ' '))]);
  if (process.env.ITLC_STACK && error instanceof Error) reporter.passThrough(`${error.stack}\n`);
}
