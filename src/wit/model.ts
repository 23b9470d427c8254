/** Packages of WIT with their interfaces and worlds, found by name. */
import type { Attribute, FileUse, Id, InterfaceItem, PackageNameSyntax, WorldItem } from './syntax.ts';

export interface WitPackage {
  /** `namespace:name@1.0.0` */
  readonly name: string;
  readonly syntax: PackageNameSyntax;
  /** Where it is defined: a file, or a folder. */
  readonly place: string;
  readonly scopes: FileScope[];
  readonly interfaces: Map<string, InterfaceDefinition>;
  readonly worlds: Map<string, WorldDefinition>;
}

/** What names a file has besides those of its package. */
export interface FileScope {
  readonly package: WitPackage;
  readonly uses: Map<string, FileUse>;
}

interface Named {
  readonly id: Id;
  readonly docs: string;
  readonly attributes: readonly Attribute[];
  readonly scope: FileScope;
  /** Whether its gate is open. */
  readonly isIncluded: boolean;
}

export interface InterfaceDefinition extends Named {
  readonly kind: 'interface';
  /** `namespace:package/name@1.0.0`; of one that a world defines, its name there. */
  readonly name: string;
  readonly items: readonly InterfaceItem[];
}

export interface WorldDefinition extends Named {
  readonly kind: 'world';
  readonly name: string;
  readonly items: readonly WorldItem[];
}

export type WitItem = InterfaceDefinition | WorldDefinition;

export const fullName = ({ namespace, name, version }: PackageNameSyntax, item?: string): string =>
  `${namespace.name}:${name.name}${item === undefined ? '' : `/${item}`}${version ? `@${version.name}` : ''}`;
