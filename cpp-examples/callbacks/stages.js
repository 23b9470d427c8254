/** What each stage is made of. The demo and the tests share it. */

/**
 * C as it is; the linker exports what the adapters need beside what the sources export. With its stack pointer the module's
 * stack is as it was when a callback has thrown through C's functions.
 */
const flags = ['-Wl,--export=malloc', '-Wl,--export=free', '-Wl,--export=__stack_pointer'];
/** Function pointers are slots of the module's table, which the adapter adds to. */
const tableFlags = [...flags, '-Wl,--export-table', '-Wl,--growable-table'];

export const stages = [
  { name: '1-static', title: '1. A log function known when C is linked', itl: 'calc.itl', flags },
  {
    name: '2-dynamic',
    title: '2. A log function as an argument: a function pointer',
    itl: 'libshims.itl',
    flags: tableFlags,
  },
  { name: '3-multiplexer', title: '3. A trampoline and a multiplexer: an id', itl: 'libshims.itl', flags },
  { name: '4-signatures', title: '4. One relay a signature, for all callbacks', itl: 'libshims.itl', flags },
];

/** Stage 4 again with a block of the C++ DSL: the libraries are the same, and so is `main.js`. */
export const dslStage = {
  name: '5-dsl',
  title: '5. The same from a block in C++',
  main: '4-signatures/main.js',
  /** For itlc, in this folder. */
  args: [
    '5-dsl/shims.cpp',
    ...['calc', 'events', 'datapipeline', 'libalerts'].map((name) => `4-signatures/${name}.c`),
    '--cxxflags=-I4-signatures',
  ],
};
