/**
 * V8 and JavaScriptCore, then SpiderMonkey, whose places may be "file line 5 > WebAssembly.compile". What has no name is
 * called `<anonymous>` by Deno, and by its number by WebKit. V8 says first what the module is called, in the place too:
 * "module.function (wasm://wasm/module-01234567:wasm-function[0]:0x1e)".
 */
const frame =
  /^(?: +at )?(?:(?:<anonymous>|\d+|(?!_it_)([^\s/][^/\n]*?))(?: \(|@))?(?:wasm:\/\/wasm\/(.*)-)?\S*(?: line \d+ > \S*)?wasm-f/m;

/**
 * The function in which a trap happened, where the module keeps names and the engine's stack has it: not one further out,
 * which may be in another module, nor one of an adapter.
 */
export function trappingFunction({ stack = '' }: Error): string | undefined {
  const [, name, module] = frame.exec(stack) ?? [];
  return name?.slice(module ? module.length + 1 : 0) || undefined;
}
