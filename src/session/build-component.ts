/** What a session makes of a component binary, or of WIT with a core module. */
import { dirname, join } from 'node:path';
import type { Compilation } from '../compile.ts';
import type { BuildSettings } from './build-settings.ts';
import type { Trace } from './cpp-session.ts';
import { stemOf } from './files.ts';
import { isWasm } from './input-kinds.ts';
import type { Reports } from './reports.ts';
import { type WitSettings, witRequestOf } from './wit-settings.ts';

/** What a build is told of its WIT. */
export interface WitBuild extends WitSettings {
  /** The core module; by default of the same name, beside the WIT: `greet.wasm` of `greet.wit`. */
  readonly core?: string;
}

/** @param path of a binary, which may carry its world, or of WIT. Undefined after reported errors. */
export async function buildComponent(
  path: string,
  wit: WitBuild,
  settings: BuildSettings,
  reports: Reports,
  trace: Trace,
): Promise<Compilation | undefined> {
  // Loaded only now: most builds are about other sources.
  const [{ compileComponent }, { worldReader }] = await Promise.all([
    import('./compile-component.ts'),
    import('./read-world.ts'),
  ]);
  if (isWasm(path)) return compileComponent(path, settings, reports, trace);
  const { core = join(dirname(path), `${stemOf(path)}.wasm`) } = wit;
  const world = worldReader(witRequestOf(path, wit), reports, trace);
  // What is wrong in it is said even where the core module is not there yet.
  if (!world()) return undefined;
  return compileComponent(core, { ...settings, world }, reports, trace);
}
