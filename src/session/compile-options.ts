import type { CompileOptions } from '../compile.ts';
import type { BuildSettings } from './build-settings.ts';
import { readWasi } from './read-wasi.ts';
import type { Reports } from './reports.ts';

/** Of a build's settings, what compiling is told whatever a component was made from. */
export type CompileSettings = Pick<
  BuildSettings,
  'emit' | 'target' | 'optimize' | 'format' | 'helpers' | 'inline' | 'starts' | 'imports' | 'assembleDirect'
>;

/** Without where core modules are, which differs by what they come from. */
export const compileOptions = (
  { emit, target, optimize, format, helpers, inline, starts, imports, assembleDirect }: CompileSettings,
  reports: Reports,
): CompileOptions => ({
  ...{ emit, target, optimize, format, inline },
  ...(helpers && { helpers }),
  ...(starts && { starts }),
  ...(imports && { imports }),
  ...(assembleDirect && { assembleDirect }),
  readWasi: () => readWasi(reports),
});
