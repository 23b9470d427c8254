/** A component binary as it is written: definitions in order, with indices that nobody has followed yet. */
import type { CoreSignature, Entity } from '../core/module-interface.ts';

export type PrimitiveTypeName =
  | 'bool'
  | 's8'
  | 'u8'
  | 's16'
  | 'u16'
  | 's32'
  | 'u32'
  | 's64'
  | 'u64'
  | 'f32'
  | 'f64'
  | 'char'
  | 'string'
  | 'error-context';

/** A number is the index of a type. */
export type ValueTypeReference = number | PrimitiveTypeName;

export interface LabelledType {
  readonly label: string;
  readonly type: ValueTypeReference;
}

export interface CaseReference {
  readonly label: string;
  readonly type: ValueTypeReference | undefined;
}

export type ValueTypeDefinition =
  | { readonly kind: 'primitive'; readonly name: PrimitiveTypeName }
  | { readonly kind: 'record'; readonly fields: readonly LabelledType[] }
  | { readonly kind: 'variant'; readonly cases: readonly CaseReference[] }
  | { readonly kind: 'list'; readonly element: ValueTypeReference; readonly length: number | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly ValueTypeReference[] }
  | { readonly kind: 'flags'; readonly labels: readonly string[] }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'option'; readonly payload: ValueTypeReference }
  | {
      readonly kind: 'result';
      readonly ok: ValueTypeReference | undefined;
      readonly error: ValueTypeReference | undefined;
    }
  | { readonly kind: 'own' | 'borrow'; readonly resource: number }
  | { readonly kind: 'stream' | 'future'; readonly payload: ValueTypeReference | undefined }
  | { readonly kind: 'map'; readonly key: ValueTypeReference; readonly value: ValueTypeReference };

export type TypeDefinition =
  | ValueTypeDefinition
  | {
      readonly kind: 'func';
      readonly isAsync: boolean;
      readonly params: readonly LabelledType[];
      readonly result: ValueTypeReference | undefined;
    }
  | { readonly kind: 'component' | 'instance'; readonly declarations: readonly Declaration[] }
  | { readonly kind: 'resource'; readonly rep: string; readonly destructor: number | undefined };

export type CoreSort = 'func' | 'table' | 'memory' | 'global' | 'tag' | 'type' | 'module' | 'instance';

/** Core sorts with a `core` in front, but for modules and instances of components those without. */
export type Sort = `core ${CoreSort}` | 'func' | 'value' | 'type' | 'component' | 'instance';

export interface Reference<S = Sort> {
  readonly sort: S;
  readonly index: number;
}

export type ExternReference =
  | { readonly kind: 'module' | 'func' | 'component' | 'instance'; readonly type: number }
  | { readonly kind: 'type'; readonly equals: number | undefined }
  | { readonly kind: 'value' };

export interface NamedExtern {
  readonly name: string;
  /** The interface that a plainly named instance implements. */
  readonly implemented: string | undefined;
  readonly type: ExternReference;
}

export type Alias =
  | { readonly kind: 'export'; readonly sort: Sort; readonly instance: number; readonly name: string }
  | { readonly kind: 'core-export'; readonly sort: CoreSort; readonly instance: number; readonly name: string }
  | { readonly kind: 'outer'; readonly sort: Sort; readonly count: number; readonly index: number };

/** What stands in the type of a component or an instance. */
export type Declaration = Placed &
  (
    | { readonly kind: 'core-type'; readonly type: CoreTypeDefinition }
    | { readonly kind: 'type'; readonly type: TypeDefinition }
    | { readonly kind: 'alias'; readonly alias: Alias }
    | ({ readonly kind: 'import' | 'export-declaration' } & { readonly extern: NamedExtern })
  );

export type CoreTypeDefinition =
  | { readonly kind: 'func'; readonly signature: CoreSignature }
  /** Of garbage collection: it can be referred to, and nothing here needs more. */
  | { readonly kind: 'other' }
  | { readonly kind: 'module'; readonly declarations: readonly ModuleDeclaration[] };

