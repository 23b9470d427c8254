import type { Skip } from './engine.ts';

/** Fixtures that an engine without 64-bit memories refuses, by name, and how. */
export const withoutMemory64: Readonly<Record<string, Skip>> = Object.fromEntries(
  ['wide-memory', 'wide-memory-made'].map((name) => [
    name,
    {
      reason: 'this engine knows no memories with 64-bit addresses',
      failure: /ItlLinkError: .*(memory64|limits flag|64-bit addresses)/is,
    },
  ]),
);

/** Node 22 runs modules that bring such a memory, but makes none. */
export const withoutMadeMemory64: Readonly<Record<string, Skip>> = {
  'wide-memory-made': {
    reason: 'this engine makes no memories with 64-bit addresses',
    failure: /ItlLinkError: cannot make a memory with 64-bit addresses: /,
  },
};

const major = Number(process.versions.node.split('.')[0]);

/** What this Node refuses. */
export const refusedHere: Readonly<Record<string, Skip>> =
  major < 22 ? withoutMemory64 : major < 24 ? withoutMadeMemory64 : {};
