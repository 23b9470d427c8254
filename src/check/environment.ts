import type { Form, NameAtom } from '../ast/nodes.ts';
import type { Diagnostic, DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { Callee, ImportedFunction, InstanceVariable } from '../ir/ir.ts';
import type { TableElement } from '../ir/slots.ts';
import type { NamedType, TypeDefinition } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { LinkedPart } from './linked-part.ts';
import type { Notes, Noting } from './notes.ts';

export interface DeclaredType {
  readonly type: OpenType;
  /** What defines it. */
  readonly form: Form;
  readonly span: Span;
  readonly doc: string;
}

/** A named type while types are being defined: until its own turn, and where that is in error, a record without fields. */
export interface OpenType extends NamedType {
  definition: TypeDefinition;
}

/** What a document is checked with, besides its text. */
export interface Linked {
  readonly parts: ReadonlyMap<string, LinkedPart>;
  /** Types of the document that the parts have been compared with: it means these. */
  readonly types: ReadonlyMap<string, OpenType>;
  /** What the parts import: the document means the same. */
  readonly imports: readonly ImportedFunction[];
}

export const nothingLinked: Linked = { parts: new Map(), types: new Map(), imports: [] };

export interface DeclaredModule {
  readonly name: string;
  readonly path: string;
  readonly span: Span;
}

export interface TableUse {
  readonly span: Span;
  readonly holds: TableElement;
  /** Where it is first made to grow. */
  grownAt: Span | undefined;
}

/** A mention of a core module's global. */
export interface GlobalUse {
  readonly module: string;
  readonly field: string;
  readonly span: Span;
  /** The core type that it is taken to hold. */
  readonly holds: string;
  readonly isSet: boolean;
}

/** What a document declares, by name, and what of it was used. Filled by the declaring passes, read by the checking ones. */
export interface Environment extends Noting {
  readonly sink: DiagnosticSink;
  /** Every name first: types may refer to each other in any order. */
  readonly types: Map<string, DeclaredType>;
  /** Of the types whose definition is sound; what is wrong with the others was reported. */
  readonly definitions: Map<string, TypeDefinition>;
  /** The names of the functions that release resources, by resource. */
  readonly drops: Map<string, NameAtom>;
  readonly modules: Map<string, DeclaredModule>;
  readonly functions: Map<string, Callee>;
  /** Undefined: one in error, which was reported. */
  readonly variables: Map<string, InstanceVariable | undefined>;
  /** Memories with 64-bit addresses, by module. */
  readonly wideMemories: Map<string, ReadonlySet<string>>;
  /** Components that the document uses, by name. */
  readonly parts: ReadonlyMap<string, LinkedPart>;
  /** What those import. */
  readonly partImports: readonly ImportedFunction[];
  /** What the modules' relays are called. */
  readonly relays: Set<string>;
  /** Warnings that are given once it is clear that there are no errors. */
  readonly unusedLocals: Diagnostic[];
  readonly used: {
    readonly types: Set<string>;
    readonly modules: Set<string>;
    readonly functions: Set<string>;
    readonly variables: Set<string>;
    readonly parts: Set<string>;
    /** By module and name, and where each is first named. */
    readonly memories: Map<string, Map<string, Span>>;
    readonly tables: Map<string, Map<string, TableUse>>;
    readonly globals: GlobalUse[];
  };
}

/** @param linked - what is there of the components that the document uses */
export function createEnvironment(sink: DiagnosticSink, notes?: Notes, linked: Linked = nothingLinked): Environment {
  return {
    sink,
    notes,
    types: new Map(),
    definitions: new Map(),
    drops: new Map(),
    modules: new Map(),
    functions: new Map(),
    variables: new Map(),
    wideMemories: new Map(),
    parts: linked.parts,
    partImports: linked.imports,
    relays: new Set(),
    unusedLocals: [],
    used: {
      types: new Set(),
      modules: new Set(),
      functions: new Set(),
      variables: new Set(),
      parts: new Set(),
      memories: new Map(),
      tables: new Map(),
      globals: [],
    },
  };
}
