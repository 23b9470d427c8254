/** What a wasm file is to itlc: an adapter with a component's interface, or a core module with raw functions. */

import {
  ABI_VERSION,
  DIRECT_SECTION,
  exportNames,
  type ItlSection,
  RESERVED_PREFIX,
  RUNTIME_MODULE,
  SECTION_NAME,
} from '../../runtime/abi.ts';
import { entityText } from './entity-text.ts';
import { definitionText, functionText, parseItlSection } from './itl-section.ts';
import type { ModuleInterface, ReadProblem } from './module-interface.ts';
import { readModule } from './read-module.ts';
import { sectionNamed } from './sections.ts';

/** A function, memory, …, in ITL notation. */
export interface Described {
  readonly name: string;
  readonly text: string;
}

export interface DescribedModule {
  readonly name: string;
  readonly members: readonly Described[];
}

interface FileFacts {
  /** In bytes. */
  readonly size: number;
  readonly gzipped: number;
  readonly sections: readonly { readonly name: string; readonly size: number }[];
}

export interface DescribedCoreModule {
  readonly path: string;
  /** Relative to the adapter. */
  readonly file: string;
  readonly start: string | undefined;
  /** What the adapter provides for it. */
  readonly imports: readonly { readonly module: string; readonly fields: readonly string[] }[];
}

export interface AdapterDescription extends FileFacts {
  readonly kind: 'adapter';
  readonly name: string;
  readonly abi: number;
  readonly exports: readonly Described[];
  readonly imports: readonly DescribedModule[];
  readonly types: readonly string[];
  readonly modules: readonly DescribedCoreModule[];
  readonly variants: readonly DescribedVariant[];
}

export interface DescribedVariant {
  readonly name: 'table' | 'direct';
  /** What it imports of the loader. */
  readonly runtime: readonly string[];
}

/** No adapter: what a person who writes ITL for it wants to know. */
export interface CoreDescription extends FileFacts {
  readonly kind: 'core';
  readonly exports: readonly Described[];
  readonly imports: readonly DescribedModule[];
  /** The function that runs when it is instantiated. */
  readonly start: string | undefined;
}

export type Description = AdapterDescription | CoreDescription;

/** How many bytes a compressor makes of a file: the library itself has none. */
export type CompressedSize = (bytes: Uint8Array) => number;

/** Never throws. `gzipped` gives the size that a server would send. */
export function inspectAdapter(bytes: Uint8Array, gzipped: CompressedSize): Description | ReadProblem {
  const module = readModule(bytes);
  if (module.kind === 'problem') return module;
  const payload = sectionNamed(bytes, SECTION_NAME);
  const facts = factsOf(module, gzipped(bytes));
  if (!payload) return describeCore(module, facts);
  const section = parseItlSection(payload);
  if (!section) {
    const message = `its '${SECTION_NAME}' section is broken, or of a version that is not ABI ${ABI_VERSION}`;
    return { kind: 'problem', message, offset: payload.byteOffset - bytes.byteOffset };
  }
  const direct = sectionNamed(bytes, DIRECT_SECTION);
  const variants = { table: module, direct: direct && readModule(direct) };
  return describeAdapter(section, facts, describeVariants(variants));
}

function factsOf(module: ModuleInterface, gzipped: number): FileFacts {
  return {
    size: module.size,
    gzipped,
    sections: module.sections.map(({ kind, name, size }) => ({ name: name ?? kind, size })),
  };
}

function describeAdapter(
  section: ItlSection,
  facts: FileFacts,
  variants: readonly DescribedVariant[],
): AdapterDescription {
  return {
    kind: 'adapter',
    ...facts,
    name: section.name,
    abi: section.abi,
    exports: describeFunctions(section.exports),
    imports: Object.entries(section.imports).map(([name, functions]) => ({
      name,
      members: describeFunctions(functions),
    })),
    types: Object.entries(section.types)
      .filter(([name]) => !name.startsWith(RESERVED_PREFIX))
      .map(([name, definition]) => definitionText(name, definition)),
    modules: section.modules.map(({ path, file, start, imports }) => ({
      path,
      file,
      start,
      imports: Object.entries(imports).map(([name, fields]) => ({ module: name, fields: Object.keys(fields) })),
    })),
    variants,
  };
}

/** Around a direct variant alone there is an empty module. */
function describeVariants({
  table,
  direct,
}: {
  readonly table: ModuleInterface;
  readonly direct: ModuleInterface | ReadProblem | undefined;
}): readonly DescribedVariant[] {
  const hasTable = direct === undefined || table.exports.some(({ field }) => field === exportNames.init);
  return [
    ...(hasTable ? [{ name: 'table', runtime: runtimeOf(table) } as const] : []),
    ...(direct && direct.kind !== 'problem' ? [{ name: 'direct', runtime: runtimeOf(direct) } as const] : []),
  ];
}

const runtimeOf = ({ imports }: ModuleInterface): readonly string[] =>
  imports.filter((wanted) => wanted.module === RUNTIME_MODULE).map(({ field }) => field);

const describeFunctions = (functions: ItlSection['exports']): readonly Described[] =>
  Object.entries(functions)
    .filter(([name]) => !name.startsWith(RESERVED_PREFIX))
    .map(([name, signature]) => ({ name, text: functionText(signature) }));

function describeCore(module: ModuleInterface, facts: FileFacts): CoreDescription {
  const modules = [...new Set(module.imports.map((wanted) => wanted.module))];
  return {
    kind: 'core',
    ...facts,
    exports: module.exports.map(({ field, entity }) => ({ name: field, text: entityText(entity) })),
    imports: modules.map((name) => ({
      name,
      members: module.imports
        .filter((wanted) => wanted.module === name)
        .map(({ field, entity }) => ({ name: field, text: entityText(entity) })),
    })),
    start: module.start && (module.start.name ?? `function ${module.start.index}`),
  };
}
