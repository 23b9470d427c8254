/** Strings and bytes: as pointers to NUL-terminated text, and as a pointer with a length. */
import type { Node } from '../../ast/nodes.ts';
import type { HelperParts, HelperPool } from './helper-pool.ts';
import { bind, form, inMemory, local, number, plus } from './nodes.ts';
import { lowering, type Placement, place, type Room, takeRoom } from './placement.ts';

/** `char*` → string. What is owned is freed. */
export function liftCString(pool: HelperPool, owned: boolean, pointer: Node): Node {
  const length = (of: Node) => pool.callCore('_it_strlen', of);
  const lifted = (of: Node) => form('mem-to-string', ...inMemory, of, length(of));
  if (!owned) {
    return pool.callHelper('_it_cppToString', '', [pointer], () => ({
      params: [{ type: 'i32' }],
      result: 'string',
      body: [lifted(local(0))],
    }));
  }
  return pool.callHelper('_it_takeCppString', '', [pointer], () => ({
    params: [{ type: 'i32' }],
    result: 'string',
    body: [form('defer', pool.callCore('free', local(0))), lifted(local(0))],
  }));
}

/** string → `char*`: from malloc where C++ is to own it, else in memory of the call. */
export function lowerCString(pool: HelperPool, room: Room, owned: boolean, value: Node): Node {
  const verb = owned ? '_it_stringToOwnCpp' : lowering('stringToCpp', room);
  return pool.callHelper(verb, '', [value], () => ownedOrPlaced(pool, room, owned));
}

function ownedOrPlaced(pool: HelperPool, room: Room, owned: boolean): HelperParts {
  const { before, bytes, fill } = lowerTerminated(pool, owned ? 'results' : room, local('text'), 'length', 'at');
  const taken = owned ? pool.callCore('malloc', bytes) : takeRoom(pool, room, bytes, 1);
  return {
    params: [{ name: 'text', type: 'string' }],
    result: 'i32',
    body: [...before, ...fill(taken), local('at')],
  };
}

/** As `lowerText`, with a NUL behind it. */
export const lowerTerminated = (pool: HelperPool, room: Room, value: Node, length: string, at: string): Placement => {
  const text = lowerText(pool, room, value, length, at);
  const end = form('+', local(at), local(length));
  return {
    ...text,
    bytes: plus(text.bytes, 1),
    fill: (room) => [...text.fill(room), form('store', 'u8', ...inMemory, end, number(0))],
  };
};

/**
 * Copies a string to where there is room, and binds names to its length and its address. What C++ keeps has as much room
 * as it needs; arguments may have more, so that nobody has to measure the string before it is written.
 */
export const lowerText = (pool: HelperPool, room: Room, value: Node, length: string, at: string): Placement => {
  const measure = bind(length, byteLength('string', value));
  const write = (place: Node): readonly Node[] => [
    bind(at, place),
    form('string-to-mem', ...inMemory, value, local(at)),
  ];
  return room === 'results'
    ? { before: [measure], bytes: local(length), alignment: 1, fill: write }
    : { before: [], bytes: roomForText(pool, value), alignment: 1, fill: (place) => [...write(place), measure] };
};

/** One function of it: many strings are lowered. */
const roomForText = (pool: HelperPool, value: Node): Node =>
  pool.callHelper('_it_room_for_text', '', [value], () => ({
    params: [{ name: 'text', type: 'string' }],
    result: 'i32',
    body: [form('string-room', local('text'))],
  }));

/** As `lowerText`, in UTF-16; the length is in code units. */
export const lowerUtf16 = (value: Node, length: string, at: string): Placement => ({
  before: [bind(length, form('utf16-len', value))],
  bytes: form('*', local(length), number(2)),
  alignment: 2,
  fill: (room) => [bind(at, room), form('utf16-to-mem', ...inMemory, value, local(at))],
});

/** As `lowerText`, for the bytes of a buffer. */
export const lowerBytes = (value: Node, length: string, at: string): Placement => ({
  before: [bind(length, byteLength('buffer', value))],
  bytes: local(length),
  alignment: 1,
  fill: (room) => [bind(at, room), form('buffer-to-mem', ...inMemory, value, local(at))],
});

/** The bytes of a buffer, copied to where there is room; gives their address. */
export const lowerBuffer = (pool: HelperPool, room: Room, value: Node): Node =>
  pool.callHelper(lowering('lower_buffer', room), '', [value], () => ({
    params: [{ name: 'buffer', type: 'buffer' }],
    result: 'i32',
    body: [...place(pool, room, lowerBytes(local('buffer'), 'length', 'at')), local('at')],
  }));

export const byteLength = (kind: 'string' | 'buffer', value: Node): Node => form(`${kind}-len`, value);

export const liftBytes = (kind: 'string' | 'buffer', pointer: Node, length: Node): Node =>
  form(`mem-to-${kind}`, ...inMemory, pointer, length);

export const liftUtf16 = (pointer: Node, units: Node): Node => form('mem-to-utf16', ...inMemory, pointer, units);
