/**
 * How TypeScript users start components by their JavaScript modules: text, since the modules are made by the test. The
 * lines marked as errors do not compile, all others do, with and without the library of the DOM.
 */
export const instantiating: string = `
import { instantiate as start, instantiateSync as startSync } from './pure.js';
import { type Exports, type Imports, instantiate, instantiateSync, ItlResultError, ItlTrapError } from './results.js';

declare const imports: Imports;
declare const bytes: Uint8Array;
declare const compiled: object;

export async function results(): Promise<void> {
  const { half, elsewhere } = await instantiate(imports);
  half(4) satisfies number;
  elsewhere({ tag: 'ok', val: 1 })[1]?.tag satisfies 'ok' | 'err' | undefined;
  using lib = instantiateSync(imports, { modules: { 'core.wasm': bytes } });
  lib satisfies Exports;
  // @ts-expect-error a string is no number
  lib.half('4');
  await instantiate(imports, { modules: { 'core.wasm': Promise.resolve(bytes) }, wasi: false });
  await instantiate(imports, { modules: { 'core.wasm': '/people.wasm' }, wasi: { args: ['x'] } });
  await instantiate(imports, { instantiate: (path, module, given) => ({ exports: { path, module, given } }) });
}

export async function forgotten(): Promise<void> {
  // @ts-expect-error the imports are forgotten
  await instantiate();
  // @ts-expect-error likewise
  instantiateSync();
  // @ts-expect-error a module is forgotten
  await instantiate({});
  // @ts-expect-error functions are forgotten
  await instantiate({ host: { text: () => '' } });
  // @ts-expect-error a function is of another type
  await instantiate({ host: { ...imports.host, text: () => 1 } });
}

export async function misspelt(): Promise<void> {
  // @ts-expect-error there is no such option
  await instantiate(imports, { module: {} });
  // @ts-expect-error there is no such core module
  await instantiate(imports, { modules: { 'cor.wasm': bytes } });
  // @ts-expect-error a number is no source
  await instantiate(imports, { modules: { 'core.wasm': 42 } });
  // @ts-expect-error nor is this
  await instantiate(imports, { modules: { 'core.wasm': undefined as unknown as boolean } });
  // @ts-expect-error there is no such WASI option
  await instantiate(imports, { wasi: { argv: [] } });
}

export async function without(): Promise<void> {
  const lib = await start();
  lib satisfies object;
  await start({});
  startSync(undefined, { modules: { 'core.wasm': compiled } });
  // @ts-expect-error nothing is imported
  await start({ console: 1 });
}

export function failed(error: unknown): unknown {
  if (error instanceof ItlResultError) return error.payload;
  // @ts-expect-error a message is text
  if (error instanceof ItlTrapError) return error.message satisfies number;
  throw new ItlResultError({ code: 1 }, { cause: error });
}
`;

/** ITL of the components, by module. */
export const components = {
  pure: '(module core "core.wasm" (func f "f" (result i32))) (export (func _ "f" (result u32) (as u32 (call f))))',
  results: `(types (record Error (code s32)) (enum Function a b))
    (module core "core.wasm" (func f "f" (param i32) (result i32)))
    (import "host" (func text "text" (result string)) (func other "other" (param u8)))
    (export
      (func _ "half" (param $n s32) (result (result s32 string)) (unreachable))
      (func _ "elsewhere" (param $r (result s32 string)) (result (array (option (result s32 string)))) (unreachable))
      (func _ "named" (param $e Error) (param $f Function))
      (func _ "run" (call f 1) (call text) (call other (as u8 1))))`,
};
