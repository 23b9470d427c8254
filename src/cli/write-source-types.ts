/** `itlc types`: what the plugin for bundlers writes, without a bundler and without a C++ compiler. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compilation } from '../compile.ts';
import { compileItl } from '../session/compile-itl.ts';
import { newSession, newTrace } from '../session/cpp-session.ts';
import { isCpp, isWasm, isWitFile } from '../session/input-kinds.ts';
import { noProgress } from '../session/progress.ts';
import { withoutFiles } from '../session/without-files.ts';
import { writeTypes } from '../session/write-types.ts';
import { sortInputs } from './inputs.ts';
import type { Reporter } from './report.ts';

/** Writes the types of each source beside it: `people.cpp` → `people.d.cpp.ts`. */
export async function writeSourceTypes(paths: readonly string[], reporter: Reporter): Promise<void> {
  // Each file of WIT is a component by itself here.
  if (
    !sortInputs(
      paths.filter((path) => !isWitFile(path)),
      reporter,
    )
  )
    return;
  for (const path of paths) {
    const compilation = await typesOf(path, reporter);
    if (compilation?.dts !== undefined) writeTypes(path, compilation.dts, reporter);
  }
}

function typesOf(path: string, reporter: Reporter): Promise<Compilation | undefined> {
  if (isCpp(path)) return compileBlocks(path, reporter);
  return isWasm(path) || isWitFile(path) ? compileWorld(path, reporter) : compileItl(path, options, reporter);
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

/** A component binary, or WIT with the core module beside it. They are in the script, so that nothing is written. */
async function compileWorld(path: string, reporter: Reporter): Promise<Compilation | undefined> {
  const { buildComponent } = await import('../session/build-component.ts');
  return buildComponent(path, {}, { ...options, inline: true, compile: false }, reporter, newTrace());
}
