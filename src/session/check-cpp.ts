import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cppNotChecked } from '../diagnostics/toolchain.ts';
import { buildCpp, type CppInputs } from './build-cpp.ts';
import { checking } from './build-settings.ts';
import type { CppSettings } from './cpp-flags.ts';
import type { CppSession } from './cpp-session.ts';
import type { Reports } from './reports.ts';
import { warmCompiler } from './session-compiler.ts';
import { withoutFiles } from './without-files.ts';

/**
 * Reports all that building would: of the blocks, of the compiler and the linker, of the core module. Everything is made in a
 * folder that is gone afterwards. Without a compiler the blocks alone are checked, and a warning says so.
 */
export async function checkCpp(
  inputs: CppInputs,
  settings: CppSettings & { readonly checkCore: boolean },
  session: CppSession,
  reports: Reports,
): Promise<void> {
  const compile = settings.compile && (await warmCompiler(settings, session));
  const outDir = mkdtempSync(join(tmpdir(), 'itlc-check-'));
  try {
    await buildCpp(inputs, { ...settings, ...checking, compile, outDir }, session, withoutFiles(reports));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
  if (settings.compile && !compile) reports.show([cppNotChecked()]);
}
