/** What the index spaces of a component hold once indices are followed: types, and things with where they come from. */
import type { Entity as CoreEntityType, CoreSignature } from '../core/module-interface.ts';
import type { ComponentBinary, PrimitiveTypeName, StringEncoding } from './definitions.ts';
import type { Scope } from './scope.ts';

/** An instance of a component, as the handles and flags of its run belong to it. */
export interface InstanceState {
  /** From 0, in the order in which they are made. */
  readonly id: number;
  readonly parent: InstanceState | undefined;
}

/** Each is a type of its own: the same only as itself. */
export interface ResourceType {
  readonly kind: 'resource';
  /** The instance that defines it; undefined for what comes from outside. */
  readonly owner: InstanceState | undefined;
  readonly destructor: CoreFunction | undefined;
}

export type ValueType =
  | { readonly kind: 'primitive'; readonly name: PrimitiveTypeName }
  | { readonly kind: 'record'; readonly fields: readonly { readonly label: string; readonly type: ValueType }[] }
  | {
      readonly kind: 'variant';
      readonly cases: readonly { readonly label: string; readonly type: ValueType | undefined }[];
    }
  | { readonly kind: 'list'; readonly element: ValueType; readonly length: number | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly ValueType[] }
  | { readonly kind: 'flags'; readonly labels: readonly string[] }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'option'; readonly payload: ValueType }
  | { readonly kind: 'result'; readonly ok: ValueType | undefined; readonly error: ValueType | undefined }
  | { readonly kind: 'own' | 'borrow'; readonly resource: ResourceType }
  | { readonly kind: 'stream' | 'future'; readonly payload: ValueType | undefined }
  | { readonly kind: 'map'; readonly key: ValueType; readonly value: ValueType };

export interface FunctionType {
  readonly kind: 'func';
  readonly isAsync: boolean;
  readonly params: readonly { readonly label: string; readonly type: ValueType }[];
  readonly result: ValueType | undefined;
}

/** Resources that are bound with `sub` are variables of the type, wherever in it they stand. */
export interface InstanceType {
  readonly kind: 'instance';
  readonly exports: ReadonlyMap<string, ExternType>;
}

export interface ComponentType {
  readonly kind: 'component';
  readonly imports: ReadonlyMap<string, ExternType>;
  readonly exports: ReadonlyMap<string, ExternType>;
}

export interface ModuleType {
  readonly kind: 'module';
  readonly imports: readonly { readonly module: string; readonly field: string; readonly type: CoreExternType }[];
  readonly exports: ReadonlyMap<string, CoreExternType>;
}

export type CoreExternType = CoreEntityType;

export type AnyType = ValueType | FunctionType | ResourceType | InstanceType | ComponentType;

export type ExternType =
  | { readonly kind: 'func'; readonly type: FunctionType }
  | { readonly kind: 'type'; readonly bound: 'eq'; readonly type: AnyType }
  | { readonly kind: 'type'; readonly bound: 'sub'; readonly type: ResourceType }
  | { readonly kind: 'instance'; readonly type: InstanceType }
  | { readonly kind: 'component'; readonly type: ComponentType }
  | { readonly kind: 'module'; readonly type: ModuleType };

/** Names from the outermost import inwards: an interface and what it exports, or one alone. */
export type ImportPath = readonly string[];

export type FunctionSource =
  | {
      readonly kind: 'lifted';
      readonly instance: InstanceState;
      readonly core: CoreFunction;
      readonly options: LiftOptions;
    }
  | { readonly kind: 'imported'; readonly path: ImportPath }
  /** Of a component that is only checked. */
  | { readonly kind: 'abstract' };

export interface FunctionEntity {
  readonly kind: 'func';
  readonly type: FunctionType;
  readonly source: FunctionSource;
}

export interface TypeEntity {
  readonly kind: 'type';
  readonly type: AnyType;
}

export interface InstanceEntity {
  readonly kind: 'instance';
  readonly exports: ReadonlyMap<string, Entity>;
}

export interface ComponentEntity {
  readonly kind: 'component';
  readonly type: ComponentType;
  /** Absent where it is imported. */
  readonly body: { readonly binary: ComponentBinary; readonly scope: Scope } | undefined;
}

export interface ModuleEntity {
  readonly kind: 'module';
  readonly type: ModuleType;
  readonly source:
    | { readonly kind: 'binary'; readonly bytes: Uint8Array }
    | { readonly kind: 'imported'; readonly path: ImportPath }
    | { readonly kind: 'abstract' };
}

export type Entity = FunctionEntity | TypeEntity | InstanceEntity | ComponentEntity | ModuleEntity;

export interface LiftOptions {
  readonly encoding: StringEncoding;
  readonly memory: CoreValue | undefined;
  readonly realloc: CoreFunction | undefined;
  readonly postReturn: CoreFunction | undefined;
  readonly isAsync: boolean;
}

export type CoreFunctionSource =
  | { readonly kind: 'export'; readonly instance: CoreInstance; readonly name: string }
  | {
      readonly kind: 'lower';
      readonly instance: InstanceState;
      readonly func: FunctionEntity;
      readonly options: LiftOptions;
    }
  | {
      readonly kind: 'resource.new' | 'resource.drop' | 'resource.rep';
      readonly instance: InstanceState;
      readonly resource: ResourceType;
    }
  | {
      readonly kind: 'context.get' | 'context.set';
      readonly instance: InstanceState;
      readonly slot: number;
      readonly type: string;
    }
  | { readonly kind: 'backpressure.inc' | 'backpressure.dec'; readonly instance: InstanceState }
  | { readonly kind: 'asynchronous'; readonly name: string };

export interface CoreFunction {
  readonly kind: 'func';
  readonly signature: CoreSignature | undefined;
  readonly source: CoreFunctionSource;
}

/** A memory, table, global or tag. */
export interface CoreValue {
  readonly kind: 'table' | 'memory' | 'global' | 'tag';
  readonly type: CoreExternType;
  readonly instance: CoreInstance;
  readonly name: string;
}

export type CoreEntity = CoreFunction | CoreValue;

export interface CoreInstance {
  /** Absent where it only gathers exports. */
  readonly module: ModuleEntity | undefined;
  /** By the names of the imports' modules. */
  readonly arguments: ReadonlyMap<string, CoreInstance>;
  readonly exports: ReadonlyMap<string, CoreEntity>;
  /** The export to run once all is linked, where nobody else runs it. */
  readonly start?: string;
}

export type CoreType =
  | { readonly kind: 'func'; readonly signature: CoreSignature }
  | { readonly kind: 'other' }
  | ModuleType;
