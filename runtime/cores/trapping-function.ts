/**
 * V8 and JavaScriptCore, then SpiderMonkey, whose places may be "file line 5 > WebAssembly.compile". What has no name is
 * called `<anonymous>` by Deno, and by its number by WebKit.
 */
const frame = /^(?: +at )?(?:(?:<anonymous>|\d+|(?!_it_)([^\s/][^/\n]*?))(?: \(|@))?\S*(?: line \d+ > \S*)?wasm-f/m;

/**
 * The function in which a trap happened, where the module keeps names and the engine's stack has it: not one further out,
 * which may be in another module, nor one of an adapter.
 */
export const trappingFunction = ({ stack = '' }: Error): string | undefined => frame.exec(stack)?.[1];
