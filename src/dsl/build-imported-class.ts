/** Classes in an import: declared as C++'s own are, without what only their owner can say. */
import { ownersOnly } from '../diagnostics/dsl.ts';
import { buildClass } from './build-class.ts';
import type { Piece } from './cut-block.ts';
import type { BlockContext } from './parse-piece.ts';
import type { ClassNode, FunctionNode, NameNode, TypeDeclaration } from './syntax.ts';

/** @param module - where the import is from */
export const buildImportedClass =
  (module: NameNode) =>
  (piece: Piece, doc: string, context: BlockContext): readonly TypeDeclaration[] =>
    buildClass(piece, doc, context).map((node) => (node.kind === 'class' ? imported(node, module, context) : node));

function imported(node: ClassNode, module: NameNode, context: BlockContext): TypeDeclaration {
  const { name, doc, base, constructors, methods, statics, properties } = node;
  const refuse = (what: string, { text, span }: NameNode): void => context.report(ownersOnly(what, text, span));
  if (node.container) {
    refuse('a container', name);
    return { kind: 'broken', name, doc };
  }
  if (node.shared) refuse("'shared'", name);
  if (node.cpp !== undefined) refuse("'='", name);
  for (const each of [...constructors, ...methods, ...statics])
    for (const what of ofOwners(each)) refuse(what, each.name);
  for (const each of properties) if (each.accessors.length > 0) refuse("'='", each.name);
  return { kind: 'imported', name, doc, module, base, constructors, methods, statics, properties };
}

const ofOwners = ({ virtual, cpp }: FunctionNode): readonly string[] => [
  ...(virtual === undefined ? [] : ["'virtual'"]),
  ...(cpp === undefined ? [] : ["'='"]),
];
