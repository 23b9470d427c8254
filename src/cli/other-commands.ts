/** `check`, `fmt`, `inspect` and `init`. */

import { basename, dirname, relative } from 'node:path';
import { isAdapter } from '../core/is-adapter.ts';
import { readModule } from '../core/read-module.ts';
import { renderInspection } from '../core/render-inspection.ts';
import { scaffold } from '../core/scaffold.ts';
import { adapterGiven } from '../diagnostics/component.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import {
  alreadyThere,
  notFormatted,
  notItl,
  notModule,
  type SourceKind,
  unreadableBinary,
} from '../diagnostics/files.ts';
import { formatItl } from '../frontend/format.ts';
import { checking } from '../session/build-settings.ts';
import { compileItl } from '../session/compile-itl.ts';
import type { CppSettings } from '../session/cpp-flags.ts';
import { newSession } from '../session/cpp-session.ts';
import { exists, relativeUrl } from '../session/files.ts';
import { isCpp, isWasm, isWitFile } from '../session/input-kinds.ts';
import { readSource } from '../session/read-source.ts';
import type { WitRequest } from '../session/read-world.ts';
import { readReported, writeReported } from '../session/reported-files.ts';
import { SourceMap } from '../source/source-map.ts';
import { describeBytes } from './describe-bytes.ts';
import { sortInputs } from './inputs.ts';
import type { Reporter } from './report.ts';
import type { Telling } from './telling.ts';
import { worldFor } from './world-for.ts';

export type CheckOptions = CppSettings & { readonly checkCore: boolean; readonly wit?: WitRequest };

export async function checkFiles(
  paths: readonly string[],
  options: CheckOptions,
  { reporter, progress }: Telling,
): Promise<void> {
  const { checkCore, wit } = options;
  const command = { ...checking, outDir: '.', checkCore };
  const inputs = sortInputs(paths, reporter);
  if (!inputs) return;
  // Loaded only now, as compiling does.
  if (inputs.cpp.length > 0) {
    const { checkCpp } = await import('../session/check-cpp.ts');
    await checkCpp(inputs, options, newSession(progress), reporter);
  }
  if (wit && !inputs.itl.some(isWasm)) (await import('../session/read-world.ts')).checkWit(wit, reporter);
  const world = await worldFor(inputs, wit, reporter);
  for (const path of inputs.itl) {
    progress.show(`Checking ${path} …`);
    if (!isWasm(path)) await compileItl(path, command, reporter);
    else
      await (await import('../session/compile-component.ts')).compileComponent(path, { ...command, world }, reporter);
  }
  progress.clear();
}

/** Rewrites the files, or with `check` only says which it would. */
export function formatFiles(paths: readonly string[], check: boolean, reporter: Reporter): void {
  for (const path of paths) formatFile(path, check, reporter);
}

function formatFile(path: string, check: boolean, reporter: Reporter): void {
  const text = readSource(path, reporter);
  if (text === undefined) return;
  const kind = sourceKind(path);
  if (kind && kind !== 'itl') return reporter.show([notItl(path, kind)]);
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const formatted = formatItl(sources.add(path, text), sink);
  reporter.show(sink.all, sources);
  if (formatted === undefined || formatted === text) return;
  if (check) reporter.show([notFormatted(path)]);
  else writeReported(path, formatted, reporter);
}

/** @param json - one object a line, in place of text for people */
export function inspectFiles(paths: readonly string[], json: boolean, reporter: Reporter): void {
  for (const path of paths) {
    const bytes = readBinary(path, reporter);
    if (!bytes) continue;
    const inspection = describeBytes(bytes);
    if (inspection.kind === 'problem') reporter.show([unreadableBinary(path, inspection.message)]);
    else if (json) process.stdout.write(`${JSON.stringify({ path, ...inspection })}\n`);
    else process.stdout.write(`${renderInspection(inspection, path)}\n`);
  }
}

/** Undefined after a reported error. */
function readBinary(path: string, reporter: Reporter): Uint8Array | undefined {
  const bytes = readReported(path, reporter);
  const kind = bytes && sourceKind(path);
  if (!kind) return bytes;
  reporter.show([notModule(path, kind)]);
  return undefined;
}

function sourceKind(path: string): SourceKind | undefined {
  if (isCpp(path)) return 'cpp';
  if (isWitFile(path)) return 'wit';
  return /\.itl$/i.test(path) ? 'itl' : undefined;
}

export interface InitOptions {
  readonly output?: string;
  /** Write over a file that is there. */
  readonly force?: boolean;
}

/** Writes a first ITL for a core module; to standard output without `output`. */
export function initItl(path: string, { output, force }: InitOptions, reporter: Reporter): void {
  if (output !== undefined && !force && exists(output)) {
    reporter.show([alreadyThere(output)]);
    return;
  }
  const bytes = readBinary(path, reporter);
  if (!bytes) return;
  if (isAdapter(bytes)) return reporter.show([adapterGiven(path)]);
  const module = readModule(bytes);
  if (module.kind === 'problem') {
    reporter.show([unreadableBinary(path, module.message)]);
    return;
  }
  const way = output === undefined ? relative('.', path) : decodeURIComponent(relativeUrl(dirname(output), path));
  const name = basename(output ?? path).replace(/\.(wasm|itl)$/i, '');
  const text = formatted(scaffold(module, way, name));
  if (output === undefined) process.stdout.write(text);
  else writeReported(output, text, reporter);
}

/** The scaffold in the formatter's layout. It parses: a property test makes sure of that. */
function formatted(text: string): string {
  return formatItl(new SourceMap().add('', text), new DiagnosticSink()) ?? text;
}
