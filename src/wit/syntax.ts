/** WIT as it is written: names that nobody has looked up yet. */
import type { Span } from '../source/source-map.ts';

/** A name without the `%` that may stand in front of it. */
export interface Id {
  readonly name: string;
  readonly span: Span;
}

export interface PackageNameSyntax {
  readonly namespace: Id;
  readonly name: Id;
  readonly version: Id | undefined;
  readonly span: Span;
}

/** `name`, or `namespace:package/name@1.0.0`. */
export interface PathSyntax {
  readonly package: PackageNameSyntax | undefined;
  readonly name: Id;
  readonly span: Span;
}

/** Who may see an item, and since when. */
export type Attribute =
  | { readonly kind: 'since' | 'deprecated'; readonly version: Id; readonly span: Span }
  | { readonly kind: 'unstable'; readonly feature: Id; readonly span: Span }
  | { readonly kind: 'external-id'; readonly id: string; readonly span: Span };

export interface Described {
  /** Without signs of comments; empty where there is none. */
  readonly docs: string;
  readonly attributes: readonly Attribute[];
  readonly span: Span;
}

export type PrimitiveWord =
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 's8'
  | 's16'
  | 's32'
  | 's64'
  | 'f32'
  | 'f64'
  | 'char'
  | 'bool'
  | 'string'
  | 'error-context';

export type TypeSyntax = { readonly span: Span } & (
  | { readonly kind: 'primitive'; readonly name: PrimitiveWord }
  | { readonly kind: 'name'; readonly id: Id }
  | { readonly kind: 'list'; readonly element: TypeSyntax; readonly length: number | undefined }
  | { readonly kind: 'map'; readonly key: TypeSyntax; readonly value: TypeSyntax }
  | { readonly kind: 'option'; readonly payload: TypeSyntax }
  | { readonly kind: 'result'; readonly ok: TypeSyntax | undefined; readonly error: TypeSyntax | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly TypeSyntax[] }
  | { readonly kind: 'own' | 'borrow'; readonly resource: Id }
  | { readonly kind: 'future' | 'stream'; readonly payload: TypeSyntax | undefined }
);

export interface Field {
  readonly id: Id;
  readonly docs: string;
  readonly type: TypeSyntax;
}

export interface CaseSyntax {
  readonly id: Id;
  readonly docs: string;
  readonly type: TypeSyntax | undefined;
}

export interface FunctionSyntax {
  readonly isAsync: boolean;
  readonly params: readonly Field[];
  readonly result: TypeSyntax | undefined;
}

export interface NamedFunction extends Described {
  readonly kind: 'function';
  readonly id: Id;
  readonly function: FunctionSyntax;
}

export interface Member extends Described {
  readonly kind: 'constructor' | 'method' | 'static';
  /** Of a constructor, the keyword. */
  readonly id: Id;
  readonly function: FunctionSyntax;
}

export type Definition = Described & { readonly id: Id } & (
    | { readonly kind: 'alias'; readonly type: TypeSyntax }
    | { readonly kind: 'record'; readonly fields: readonly Field[] }
    | { readonly kind: 'variant'; readonly cases: readonly CaseSyntax[] }
    | { readonly kind: 'enum' | 'flags'; readonly labels: readonly Omit<CaseSyntax, 'type'>[] }
    | { readonly kind: 'resource'; readonly members: readonly Member[] }
  );

export interface Renamed {
  readonly id: Id;
  readonly alias: Id | undefined;
}

export interface UseNames extends Described {
  readonly kind: 'use';
  readonly path: PathSyntax;
  readonly names: readonly Renamed[];
}

export type InterfaceItem = UseNames | Definition | NamedFunction;

export type ExternKind =
  | { readonly kind: 'function'; readonly id: Id; readonly function: FunctionSyntax }
  | { readonly kind: 'interface'; readonly id: Id; readonly items: readonly InterfaceItem[] }
  /** By its own name, or by one that the world gives it. */
  | { readonly kind: 'path'; readonly id: Id | undefined; readonly path: PathSyntax };

export interface Extern extends Described {
  readonly kind: 'import' | 'export';
  readonly extern: ExternKind;
}

export interface Include extends Described {
  readonly kind: 'include';
  readonly path: PathSyntax;
  readonly names: readonly { readonly id: Id; readonly alias: Id }[];
}

export type WorldItem = Extern | Include | UseNames | Definition;

export interface InterfaceSyntax extends Described {
  readonly kind: 'interface';
  readonly id: Id;
  readonly items: readonly InterfaceItem[];
}

export interface WorldSyntax extends Described {
  readonly kind: 'world';
  readonly id: Id;
  readonly items: readonly WorldItem[];
}

export interface FileUse extends Described {
  readonly kind: 'file-use';
  readonly path: PathSyntax;
  readonly alias: Id | undefined;
}

export interface NestedPackage extends Described {
  readonly kind: 'package';
  readonly name: PackageNameSyntax;
  readonly items: readonly FileItem[];
}

export type FileItem = InterfaceSyntax | WorldSyntax | FileUse | NestedPackage;

export interface WitDocument {
  readonly header: { readonly name: PackageNameSyntax; readonly docs: string } | undefined;
  readonly items: readonly FileItem[];
}
