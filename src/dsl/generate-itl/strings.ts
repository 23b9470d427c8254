/** Strings and bytes: as pointers to NUL-terminated text, and as a pointer with a length. */
import type { Node } from '../../ast/nodes.ts';
import type { HelperParts, HelperPool } from './helper-pool.ts';
import { bind, form, local, name, number, plus, text } from './nodes.ts';
import type { Placement } from './placement.ts';

/** The core module's name in the component, and its memory's. */
export const inMemory: readonly [Node, Node] = [name('wasm'), text('memory')];

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

/** string → `char*`: from malloc where C++ is to own it, else in the arena. */
export function lowerCString(pool: HelperPool, owned: boolean, value: Node): Node {
  const name = owned ? '_it_stringToOwnCpp' : '_it_stringToCpp';
  return pool.callHelper(name, '', [value], () => terminatedString(pool, owned));
}

function terminatedString(pool: HelperPool, owned: boolean): HelperParts {
  const size = plus(local('length'), 1);
  return {
    params: [{ name: 'text', type: 'string' }],
    result: 'i32',
    body: [
      bind('length', form('string-len', local('text'))),
      bind('at', owned ? pool.callCore('malloc', size) : pool.callCore('_it_alloc', size, number(1))),
      form('string-to-mem', ...inMemory, local('text'), local('at')),
      pool.callCore('_it_writeStringTerm', local('at'), local('length')),
      local('at'),
    ],
  };
}

/**
 * Copies a string into the arena, and binds names to its length and its address. All in one function: there the string
 * is encoded once.
 */
export const lowerText = (value: Node, length: string, at: string): Placement => ({
  before: [bind(length, byteLength('string', value))],
  bytes: local(length),
  alignment: 1,
  fill: (room) => [bind(at, room), form('string-to-mem', ...inMemory, value, local(at))],
});

/** The bytes of a buffer, copied into the arena; gives their address. */
export function lowerBuffer(pool: HelperPool, value: Node): Node {
  return pool.callHelper('_it_lower_buffer', '', [value], () => ({
    params: [{ name: 'buffer', type: 'buffer' }],
    result: 'i32',
    body: [
      bind('at', pool.callCore('_it_alloc', byteLength('buffer', local('buffer')), number(1))),
      form('buffer-to-mem', ...inMemory, local('buffer'), local('at')),
      local('at'),
    ],
  }));
}

export const byteLength = (kind: 'string' | 'buffer', value: Node): Node => form(`${kind}-len`, value);

export const liftBytes = (kind: 'string' | 'buffer', pointer: Node, length: Node): Node =>
  form(`mem-to-${kind}`, ...inMemory, pointer, length);
