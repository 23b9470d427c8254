import { internalError } from '../diagnostics/internal.ts';
import type { Reports } from './reports.ts';

/** Does a part of a command. What goes wrong inside of itlc is reported in a line, and the other parts are done. */
export async function guarded<T>(doing: string, work: () => Promise<T>, reports: Reports): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    reportInternal(doing, error, reports);
    return undefined;
  }
}

export function reportInternal(doing: string, error: unknown, reports: Reports): void {
  const reason = error instanceof Error ? error.message : String(error);
  reports.show([internalError(doing, reason.replaceAll(/\s+/g, ' '))]);
  if (process.env.ITLC_STACK && error instanceof Error) reports.passThrough(`${error.stack}\n`);
}
