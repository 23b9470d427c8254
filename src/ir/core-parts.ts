/** What a core module imports besides functions that are adapted, and what the component makes for core modules. */
import type { Span } from '../source/source-map.ts';
import type { RelaySignature } from './signature-letters.ts';
import type { TableElement } from './slots.ts';
import type { Type } from './types.ts';

/** An import through which a core module calls callbacks by their ids. */
export interface Relay {
  readonly signature: RelaySignature;
  /** The module name of the import; its field is the signature. */
  readonly from: string;
  readonly span: Span;
}

/** Functions that a core module gets of the user, without anything between. */
export interface PassedImports {
  readonly from: string;
  /** Those that the component does not serve; undefined where the module's binary is not known. */
  readonly functions: readonly PassedFunction[] | undefined;
  readonly span: Span;
}

/** Of core types; a type that ITL has not is `any`. */
export interface PassedFunction {
  readonly field: string;
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

/** Something that a core module gets of another one, as it is. */
export interface CoreLink {
  readonly kind: 'memory' | 'table' | 'global' | 'function' | 'tag';
  /** The import. */
  readonly from: string;
  readonly field: string;
  /** The other module, by its name in the component, and what that calls it. */
  readonly module: string;
  readonly name: string;
  readonly span: Span;
}

/** Something that the component makes for its core modules. */
export type MadeEntity =
  | {
      readonly kind: 'memory';
      readonly name: string;
      readonly initial: number;
      readonly maximum: number | undefined;
      readonly shared: boolean;
      /** It has 64-bit addresses. */
      readonly wide: boolean;
    }
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly initial: number;
      readonly maximum: number | undefined;
      readonly element: TableElement;
    }
  | {
      readonly kind: 'global';
      readonly name: string;
      readonly type: 'i32' | 'i64' | 'f32' | 'f64';
      readonly mutable: boolean;
      readonly value: bigint | number;
    };
