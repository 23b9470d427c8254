/** Makes syntax trees of ITL. They are printed, so their spans mean nothing. */
import type {
  Form,
  FunctionNode,
  ImportItem,
  NameAtom,
  Node,
  NumberAtom,
  RelayNode,
  StringAtom,
  VariableItem,
} from '../../ast/nodes.ts';

const nowhere = { start: 0, end: 0 };

export const name = (text: string): NameAtom => ({ kind: 'name', text, dollar: false, span: nowhere });

export const binding = (text: string): NameAtom => ({ kind: 'name', text, dollar: true, span: nowhere });

export const number = (value: number): NumberAtom => ({ kind: 'number', text: String(value), span: nowhere });

/** A number as it is written. */
export const numeral = (written: string): NumberAtom => ({ kind: 'number', text: written, span: nowhere });

export const text = (value: string): StringAtom => ({ kind: 'string', value, span: nowhere });

/** `(head args*)`; a string among the arguments is a name. */
export const form = (head: string, ...args: readonly (Node | string)[]): Form => ({
  kind: 'form',
  head: name(head),
  args: args.map((argument) => (typeof argument === 'string' ? name(argument) : argument)),
  span: nowhere,
});

export const local = (of: string | number): Form => form('local', typeof of === 'number' ? number(of) : binding(of));

export const bind = (to: string, value: Node): Form => form('let', binding(to), value);

export const call = (callee: string, ...args: readonly Node[]): Form => form('call', callee, ...args);

export const as = (type: string, value: Node): Form => form('as', type, value);

export const getVariable = (of: string): Form => form('get', binding(of));

export const setVariable = (of: string, value: Node): Form => form('set', binding(of), value);

/** Runs the body where the numbers differ. */
export const whenDifferent = (left: Node, right: Node, [only, ...others]: readonly [Node, ...Node[]]): Form =>
  form('if', form('!=', left, right), others.length === 0 ? only : form('block', only, ...others));

/** The core module's name in the component, and its memory's. */
export const inMemory: readonly [Node, Node] = [name('wasm'), text('memory')];

/** `address + offset`. */
export const plus = (address: Node, offset: number): Node =>
  offset === 0 ? address : form('+', address, number(offset));

export interface ParamParts {
  readonly name?: string | undefined;
  readonly type: Node | string;
}

export interface FunctionParts {
  readonly name?: string;
  readonly field?: string;
  readonly params: readonly ParamParts[];
  readonly result?: Node | string | undefined;
  readonly body?: readonly Node[];
  readonly isAsync?: boolean;
  readonly doc?: string;
}

const typeNode = (type: Node | string): Node => (typeof type === 'string' ? name(type) : type);

export const func = (parts: FunctionParts): FunctionNode => ({
  kind: 'func',
  async: parts.isAsync ? name('async') : undefined,
  name: parts.name === undefined ? undefined : name(parts.name),
  field: parts.field === undefined ? undefined : text(parts.field),
  signature: {
    params: parts.params.map((param) => ({
      name: param.name === undefined ? undefined : binding(param.name),
      type: typeNode(param.type),
    })),
    results: parts.result === undefined ? [] : [typeNode(parts.result)],
  },
  body: parts.body ?? [],
  doc: parts.doc ?? '',
  span: nowhere,
});

export const variable = (own: string, type: string, value: Node): VariableItem => ({
  kind: 'var',
  name: binding(own),
  type: name(type),
  body: [value],
  span: nowhere,
});

export const relay = (signature: string): RelayNode => ({ kind: 'relay', signature: name(signature), span: nowhere });

export const importItem = (module: string, members: ImportItem['members']): ImportItem => ({
  kind: 'import',
  module: text(module),
  members,
  span: nowhere,
});

/** For what has no place. */
export const span = nowhere;
