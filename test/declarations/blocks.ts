/** How TypeScript users write against what C++ exports: text, since the declarations are made by the test. */
export const ofBlocks: string = `
import type { Exports as Functions } from './functions.js';

export function functions(lib: Functions): void {
  lib.call((n) => n + 1).toFixed();
  lib.adder(1)(2) satisfies number;
  lib.each([(text) => text.length > 1])('x') satisfies boolean;
  // @ts-expect-error a callback with the wrong result
  lib.call(() => 'x');
  // @ts-expect-error only what the block declares is there
  lib._it_Held1;
}
`;

/** The blocks of the components, by module. */
export const blocks = {
  functions: `export {
    func call(f: std::function<s32(s32)>) -> s32;
    func adder(by: s32) -> std::function<s32(s32)>;
    func each(all: std::vector<std::function<bool(std::string)>>) -> std::function<bool(std::string)>;
  }`,
};
