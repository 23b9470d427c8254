/** Syntax trees of names, paths and attributes from Chevrotain's. */
import type { CstNode, IToken } from 'chevrotain';
import { isKebab, isVersion } from '../component/extern-names.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { malformedVersion, malformedWitName, unknownAttribute, wrongAttribute } from '../diagnostics/wit-syntax.ts';
import { globalSpan, isToken, ruleOf, rulesOf, tokenOf } from '../frontend/cst.ts';
import type { Span } from '../source/source-map.ts';
import type { DocsBefore } from './docs.ts';
import type { Attribute, Described, Id, PackageNameSyntax, PathSyntax } from './syntax.ts';

export interface BuildContext {
  /** Global offset of the file's first unit. */
  readonly base: number;
  readonly docs: DocsBefore;
  readonly sink: DiagnosticSink;
}

/** What the grammar never leaves out. */
export function part(tree: CstNode, label: string): CstNode {
  const found = ruleOf(tree, label);
  if (!found) throw new Error(`rule '${tree.name}' has no '${label}'`);
  return found;
}

export function token(tree: CstNode, label: string): IToken {
  const found = tokenOf(tree, label);
  if (!found) throw new Error(`rule '${tree.name}' has no token '${label}'`);
  return found;
}

/** From its first token to its last, in one go. */
export function spanOfTree(tree: CstNode, base: number): Span {
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  const look = (node: CstNode): void => {
    for (const child of Object.values(node.children).flat()) {
      if (!isToken(child)) {
        look(child);
        continue;
      }
      start = Math.min(start, child.startOffset);
      end = Math.max(end, child.startOffset + child.image.length);
    }
  };
  look(tree);
  return { start: base + start, end: base + end };
}

export function idOf(found: IToken, { base, sink }: BuildContext): Id {
  const span = globalSpan(found, base);
  const name = found.image.replace(/^%/, '');
  if (!isKebab(name)) sink.add(malformedWitName(name, span));
  return { name, span };
}

export const id = (tree: CstNode, context: BuildContext, label = 'name'): Id => idOf(token(tree, label), context);

export function optionalId(tree: CstNode, context: BuildContext, label: string): Id | undefined {
  const found = tokenOf(tree, label);
  return found && idOf(found, context);
}

const LARGEST_NUMBER = 2 ** 53;

function versionOf(found: IToken, { base, sink }: BuildContext): Id {
  const span = globalSpan(found, base);
  const isLarge = (found.image.match(/\d+/g) ?? []).some((number) => Number(number) >= LARGEST_NUMBER);
  if (!isVersion(found.image) || isLarge) sink.add(malformedVersion(found.image, span));
  return { name: found.image, span };
}

const optionalVersion = (tree: CstNode, context: BuildContext): Id | undefined => {
  const found = ruleOf(tree, 'version');
  return found && versionOf(token(found, 'Version'), context);
};

export function packageName(tree: CstNode, context: BuildContext): PackageNameSyntax {
  const namespace = id(tree, context, 'namespace');
  const name = id(tree, context);
  const version = optionalVersion(tree, context);
  return { namespace, name, version, span: { start: namespace.span.start, end: (version ?? name).span.end } };
}

export function pathOf(tree: CstNode, context: BuildContext): PathSyntax {
  const first = id(tree, context, 'first');
  const own = optionalId(tree, context, 'package');
  if (!own) return { package: undefined, name: first, span: first.span };
  const name = id(tree, context);
  const version = optionalVersion(tree, context);
  const span = { start: first.span.start, end: (version ?? name).span.end };
  const written = { start: first.span.start, end: own.span.end };
  return { package: { namespace: first, name: own, version, span: written }, name, span };
}

/** What stands before an item, and where it is: at its name. */
export function described(tree: CstNode, span: Span, context: BuildContext): Described {
  const start = spanOfTree(tree, 0).start;
  const attributes = rulesOf(tree, 'attribute').flatMap((one) => attributeOf(one, context) ?? []);
  return { docs: context.docs(start), attributes, span };
}

function attributeOf(tree: CstNode, context: BuildContext): Attribute | undefined {
  const { sink, base } = context;
  const found = token(tree, 'name');
  const span = globalSpan(found, base);
  const text = tokenOf(tree, 'String');
  const version = tokenOf(tree, 'Version');
  const feature = tokenOf(tree, 'feature');
  const key = tokenOf(tree, 'key')?.image;
  switch (found.image) {
    case 'since':
    case 'deprecated':
      if (version && key === 'version') return { kind: found.image, version: versionOf(version, context), span };
      break;
    case 'unstable':
      if (feature && key === 'feature') return { kind: 'unstable', feature: idOf(feature, context), span };
      break;
    case 'external-id':
      if (text) return { kind: 'external-id', id: text.image.slice(1, -1), span };
      break;
    default:
      sink.add(unknownAttribute(found.image, span));
      return undefined;
  }
  sink.add(wrongAttribute(found.image, spanOfTree(tree, base)));
  return undefined;
}
