/** ITL9xxx: what goes wrong inside of itlc itself. */
import type { Diagnostic } from './diagnostic.ts';

/** @param doing - what it happened to, or while doing what */
export const internalError = (doing: string, reason: string): Diagnostic => ({
  code: 'ITL9001',
  severity: 'error',
  message: `itlc itself failed, ${doing}: ${reason}; please report it with the input, the stack is shown with ITLC_STACK=1`,
});

export const isInternal = ({ code }: Diagnostic): boolean => code.startsWith('ITL9');
