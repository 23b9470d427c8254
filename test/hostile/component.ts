/** A component that itlc compiled, around core modules that mean no good. */
import { type Imports, instantiate } from '../../runtime/it_loader.ts';
import { compileText } from '../harness/compile-fixture.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { assemble } from '../runtime/adapter.ts';

/** @returns what instantiates the ITL with core modules given as text, by path */
export function componentOf(itl: string) {
  const compiling = compileText(itl, 'hostile.itl');
  return async (cores: Readonly<Record<string, string>>, imports: Imports = {}): Promise<AnyExports> => {
    const { wasm } = await compiling;
    const modules = Object.fromEntries(Object.entries(cores).map(([path, wat]) => [path, assemble(wat)]));
    return instantiate<AnyExports>(wasm as Uint8Array<ArrayBuffer>, imports, { modules });
  };
}
