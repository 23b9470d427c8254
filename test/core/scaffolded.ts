/** What `init` writes for a module of WebAssembly text, and what becomes of it. */
import { compile } from '../../src/compile.ts';
import { readModule } from '../../src/core/read-module.ts';
import { scaffold } from '../../src/core/scaffold.ts';
import { assembleWat } from './assemble-wat.ts';

export function scaffoldOf(wat: string, debugNames = true): string {
  const module = readModule(assembleWat(wat, debugNames));
  if (module.kind === 'problem') throw new Error(module.message);
  return scaffold(module, 'out/lib.wasm', 'lib');
}

/** What the compiler says of the scaffold, checked against the module itself. */
export async function errorsOf(text: string, wat: string): Promise<readonly string[]> {
  const { diagnostics } = await compile(
    { path: 'lib.itl', text },
    { emit: ['wasm', 'dts'], readCore: () => assembleWat(wat) },
  );
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
}

/** Takes away the semicolons of the suggestions. */
export const accepted = (text: string): string =>
  text.replace(/^;; \(export\n(;; .*\n?)*/gm, (block) => block.replace(/^;; /gm, ''));
