/** `itlc explain`. */
import { explain, explanations } from '../diagnostics/explain.ts';
import { unknownCode } from '../diagnostics/files.ts';
import type { Reporter } from './report.ts';

/** Prints what each code means. */
export function explainCodes(codes: readonly string[], reporter: Reporter): void {
  for (const code of codes) {
    const found = explain(code);
    if (found) process.stdout.write(`${[`${found.code}: ${found.title}`, found.meaning, found.cure].join('\n\n')}\n\n`);
    else reporter.show([unknownCode(code, Object.keys(explanations))]);
  }
}
