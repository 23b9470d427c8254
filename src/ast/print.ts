/** From syntax tree to ITL text, for front-ends that have no text of their own. */
import { layOut } from './layout.ts';
import type {
  ComponentItem,
  Document,
  FunctionNode,
  ImportItem,
  Item,
  ModuleItem,
  NameAtom,
  Node,
  Param,
  TypeDefinitionNode,
} from './nodes.ts';
import type { Piece } from './pieces.ts';
import { quoteString } from './quote-string.ts';

/** The document as a source file: laid out as the formatter does, doc comments as `;;;` lines. */
export const printDocument = (document: Document): string =>
  layOut(document.items.flatMap((item) => memberPieces(item, BLANK_LINE)));

const NEXT_LINE = 1;
const BLANK_LINE = 2;

type Member = Item | ImportItem['members'][number] | ModuleItem['members'][number] | TypeDefinitionNode;

/** A comment with what it documents, or the thing alone. */
function memberPieces(member: Member, linesBefore: number): readonly Piece[] {
  const doc = docOf(member);
  const comments = doc === '' ? [] : doc.split(/\r\n?|\n/).map((line) => docPiece(line));
  return [...comments, memberPiece(member)].map((piece, index) => ({
    ...piece,
    linesBefore: index === 0 ? linesBefore : NEXT_LINE,
  }));
}

const docOf = (member: Member): string => ('doc' in member ? member.doc : '');

const docPiece = (line: string): Piece => ({ kind: 'comment', text: `;;; ${line}`.trimEnd(), linesBefore: NEXT_LINE });

function memberPiece(member: Member): Piece {
  if (!('kind' in member)) return nodePiece(member.form);
  switch (member.kind) {
    case 'types':
      return list('types', membersOf(member.definitions));
    case 'import':
      return list('import', [string(member.module.value), ...membersOf(member.members)]);
    case 'module':
      return list('module', [
        name(member.name),
        ...(member.path ? [string(member.path.value)] : []),
        ...membersOf(member.members),
      ]);
    case 'func':
      return list('func', functionParts(member));
    case 'export':
      return list('export', [...member.parts.map((part) => name(part)), ...membersOf(member.functions)]);
    case 'component':
      return list('component', [name(member.name), string(member.path.value), ...member.links.map(linkPiece)]);
    case 'var':
      return list('var', [
        name(member.name),
        ...(member.type ? [nodePiece(member.type)] : []),
        ...member.body.map(nodePiece),
      ]);
    case 'memory':
    case 'table':
    case 'global':
    case 'function':
    case 'tag':
      return list(member.kind, [string(member.field.value), ...member.args.map(nodePiece)]);
    case 'relay':
      return list('relay', [name(member.signature)]);
    case 'rest':
      return atom('*');
    case 'start':
      return list('start', [name(member.name)]);
  }
}

/** What is documented stands off from what is before it. */
const membersOf = (members: readonly Member[]): readonly Piece[] =>
  members.flatMap((member, index) => memberPieces(member, index > 0 && docOf(member) !== '' ? BLANK_LINE : NEXT_LINE));

const linkPiece = (link: ComponentItem['links'][number]): Piece => ({
  kind: 'list',
  children: [string(link.import.value), name(link.target)],
  linesBefore: NEXT_LINE,
});

function functionParts(node: FunctionNode): readonly Piece[] {
  return [
    node.name === undefined ? atom('_') : name(node.name, node.name.text === '_' || LIKE_A_NUMBER.test(node.name.text)),
    ...(node.field === undefined ? [] : [string(node.field.value)]),
    ...(node.async === undefined ? [] : [name(node.async)]),
    ...(wouldBeHead(node) ? [list('param', [])] : paramClauses(node.signature.params)),
    ...(node.signature.results.length === 0 ? [] : [list('result', node.signature.results.map(nodePiece))]),
    ...node.body.map(nodePiece),
  ];
}

/** In a function without a signature, a body that starts with a text or with `async` reads as part of the head. */
function wouldBeHead({ field, async, signature, body: [first] }: FunctionNode): boolean {
  if (signature.params.length > 0 || signature.results.length > 0 || first === undefined) return false;
  if (first.kind === 'string') return field === undefined && async === undefined;
  return first.kind === 'name' && first.text === 'async' && async === undefined;
}

/** Each named parameter in a clause of its own, nameless ones together. */
function paramClauses(params: readonly Param[]): readonly Piece[] {
  const clauses: Param[][] = [];
  for (const param of params) {
    const last = clauses.at(-1);
    if (param.name === undefined && last?.[0]?.name === undefined && last !== undefined) last.push(param);
    else clauses.push([param]);
  }
  return clauses.map((clause) => list('param', clause.flatMap(paramPieces)));
}

/** Behind a name with a `$`, and only there, a type may have one. */
const paramPieces = ({ name: own, type }: Param): readonly Piece[] =>
  own === undefined
    ? [type.kind === 'name' ? atom(type.text) : nodePiece(type)]
    : [atom(`$${own.text}`), nodePiece(type)];

function nodePiece(node: Node): Piece {
  switch (node.kind) {
    case 'name':
      return name(node);
    case 'number':
      return atom(node.text);
    case 'string':
      return string(node.value);
    case 'form':
      return { kind: 'list', children: [name(node.head), ...node.args.map(nodePiece)], linesBefore: NEXT_LINE };
  }
}

const atom = (text: string): Piece => ({ kind: 'atom', text, linesBefore: 0 });

const string = (value: string): Piece => atom(quoteString(value));

const list = (head: string, parts: readonly Piece[]): Piece => ({
  kind: 'list',
  children: [atom(head), ...parts],
  linesBefore: NEXT_LINE,
});

/** Names that look like numbers need their `$`; others keep it where they have one. */
const name = (node: NameAtom, needsDollar = LIKE_A_NUMBER.test(node.text)): Piece =>
  atom(node.dollar || needsDollar ? `$${node.text}` : node.text);

const LIKE_A_NUMBER = /^[+-]?(?:\.?[0-9]|inf$|nan(?:$|:))/;
