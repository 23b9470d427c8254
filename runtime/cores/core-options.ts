import type { Options } from './modules.ts';

type CoreInstantiate = (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance;

/** What `instantiate(getCoreModule, imports, instantiateCore)` says, as options. */
export const coreOptions = (
  getCoreModule: (path: string) => WebAssembly.Module | PromiseLike<WebAssembly.Module>,
  instantiateCore?: CoreInstantiate,
): Options => ({
  modules: getCoreModule,
  ...(instantiateCore && { instantiate: (_path, module, imports) => instantiateCore(module, imports) }),
});
