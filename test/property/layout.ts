/** Where C puts the parts of a value: `struct`, tag and union, pointer and length. */
import { scalarSize } from '../../runtime/abi.ts';
import { casesOf, type InterfaceType } from './interface-type.ts';

export interface Layout {
  /** In bytes; a multiple of `align`. */
  readonly size: number;
  readonly align: number;
}

const upTo = (offset: number, align: number): number => Math.ceil(offset / align) * align;

const both: Layout = { size: 8, align: 4 };
const word: Layout = { size: 4, align: 4 };
const byte: Layout = { size: 1, align: 1 };

export function layoutOf(type: InterfaceType): Layout {
  switch (type.kind) {
    case 'scalar':
      return { size: scalarSize[type.name], align: scalarSize[type.name] };
    case 'string':
    case 'buffer':
    case 'array':
      return both;
    case 'any':
    case 'func':
    case 'self':
    case 'flags':
      return word;
    case 'enum':
      return byte;
    case 'tuple':
      return structOf(type.items);
    case 'record':
      return structOf(type.fields.map((field) => field.type));
    case 'option':
    case 'result':
    case 'variant':
      return taggedUnion(type);
  }
}

/** Where each member begins. */
export function offsetsOf(types: readonly InterfaceType[]): readonly number[] {
  let end = 0;
  return types.map((type) => {
    const { size, align } = layoutOf(type);
    const start = upTo(end, align);
    end = start + size;
    return start;
  });
}

function structOf(types: readonly InterfaceType[]): Layout {
  const align = Math.max(1, ...types.map((type) => layoutOf(type).align));
  const last = types.at(-1);
  const end = last ? (offsetsOf(types).at(-1) ?? 0) + layoutOf(last).size : 0;
  return { size: upTo(end, align), align };
}

type Tagged = Parameters<typeof casesOf>[0];

/** The tag is a byte; behind it every payload begins at the same place. */
export function payloadOffset(type: Tagged): number {
  return Math.max(1, ...payloadLayouts(type).map((layout) => layout.align));
}

const payloadLayouts = (type: Tagged): readonly Layout[] =>
  casesOf(type).flatMap((each) => (each.type ? [layoutOf(each.type)] : []));

function taggedUnion(type: Tagged): Layout {
  const align = payloadOffset(type);
  const size = Math.max(0, ...payloadLayouts(type).map((layout) => layout.size));
  return { size: upTo(align + size, align), align };
}

/** From one element to the next; elements of no size still differ by their address. */
export function strideOf({ element, padding }: Extract<InterfaceType, { kind: 'array' }>): number {
  const { size, align } = layoutOf(element);
  return Math.max(1, size + padding * align);
}
