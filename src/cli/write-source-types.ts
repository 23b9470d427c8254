/** `itlc types`: what the plugin for bundlers writes, without a bundler and without a C++ compiler. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compilation } from '../compile.ts';
import { compileItl } from '../session/compile-itl.ts';
import { newSession } from '../session/cpp-session.ts';
import { isCpp } from '../session/input-kinds.ts';
import { noProgress } from '../session/progress.ts';
import { withoutFiles } from '../session/without-files.ts';
import { writeTypes } from '../session/write-types.ts';
import { sortInputs } from './inputs.ts';
import type { Reporter } from './report.ts';

/** Writes the types of each source beside it: `people.cpp` → `people.d.cpp.ts`. */
export async function writeSourceTypes(paths: readonly string[], reporter: Reporter): Promise<void> {
  if (!sortInputs(paths, reporter)) return;
  for (const path of paths) {
    const compilation = await (isCpp(path) ? compileBlocks(path, reporter) : compileItl(path, options, reporter));
    if (compilation?.dts !== undefined) writeTypes(path, compilation.dts, reporter);
  }
}

const options = {
  outDir: '.',
  // Without JavaScript there would be no `instantiate` to declare.
  emit: ['js', 'dts'],
  target: 'table',
  checkCore: true,
  optimize: false,
  format: 'esm',
  inline: false,
} as const;

/** The generated C++ goes to a folder that is gone afterwards. */
async function compileBlocks(path: string, reporter: Reporter): Promise<Compilation | undefined> {
  // Loaded only now: most of it is of no use to ITL.
  const { buildCpp } = await import('../session/build-cpp.ts');
  const outDir = mkdtempSync(join(tmpdir(), 'itlc-types-'));
  try {
    const settings = { ...options, outDir, compile: false };
    return await buildCpp({ cpp: [path], objects: [] }, settings, newSession(noProgress), withoutFiles(reporter));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
