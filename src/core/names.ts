/** Names that a core module's tool chain gives a meaning. */

/** What C libraries import for files, clocks and standard output. */
export const WASI_MODULE = 'wasi_snapshot_preview1';

/** What clang's linker calls "run this first", in a library. */
export const INITIALIZE = '_initialize';

/** Custom sections that only a file before the linker, or one for a dynamic linker, has. */
export const unlinkedSections: Readonly<Record<string, string>> = {
  linking: 'an object file',
  'dylink.0': 'a dynamic library',
};
