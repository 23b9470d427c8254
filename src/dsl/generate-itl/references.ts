/** What C++'s `it::ref` and its error handling import: operations on JavaScript values by handle. */
import type { FunctionNode, Node } from '../../ast/nodes.ts';
import type { DslScalar, DslType } from '../model.ts';
import type { HelperPool } from './helper-pool.ts';
import { itlType } from './itl-types.ts';
import { as, bind, form, func, local, number } from './nodes.ts';
import { liftBytes } from './strings.ts';

/** The value of a handle that C++ gives up. */
export function takeRef(pool: HelperPool, handle: Node): Node {
  return pool.callHelper('_it_takeRef', '', [handle], () => ({
    params: [{ type: 'i32' }],
    result: 'any',
    body: [bind('value', form('lift-ref', local(0))), form('drop-ref', local(0)), local('value')],
  }));
}

/** Its bytes in memory. */
const text = [
  { name: 'at', type: 'i32' },
  { name: 'length', type: 'i32' },
] as const;

/** `_it.throw`, which every C++ module with our headers may call. */
export const throwFunction = (): FunctionNode =>
  func({
    name: '_it_core_throw',
    field: 'throw',
    params: text,
    body: [form('throw', liftBytes('string', local('at'), local('length')))],
  });

/** `_it.refuse`, which what converts values may call. */
export const refuseFunction = (): FunctionNode =>
  func({
    name: '_it_core_refuse',
    field: 'refuse',
    params: text,
    body: [form('throw-range', liftBytes('string', local('at'), local('length')))],
  });

/** How the values of types go in and out: from a pointer and a length, and to the address of the lowered form. */
export interface RefValues {
  readonly lower: (type: DslType, value: Node) => Node;
  readonly liftList: (type: DslType, items: Node, length: Node) => Node;
}

/** What `it/ref.h` declares. */
export function refFunctions(pool: HelperPool, { lower, liftList }: RefValues): readonly FunctionNode[] {
  const list = (items: Node, length: Node): Node => liftList(refs, items, length);
  const value = lifted(0);
  const key = liftBytes('string', local(1), local(2));
  return [
    adapter('copy', 'i', form('lower-ref', value)),
    adapter('drop', 'i', form('drop-ref', local(0)), ''),
    adapter('undefined', '', form('lower-ref', form('make-variant', form('option', 'any'), 'none'))),
    adapter('object', '', form('lower-ref', form('new-object'))),
    adapter('array', '', form('lower-ref', list(number(0), number(0)))),
    adapter('box_bool', 'i', boxed('bool', as('bool', local(0)))),
    adapter('box_f64', 'd', boxed('f64', local(0))),
    adapter('box_s64', 'j', boxed('s64', as('s64', local(0)))),
    adapter('box_u64', 'j', boxed('u64', as('u64', local(0)))),
    adapter('box_string', 'ii', form('lower-ref', liftBytes('string', local(0), local(1)))),
    adapter('unbox_bool', 'i', as('i32', form('unbox', 'bool', value))),
    adapter('unbox_s32', 'i', as('i32', form('unbox', 's32', value))),
    adapter('unbox_u32', 'i', as('i32', form('unbox', 'u32', value))),
    adapter('unbox_s64', 'i', as('i64', form('unbox', 's64', value)), 'j'),
    adapter('unbox_u64', 'i', as('i64', form('unbox', 'u64', value)), 'j'),
    adapter('unbox_f64', 'i', form('unbox', 'f64', value), 'd'),
    adapter('box_buffer', 'ii', form('lower-ref', liftBytes('buffer', local(0), local(1)))),
    adapter('unbox_string', 'i', lower(string, form('unbox', 'string', value))),
    adapter('unbox_buffer', 'i', lower(bytes, form('unbox', 'buffer', value))),
    adapter('null', '', form('lower-ref', form('null'))),
    adapter('type_of', 'i', lower(string, form('type-of', value))),
    adapter('kind_of', 'i', form('kind-of', value)),
    adapter('rethrow', 'i', form('rethrow', takeRef(pool, local(0))), ''),
    adapter('same', 'ii', as('i32', form('same', value, lifted(1)))),
    adapter('get', 'iii', form('lower-ref', form('get-property', value, key))),
    adapter('set', 'iiii', form('set-property', value, key, lifted(3)), ''),
    adapter('has', 'iii', as('i32', form('has-property', value, key))),
    adapter('remove', 'iii', form('delete-property', value, key), ''),
    adapter('instance_of', 'ii', as('i32', form('instance-of', value, lifted(1)))),
    adapter('items', 'i', lower(refs, form('unbox', form('array', 'any'), value))),
    ...numberTypes.flatMap((type) => arrayFunctions(type, { lower, liftList })),
    adapter('call_method', 'iiiii', callResult('call-method', [value, key], list(local(3), local(4)))),
    adapter('call', 'iii', callResult('call-any', [value], list(local(1), local(2)))),
    adapter('construct', 'iii', callResult('construct', [value], list(local(1), local(2)))),
  ];
}

/** Typed arrays, both ways, all numbers at once. */
function arrayFunctions(name: DslScalar, { lower, liftList }: RefValues): readonly FunctionNode[] {
  const type = listOf({ kind: 'scalar', name });
  return [
    adapter(`unbox_${name}_array`, 'i', lower(type, form('unbox', itlType(type), lifted(0)))),
    adapter(`box_${name}_array`, 'ii', form('lower-ref', liftList(type, local(0), local(1)))),
  ];
}

const listOf = (element: DslType): DslType => ({ kind: 'list', spelling: 'vector', element });

const string: DslType = { kind: 'std-string', view: false };
const bytes: DslType = { kind: 'list', spelling: 'span', element: { kind: 'scalar', name: 'u8' } };
const refs = listOf({ kind: 'any' });

/** Bytes are a buffer. */
const numberTypes = ['s8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64'] as const;

/** What the block declares, and `any` can be: structures, variants, enums, flags and objects. */
export const namedRefFunctions = (
  types: readonly string[],
  lower: (type: string, value: Node) => Node,
  lift: (type: string, value: Node) => Node,
): readonly FunctionNode[] =>
  types.flatMap((type) => [
    adapter(`unbox.${type}`, 'i', lower(type, form('unbox', type, lifted(0)))),
    adapter(`box.${type}`, 'i', form('lower-ref', form('as', 'any', lift(type, local(0))))),
  ]);

const lifted = (position: number): Node => form('lift-ref', local(position));

const boxed = (type: string, value: Node): Node => form('lower-ref', form('box', type, value));

const callResult = (operation: string, operands: readonly Node[], values: Node): Node =>
  form('lower-ref', form(operation, ...operands, values));

/** Types by a letter: `i` i32, `j` i64, `d` f64. */
const letters: Readonly<Record<string, string>> = { i: 'i32', j: 'i64', d: 'f64' };

const adapter = (field: string, params: string, body: Node, result = 'i'): FunctionNode =>
  func({
    name: `_it_ref_${field}`,
    field,
    params: [...params].map((letter) => ({ type: letters[letter] ?? letter })),
    result: letters[result],
    body: [body],
  });
