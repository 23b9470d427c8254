/** What `itlc --help` ends with. */
export const examples = `
Examples:
  itlc fizz.itl -o out/                  out/fizz.js, out/fizz.d.ts and the adapter out/it_fizz.wasm
  itlc fizz.cpp -o out/                  C++ with a block: the core module too
  itlc fizz.itl --emit js,dts --inline   JavaScript alone, with the core module in it
  itlc greet.component.wasm -o out/      a component of any language, in JavaScript
  itlc greet.wit greet.wasm -o out/      a core module that was made for this WIT
  itlc *.itl -o out/ --loader            several components, and the loader for their adapters
  itlc                                   what itlc.config.json names
  itlc check fizz.itl --json             diagnostics as JSON lines, nothing written
  itlc fmt *.itl                         format in place
  itlc new app --template vite           a page with C++, ready to run
  itlc init lib.wasm -o lib.itl          a first ITL for an existing core module
  itlc explain ITL2004                   more about a code that a message has
  itlc inspect out/it_fizz.wasm          what an adapter offers and needs

Run it: import { instantiate } from './out/fizz.js';
        const { isFizz } = await instantiate();

Exit codes: 0 done, 1 errors in the input, 2 wrong usage, 3 a fault of itlc itself`;
