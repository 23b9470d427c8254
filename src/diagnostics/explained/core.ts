/** ITL4xxx: what a source says of a core module and what the module has. */
import { type Explanations, explanation as e } from './explanation.ts';

export const coreExplanations: Explanations = {
  ITL4001: e(
    'File is no core module',
    'The file at the path is not a WebAssembly module that itlc can read. The message says what it looks like.',
    'Correct the path, or build the module again. A server that answers with an error page leaves HTML behind.',
  ),
  ITL4002: e(
    'File is not linked yet',
    'The file is an object file or a dynamic library: its addresses are not fixed, so it cannot be instantiated by itself.',
    'Link it: clang without `-c`, or `wasm-ld`.',
  ),
  ITL4003: e(
    'Module exports no such function',
    'The name in quotes is not among the functions that the module exports.',
    'Correct it. If the function is in the source of the module, export it: `__attribute__((export_name("…")))`, `-Wl,--export=…`, `#[no_mangle]`.',
  ),
  ITL4004: e(
    'Export is of another kind',
    'The module has an export of this name, but it is a memory, table, global or function where another of these is needed.',
    'Use the right instruction for it, or another export.',
  ),
  ITL4005: e(
    'Signature differs from the module',
    'The parameters or results that are declared are not those of the module. Calls would be wrong.',
    'Write the signature that the hint shows; then look whether the code around the calls is still right.',
  ),
  ITL4006: e(
    'Module exports no such memory',
    'Instructions that read and write memory name the export of the module.',
    'Use the name that the hint lists; most tool chains call it `memory`.',
  ),
  ITL4008: e(
    'Memory has 64-bit addresses',
    'The module was built for `wasm64`: pointers into this memory are i64, which its `(module …)` has to say.',
    'Declare the memory there: `(memory "memory" i64)`.',
  ),
  ITL4010: e(
    'Module imports what nothing provides',
    'To be instantiated, a core module needs all of its imports. The notes list those that neither the source nor another module gives.',
    'Adapt them, `(import "env" (func …))` in the `(module …)`, or leave them to whoever instantiates the component: `(import "env" *)`.',
  ),
  ITL4011: e(
    'Module imports something other than a function',
    'Memories, tables and globals are given from another module.',
    'Write `(import "env" (memory "name" MODULE "name"))` and the like, as the hint shows.',
  ),
  ITL4012: e(
    'Signature differs from what the module imports',
    'The module calls its import with other parameters or results than those declared.',
    'Write the signature that the hint shows.',
  ),
  ITL4013: e(
    'Module does not import that',
    'A warning: what is adapted here is never called, often because its name is misspelt or the module has changed.',
    'Remove it, or correct its name.',
  ),
  ITL4015: e(
    'Module exports no such table',
    'Function pointers are slots of a table that the module has to export.',
    'Correct the name, or link with `-Wl,--export-table`.',
  ),
  ITL4016: e(
    'Table cannot grow',
    'A JavaScript function that becomes a function pointer takes a new slot of the table.',
    'Link with `-Wl,--growable-table`.',
  ),
  ITL4017: e(
    'Module exports no such global',
    'The name in quotes is not among the globals that the module exports.',
    'Correct it, or export the global: `-Wl,--export=…`.',
  ),
  ITL4018: e(
    'Global has another type',
    'The instruction says a type that is not that of the global.',
    'Write the type that the hint shows.',
  ),
  ITL4019: e(
    'Global is constant',
    'Only mutable globals can be set.',
    'Set something else, or build the module with a mutable global.',
  ),
  ITL4020: e(
    'Table holds something else',
    'A table holds references to functions (`funcref`) or of JavaScript (`externref`), and the instruction is for the other kind.',
    'Use another table or another instruction.',
  ),
  ITL4021: e(
    'Core module is not there, so it was not checked',
    'A warning: without the file itlc cannot compare it with the source. The output works if the file is as declared.',
    'Correct the path, which is meant from the folder of the source, or build the module first. `--no-check-core` turns such checks off.',
  ),
  ITL4022: e(
    'Core module to be inlined is not there',
    '`--inline` puts the bytes of the core module into the JavaScript, so the file has to exist.',
    'Correct the path, or build the module first.',
  ),
  ITL4023: e(
    'What is given does not fit the import',
    'The size of a memory or table, or the type of a global, has to be within what the importing module states.',
    'Give one that fits; the message and hint show both.',
  ),
  ITL4024: e(
    'Module has no path',
    'A module with functions is a file. One without a path makes memories, tables and globals for others to import.',
    'Write the path in quotes behind its name.',
  ),
  ITL4025: e(
    'Module imports from itself',
    'Modules are instantiated in the order in which they are written, so one can only import from those before it.',
    'Name another module, or change the order.',
  ),
  ITL4026: e(
    'Nothing is left to be passed on',
    'A warning: `(import "module" *)` passes on all functions that are not adapted, and there are none.',
    'Remove it.',
  ),
  ITL4027: e(
    'Memory has 32-bit addresses',
    '`(memory "name" i64)` in a `(module …)` says that pointers into that memory are i64, and the binary says that they are i32.',
    'Remove it.',
  ),
  ITL4028: e(
    'Nobody gives the import',
    '`--start` makes a module that starts the component when it is imported. Imports can then not be given to `instantiate`.',
    'Serve each import from a module: `--map console=./console.js`, or `--wasi` for WASI 0.2.',
  ),
  ITL4029: e(
    'Export has a name that the module needs',
    'A module made with `--start` exports what the component has beside `instantiate`, `instantiateSync` and its error classes.',
    'Give the export another name, or compile without `--start`.',
  ),
  ITL4030: e(
    'Component cannot be used',
    'The path is meant from the folder of the file that has it. There may be ITL, C++ with a block, or a component binary.',
    'Correct the path, or make what is missing.',
  ),
  ITL4031: e(
    'Start function needs the table variant',
    "A warning: the direct variant is linked behind its core modules. A start function of WebAssembly's own runs before, and what it calls is in the adapter. So the adapter has the table variant alone, which is slower.",
    "Leave `--target direct` out. For the direct variant, export what the start function does as `_initialize`, or name the export by `(start …)`: AssemblyScript's `--exportStart`.",
  ),
};
