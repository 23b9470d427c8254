/** A component that itlc compiled, around core modules that mean no good. */
import type { AnyExports } from '../harness/fixture.ts';
import { componentOf, type Target } from '../harness/targets.ts';
import { assemble } from '../runtime/adapter.ts';

/** @returns what instantiates the ITL with core modules given as text, by path */
export function hostileComponent(itl: string, target: Target = 'table') {
  const compiling = componentOf({ target }, itl, { path: 'hostile.itl' });
  return async (cores: Readonly<Record<string, string>>, imports: object = {}): Promise<AnyExports> => {
    const modules = Object.fromEntries(Object.entries(cores).map(([path, wat]) => [path, assemble(wat)]));
    return (await compiling)(imports, { modules });
  };
}