export type ModuleDeclaration = Placed &
  (
    | { readonly kind: 'import'; readonly module: string; readonly field: string; readonly entity: EntityReference }
    | { readonly kind: 'export'; readonly field: string; readonly entity: EntityReference }
    | { readonly kind: 'type'; readonly type: CoreTypeDefinition }
    | { readonly kind: 'alias'; readonly count: number; readonly index: number }
  );

/** A function or tag refers to its type by index. */
export type EntityReference =
  | { readonly kind: 'func' | 'tag'; readonly type: number }
  | Extract<Entity, { readonly kind: 'table' | 'memory' | 'global' }>;

export type StringEncoding = 'utf8' | 'utf16' | 'latin1+utf16';

export interface CanonicalOptions {
  readonly encoding: StringEncoding;
  readonly memory: number | undefined;
  readonly realloc: number | undefined;
  readonly postReturn: number | undefined;
  readonly isAsync: boolean;
  readonly callback: number | undefined;
  /** Whether lists and records travel as objects of the engine's garbage collector. */
  readonly isGc: boolean;
  /** The type of the core function, where that says how they travel. */
  readonly coreType: number | undefined;
}

export type Canonical =
  | { readonly kind: 'lift'; readonly core: number; readonly options: CanonicalOptions; readonly type: number }
  | { readonly kind: 'lower'; readonly func: number; readonly options: CanonicalOptions }
  | { readonly kind: 'resource.new' | 'resource.drop' | 'resource.rep'; readonly resource: number }
  /** What a call keeps for itself, in one of two places. */
  | { readonly kind: 'context.get' | 'context.set'; readonly slot: number; readonly type: string }
  /** Gives the result of an async call. */
  | { readonly kind: 'task.return'; readonly result: ValueTypeReference | undefined }
  /** Whether async calls are let in. */
  | { readonly kind: 'backpressure.inc' | 'backpressure.dec' }
  /** Of the asynchronous part. */
  | { readonly kind: 'asynchronous'; readonly name: string; readonly signature: CoreSignature };

export type CoreInstanceDefinition =
  | {
      readonly kind: 'instantiate';
      readonly module: number;
      readonly arguments: readonly { readonly name: string; readonly instance: number }[];
    }
  | {
      readonly kind: 'exports';
      readonly exports: readonly { readonly name: string; readonly value: Reference<CoreSort> }[];
    };

export interface InlineExport {
  readonly name: string;
  readonly implemented: string | undefined;
  readonly value: Reference;
}

export type InstanceDefinition =
  | { readonly kind: 'instantiate'; readonly component: number; readonly arguments: readonly InlineExport[] }
  | { readonly kind: 'exports'; readonly exports: readonly InlineExport[] };

export interface Placed {
  /** In bytes from the start of the file. */
  readonly offset: number;
}

export type Definition = Placed &
  (
    | { readonly kind: 'core-module'; readonly bytes: Uint8Array }
    | { readonly kind: 'core-instance'; readonly instance: CoreInstanceDefinition }
    | { readonly kind: 'core-type'; readonly type: CoreTypeDefinition }
    | { readonly kind: 'component'; readonly component: ComponentBinary }
    | { readonly kind: 'instance'; readonly instance: InstanceDefinition }
    | { readonly kind: 'alias'; readonly alias: Alias }
    | { readonly kind: 'type'; readonly type: TypeDefinition }
    | { readonly kind: 'canonical'; readonly canonical: Canonical }
    | { readonly kind: 'import'; readonly extern: NamedExtern }
    | {
        readonly kind: 'export';
        readonly name: string;
        readonly implemented: string | undefined;
        readonly value: Reference;
        readonly type: ExternReference | undefined;
      }
  );

export interface ComponentBinary {
  readonly kind: 'binary';
  readonly definitions: readonly Definition[];
}
