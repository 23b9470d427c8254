/** A component that itlc compiled, around core modules that mean no good. */
import type { AnyExports } from '../harness/fixture.ts';
import { componentOf } from '../harness/targets.ts';
import { assemble } from '../runtime/adapter.ts';

/** What users have: whichever variant suits, and JavaScript. */
export const hostileTargets = ['auto', 'js'] as const;
export type HostileTarget = (typeof hostileTargets)[number];

/** @returns what instantiates the ITL with core modules given as text, by path */
export function hostileComponent(itl: string, target: HostileTarget) {
  const compiling = componentOf({ target }, itl, { path: 'hostile.itl' });
  return async (
    cores: Readonly<Record<string, string>>,
    imports: object = {},
    options: object = {},
  ): Promise<AnyExports> => {
    const modules = Object.fromEntries(Object.entries(cores).map(([path, wat]) => [path, assemble(wat)]));
    return (await compiling)(imports, { modules, ...options });
  };
}
