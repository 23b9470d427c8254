import type { ComponentItem } from '../ast/nodes.ts';
import type { AdapterFunction } from '../ir/ir.ts';
import type { NamedType } from '../ir/types.ts';

/** A function that a component offers to the one that uses it. */
export interface PartExport {
  /** What its component exports it as. */
  readonly field: string;
  /** What the component that uses it calls it, behind the component's name and a dot. */
  readonly name: string;
  readonly callee: AdapterFunction;
}

/** A component that another one uses, as that sees it. */
export interface LinkedPart {
  readonly item: ComponentItem;
  readonly exports: readonly PartExport[];
  /** By the names that the part's source has for them. */
  readonly types: ReadonlyMap<string, NamedType>;
  /** Whether it serves what another part imports. */
  readonly isLinked: boolean;
}
