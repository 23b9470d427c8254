/** What an editor asks of a document beside its errors: which definition each name means, and the type of each expression. */
import type { NameAtom } from '../ast/nodes.ts';
import type { Callee, Local, Variable } from '../ir/ir.ts';
import type { Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { LinkedPart } from './linked-part.ts';

/** What a name means. Two targets are the same where what they hold is. */
export type Target =
  | { readonly kind: 'local'; readonly local: Local }
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'function'; readonly callee: Callee }
  | { readonly kind: 'type'; readonly name: string }
  | { readonly kind: 'module'; readonly name: string }
  /** A field, a case or a flag of a named type. */
  | { readonly kind: 'member'; readonly owner: string; readonly name: string };

export interface Mention {
  readonly span: Span;
  readonly target: Target;
  /** Whether the target is defined here. */
  readonly defines: boolean;
}

export interface Notes {
  readonly mentions: Mention[];
  /** Expressions, each in front of the one it is a part of. */
  readonly expressions: { readonly span: Span; readonly type: Type }[];
  /** The components that the document uses, by name; those that cannot be had are missing. */
  parts: ReadonlyMap<string, LinkedPart>;
}

export const createNotes = (): Notes => ({ mentions: [], expressions: [], parts: new Map() });

/** Where notes are taken. */
export interface Noting {
  readonly notes: Notes | undefined;
}

export function noteUse({ notes }: Noting, { span }: NameAtom, target: Target): void {
  notes?.mentions.push({ span, target, defines: false });
}

export function noteDefinition({ notes }: Noting, name: NameAtom | undefined, target: Target): void {
  if (name) notes?.mentions.push({ span: name.span, target, defines: true });
}

export function sameTarget(left: Target, right: Target): boolean {
  switch (left.kind) {
    case 'local':
      return right.kind === 'local' && left.local === right.local;
    case 'variable':
      return right.kind === 'variable' && left.variable === right.variable;
    case 'function':
      return right.kind === 'function' && left.callee === right.callee;
    case 'type':
    case 'module':
      return right.kind === left.kind && left.name === right.name;
    case 'member':
      return right.kind === 'member' && left.owner === right.owner && left.name === right.name;
  }
}
