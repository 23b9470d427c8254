/** ITL6060 to ITL6070: C++ compilers. */
import { type Explanations, explanation as e } from './explanation.ts';

export const toolchainExplanations: Explanations = {
  ITL6060: e(
    'No C++ compiler',
    'C++ is compiled by clang for WebAssembly, and none was found.',
    '`npm install --save-dev @yowasp/clang` brings one that runs in Node. Or name one by `--cxx`, `ITLC_CXX` or `WASI_SDK_PATH`.',
  ),
  ITL6061: e(
    'Compiler cannot be used',
    'The program that the option or variable names is missing, cannot be started, or does not compile for WebAssembly.',
    'Correct it. On Debian, `clang lld wasi-libc libc++-dev-wasm32 libclang-rt-dev-wasm32` is a complete set.',
  ),
  ITL6062: e(
    'C++ does not compile',
    'The compiler has refused the source; its own messages stand above. Notes show declarations of the block to which the C++ does not fit.',
    'Mend the C++, or change the declaration in the block so that it says what the C++ has.',
  ),
  ITL6063: e(
    'Module cannot be linked',
    'The linker misses something, or cannot combine the files; its own messages stand above.',
    'Give all sources and libraries on one command line. `throw` needs `--cxxflags=-fwasm-exceptions`.',
  ),
  ITL6064: e(
    'Declared in a block and never defined',
    'The block promises a function, and no source defines one of that name with these parameters.',
    'Define it as the hint shows. A function that is defined in C needs its header, with `extern "C"`, above the block.',
  ),
  ITL6065: e(
    'File is not one that itlc made',
    'The output would replace a file that itlc has not written: perhaps your source.',
    'Put the output into another folder: `-o out/`.',
  ),
  ITL6066: e(
    'Two sources have one name',
    'Generated C++ is named after its source, and two sources of one module have the same name.',
    'Rename one of them.',
  ),
  ITL6067: e(
    'Nothing to compile it with',
    'Archives and objects are linked to C++ with a block, and headers are included by it. Neither stands alone.',
    'Give the `.cpp` with the block as well.',
  ),
  ITL6068: e(
    'C++ uses what nothing provides',
    'The module imports functions that no block declares.',
    'Declare them, `import "module" { func name(); }`, or do without them.',
  ),
  ITL6069: e(
    'ITL made from the block is refused',
    'A block is translated to ITL. That the result is wrong while the block is right is a mistake of itlc.',
    'Please report it with the source. The named line of the ITL shows which declaration to avoid meanwhile.',
  ),
  ITL6070: e(
    'Message of the C++ compiler',
    'With `--json`, what clang says appears under this code, with file, line and column.',
    'Read it as you would read it from clang.',
  ),
  ITL6071: e(
    'C++ itself was not checked',
    'A warning: `itlc check` found no C++ compiler, and checked the blocks and the ITL that is made of them.',
    'Install a compiler (`npm install --save-dev @yowasp/clang`), or say `--no-compile`.',
  ),
};
