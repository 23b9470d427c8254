import type { NameAtom, Node } from '../ast/nodes.ts';

/** `true` or `false`, without a `$`: a value wherever it stands. */
export const isTruth = (node: Node): boolean =>
  node.kind === 'name' && !node.dollar && (node.text === 'true' || node.text === 'false');

/** The name that an optional binder gives. */
export const isBinder = (node: Node | undefined): node is NameAtom => node?.kind === 'name' && !isTruth(node);
