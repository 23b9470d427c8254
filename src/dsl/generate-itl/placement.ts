/** Room in the core module for what is handed to it: for a call's arguments, or for what an import gives. */
import type { Node } from '../../ast/nodes.ts';
import type { HelperPool } from './helper-pool.ts';
import { as, bind, form, getVariable, inMemory, local, number, plus, setVariable, whenDifferent } from './nodes.ts';

/**
 * - `arguments`: an area whose address the adapter knows; no call into the core module is needed for it
 * - `results`: the core module's own memory of a call, since the adapter is not asked when C++ has read it
 */
export type Room = 'arguments' | 'results';

export interface Placement {
  /** What is bound before there is room. */
  readonly before: readonly Node[];
  readonly bytes: Node;
  /** At most 16. */
  readonly alignment: number;
  /** What is done with the room, given what gives its address: that is evaluated once. */
  readonly fill: (room: Node) => readonly Node[];
}

/** `argument_area_size` of arguments.h. */
const AREA_SIZE = 4096;

/** The next free byte of the argument area, and its end. */
const [TOP, END] = ['room', 'room-end'];

/** The parts of a helper's name that tell what is lowered where. */
export const lowering = (verb: string, room: Room): string => `_it_${verb}${room === 'results' ? '_result' : ''}`;

export const takeRoom = (pool: HelperPool, room: Room, bytes: Node, alignment: number): Node =>
  room === 'results' ? pool.callCore('_it_alloc', bytes, number(alignment)) : takeArgumentRoom(pool, bytes);

/** In room of its own. */
export const place = (pool: HelperPool, room: Room, { before, bytes, alignment, fill }: Placement): readonly Node[] => [
  ...before,
  ...fill(takeRoom(pool, room, bytes, alignment)),
];

function declareArea(pool: HelperPool): void {
  pool.variable(TOP, 'i32', () => pool.callCore('_it_argument_area'));
  pool.variable(END, 'i32', () => plus(getVariable(TOP), AREA_SIZE));
}

/** Behind what calls outside of this one have taken. All addresses are multiples of 16. */
function takeArgumentRoom(pool: HelperPool, bytes: Node): Node {
  declareArea(pool);
  return pool.callHelper('_it_take_room', '', [bytes], () => ({
    params: [{ name: 'bytes', type: 'i32' }],
    result: 'i32',
    body: [
      bind('at', getVariable(TOP)),
      form(
        'if',
        form('>', as('u32', local('bytes')), as('u32', form('-', getVariable(END), local('at')))),
        takeMoreRoom(pool),
        form('block', setVariable(TOP, behind('at', 'bytes')), local('at')),
      ),
    ],
  }));
}

/** Where the next room begins. */
const behind = (at: string, bytes: string): Node =>
  form('&', plus(form('+', local(at), local(bytes)), 15), number(-16));

/** The beginning of a further area stands at its end. */
const takeMoreRoom = (pool: HelperPool): Node =>
  pool.callHelper('_it_take_more_room', '', [local('bytes')], () => ({
    params: [{ name: 'bytes', type: 'i32' }],
    result: 'i32',
    body: [
      bind('end', pool.callCore('_it_more_arguments', local('bytes'), getVariable(END))),
      bind('at', as('i32', form('load', 'u32', ...inMemory, local('end')))),
      setVariable(END, local('end')),
      setVariable(TOP, behind('at', 'bytes')),
      local('at'),
    ],
  }));

/** Begins a function that takes room for arguments: whatever it takes is given back when it is left. */
export function borrowRoom(pool: HelperPool, top: string, end: string): readonly Node[] {
  declareArea(pool);
  const leave = pool.callHelper('_it_leave_room', '', [local(top), local(end)], () => ({
    params: [
      { name: 'top', type: 'i32' },
      { name: 'end', type: 'i32' },
    ],
    body: [
      setVariable(TOP, local('top')),
      whenDifferent(getVariable(END), local('end'), [
        pool.callCore('_it_free_arguments', getVariable(END), local('end')),
        setVariable(END, local('end')),
      ]),
    ],
  }));
  return [bind(top, getVariable(TOP)), bind(end, getVariable(END)), form('defer', leave)];
}

/** Begins a function in which C++ may leave something in its own memory: all of that is given back when it is left. */
export function guardArena(pool: HelperPool, mark: string): readonly Node[] {
  const arena = pool.variable('arena-next', 'i32', () => pool.callCore('_it_arena'));
  const next = as('i32', form('load', 'u32', ...inMemory, getVariable(arena)));
  const leave = pool.callHelper('_it_leave_arena', '', [local(mark)], () => ({
    params: [{ name: 'mark', type: 'i32' }],
    body: [whenDifferent(next, local('mark'), [pool.callCore('_it_reset', local('mark'))])],
  }));
  pool.use('_it_alloc');
  return [bind(mark, next), form('defer', form('after', '_it_alloc'), leave)];
}

/** Whether there is something to be freed of what a function gave; see give.h. */
export const isKept = (given: Node): Node => form('&', given, number(1));

/** Frees it. */
export const release = (pool: HelperPool, given: Node): Node => pool.callCore('_it_release', resultAddress(given));

/** Gives back what a function gave, where there is something to be freed. */
export const giveBack = (pool: HelperPool, given: Node): Node =>
  pool.callHelper('_it_give_back', '', [given], () => ({
    params: [{ name: 'given', type: 'i32' }],
    body: [form('if', isKept(local('given')), release(pool, local('given')))],
  }));

/** The address of the lowered form. */
export const resultAddress = (given: Node): Node => form('&', given, number(-2));
