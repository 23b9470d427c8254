/** What a core module shows to the outside. */
import type { Reach } from './stack-movers.ts';

/** Core types as WAT writes them: `i32`, `externref`, `(ref null 4)`. */
export interface CoreSignature {
  readonly params: readonly string[];
  readonly results: readonly string[];
}

export interface FunctionInterface {
  readonly kind: 'func';
  readonly index: number;
  /** From the name section. */
  readonly name: string | undefined;
  /** Absent where the type uses a feature that this reader does not know. */
  readonly signature: CoreSignature | undefined;
  /** From the name section; as long as the parameters. */
  readonly parameterNames: readonly (string | undefined)[];
}

export interface Limits {
  readonly min: number;
  readonly max: number | undefined;
  readonly shared: boolean;
  /** Indexed by i64. */
  readonly is64: boolean;
}

export interface MemoryInterface extends Limits {
  readonly kind: 'memory';
  readonly index: number;
}

export interface TableInterface extends Limits {
  readonly kind: 'table';
  readonly index: number;
  readonly element: string | undefined;
}

export interface GlobalInterface {
  readonly kind: 'global';
  readonly index: number;
  readonly type: string | undefined;
  readonly mutable: boolean | undefined;
  /** What it holds at first, where its module says so as one number. */
  readonly initial: string | undefined;
}

export interface TagInterface {
  readonly kind: 'tag';
  readonly index: number;
  readonly signature: CoreSignature | undefined;
}

export type Entity = FunctionInterface | MemoryInterface | TableInterface | GlobalInterface | TagInterface;

export interface ModuleImport {
  readonly module: string;
  readonly field: string;
  readonly entity: Entity;
}

export interface ModuleExport {
  readonly field: string;
  readonly entity: Entity;
}

export interface Section {
  /** `type`, `import`, …; `custom` for those with a name of their own, `unknown` for a number nobody gave a meaning yet. */
  readonly kind: string;
  /** Of a custom section. */
  readonly name: string | undefined;
  /** In bytes, headers included. */
  readonly size: number;
}

export interface ModuleInterface {
  readonly kind: 'module';
  /** What a function does with the stack in memory, by the name of an export or its index; undefined where that cannot be known. */
  readonly reachOf: (name: string | number) => Reach | undefined;
  /** In bytes. */
  readonly size: number;
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly ModuleExport[];
  /** Functions with code of their own. */
  readonly definedFunctions: number;
  readonly memories: readonly MemoryInterface[];
  readonly start: FunctionInterface | undefined;
  readonly sections: readonly Section[];
}

/** Why bytes are not a core module. */
export interface ReadProblem {
  readonly kind: 'problem';
  readonly message: string;
  /** In bytes from the start. */
  readonly offset: number;
}

/** `(param i32 i32) (result i32)`, as the ITL of a core function writes it. */
export function signatureText(signature: CoreSignature): string {
  return `${clause('param', signature.params)} ${clause('result', signature.results)}`;
}

const clause = (head: string, types: readonly string[]): string => `(${[head, ...types].join(' ')})`;

export function sameSignature(left: CoreSignature, right: CoreSignature): boolean {
  return signatureText(left) === signatureText(right);
}
