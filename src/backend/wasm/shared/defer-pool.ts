/**
 * Pending `defer`s. Each that is reached is pushed on a stack: the values it captured, then its number. Leaving the
 * function pops down to where the stack stood on entry; after an exception or a trap, which WebAssembly cannot catch, the
 * loader does the same through `_it_unwind`. Numbers live in `_it_memory` behind the strings, references in a table.
 * One mechanism serves a defer in straight code, in a branch and in the body of an array.
 */
import { exportNames, type WasmType } from '../../../../runtime/abi.ts';
import { i32 } from './instructions.ts';
import type { Names } from './names.ts';
import { numberSize } from './wasm-types.ts';
import type { Wat } from './wat.ts';
import { watString } from './wat.ts';

/** Nothing of the component's is a table. */
const REFERENCES = '$_it_defer_refs';
const ACTIONS = '$_it_defer_actions';
/** Memory grows by so much at once: room for thousands of defers. */
const PAGE = 65536;

interface Capture {
  /** In the function that defers. */
  readonly source: string;
  /** In the action's function. */
  readonly id: string;
  readonly type: WasmType;
}

/** What the component's own names leave free. */
interface Ids {
  /**
   * Where the stack begins, if it moves: behind the callback table, which grows. Then the top is counted from there, else
   * from the start of the memory.
   */
  readonly base: string | undefined;
  readonly top: string;
  readonly referenceTop: string;
  readonly reserve: string;
  readonly unwind: string;
  /** The memory that holds the stack, in instructions: empty where it is the only one. */
  readonly memory: readonly string[];
}

const read = (global: string): Wat => ['global.get', global];
const moved = (by: number, from: Wat): Wat => ['i32.add', from, ['i32.const', String(by)]];

/** The address of the stack's top. */
const topAddress = ({ base, top }: Ids): Wat => (base === undefined ? read(top) : ['i32.add', read(base), read(top)]);

export class DeferPool {
  readonly #ids: Ids;
  readonly #names: Names;
  readonly #actions: { readonly id: string; readonly func: Wat }[] = [];
  #holdsReferences = false;

  /** @param base the global with the address where the stack begins, if that moves */
  constructor(names: Names, memory: readonly string[], base?: string) {
    const { freeFunction, freeGlobal } = names;
    this.#names = names;
    this.#ids = {
      base,
      top: freeGlobal('$_it_defers'),
      referenceTop: freeGlobal('$_it_defer_refs_top'),
      reserve: freeFunction('$_it_defer_reserve'),
      unwind: freeFunction('$_it_unwind'),
      memory,
    };
  }

  /** Actions so far. */
  get count(): number {
    return this.#actions.length;
  }

  get isUsed(): boolean {
    return this.count > 0;
  }

  /** The global with the stack's top. */
  get top(): string {
    return this.#ids.top;
  }

  /** The instruction that a function with defers begins with: it keeps the stack's top in a local. */
  mark(local: string): Wat {
    return ['local.set', local, read(this.#ids.top)];
  }

  /** The instruction that a function with defers ends with. */
  unwind(mark: Wat): Wat {
    return ['call', this.#ids.unwind, mark];
  }

  /** The same for one that has reached all of its actions, those from number `first` on, and left nothing else. */
  run(first: number): readonly Wat[] {
    return this.#actions
      .slice(first)
      .toReversed()
      .map(({ id }): Wat => ['call', id]);
  }

  /**
   * Registers an action and gives the instructions that push it. `captures` are locals of the function around it and of
   * the action's own function; `emit` makes that function, given the code that restores them and its identifier.
   */
  push(captures: readonly Capture[], emit: (restore: readonly Wat[], id: string) => Wat): readonly Wat[] {
    const ids = this.#ids;
    const number = this.#actions.length;
    const layout = layOut(captures);
    this.#holdsReferences ||= layout.references.length > 0;
    const id = this.#names.freeFunction(`$_it_defer_${number}`);
    this.#actions.push({ id, func: emit(restore(layout, ids), id) });
    const top = topAddress(ids);
    return [
      ['call', ids.reserve, ['i32.const', String(layout.size)]],
      ...layout.numbers.map(
        ({ source, type, offset }): Wat => [
          `${type}.store`,
          ...ids.memory,
          `offset=${offset}`,
          top,
          ['local.get', source],
        ],
      ),
      ['i32.store', ...ids.memory, `offset=${layout.size - 4}`, top, ['i32.const', String(number)]],
      ['global.set', ids.top, moved(layout.size, read(ids.top))],
      ...layout.references.flatMap((capture) => pushReference(capture, ids)),
    ];
  }

  /**
   * Tables, globals and functions for the module; none where no function defers.
   *
   * @param start - the address where the stack begins, as long as that has not moved
   */
  declarations(start: number): readonly Wat[] {
    if (!this.isUsed) return [];
    const ids = this.#ids;
    const top = i32(ids.base === undefined ? start : 0);
    return [
      ['global', ids.top, ['export', watString(exportNames.defers)], ['mut', 'i32'], top],
      ['table', ACTIONS, 'funcref', ['elem', ...this.#actions.map(({ id }) => id)]],
      ...(this.#holdsReferences ? referenceDeclarations(ids) : []),
      reserveFunction(ids),
      unwindFunction(ids),
      ...this.#actions.map(({ func }) => func),
    ];
  }
}

interface Layout {
  readonly captures: readonly Capture[];
  readonly numbers: readonly (Capture & { readonly offset: number })[];
  readonly references: readonly Capture[];
  /** Bytes of the entry, its number included. */
  readonly size: number;
}

function layOut(captures: readonly Capture[]): Layout {
  let offset = 0;
  const numbers = captures.flatMap((capture) => {
    if (capture.type === 'externref') return [];
    const placed = { ...capture, offset };
    offset += numberSize[capture.type];
    return [placed];
  });
  return {
    captures,
    numbers,
    references: captures.filter((capture) => capture.type === 'externref'),
    size: offset + 4,
  };
}

function pushReference({ source }: Capture, ids: Ids): readonly Wat[] {
  const referenceTop = read(ids.referenceTop);
  const full: Wat = ['i32.eq', referenceTop, ['table.size', REFERENCES]];
  // About twice as large, and by 64 at least: a million references are not copied once for every 64.
  const more: Wat = ['i32.or', ['table.size', REFERENCES], ['i32.const', '64']];
  const grown: Wat = ['table.grow', REFERENCES, ['ref.null', 'extern'], more];
  return [
    ['if', full, ['then', ['drop', grown]]],
    ['table.set', REFERENCES, referenceTop, ['local.get', source]],
    ['global.set', ids.referenceTop, moved(1, referenceTop)],
  ];
}

/** Takes the entry off the stack, before the action runs: one that throws is not run again. */
function restore({ numbers, references, size }: Layout, ids: Ids): readonly Wat[] {
  const top = topAddress(ids);
  const referenceTop = read(ids.referenceTop);
  return [
    ['global.set', ids.top, ['i32.sub', read(ids.top), ['i32.const', String(size)]]],
    ...numbers.map(
      ({ id, type, offset }): Wat => ['local.set', id, [`${type}.load`, ...ids.memory, `offset=${offset}`, top]],
    ),
    ...references.toReversed().flatMap(({ id }): Wat[] => [
      ['global.set', ids.referenceTop, ['i32.sub', referenceTop, ['i32.const', '1']]],
      ['local.set', id, ['table.get', REFERENCES, referenceTop]],
      ['table.set', REFERENCES, referenceTop, ['ref.null', 'extern']],
    ]),
  ];
}

const referenceDeclarations = ({ referenceTop }: Ids): readonly Wat[] => [
  ['table', REFERENCES, '0', 'externref'],
  ['global', referenceTop, ['mut', 'i32'], ['i32.const', '0']],
];

const memoryEnd = ({ memory }: Ids): Wat => ['i32.mul', ['memory.size', ...memory], ['i32.const', String(PAGE)]];

/** Makes room for an entry; without memory there is nothing left to do but to trap. */
function reserveFunction(ids: Ids): Wat {
  const grown: Wat = ['memory.grow', ...ids.memory, ['i32.const', '1']];
  return [
    'func',
    ids.reserve,
    ['param', '$size', 'i32'],
    [
      'if',
      ['i32.gt_u', ['i32.add', topAddress(ids), ['local.get', '$size']], memoryEnd(ids)],
      ['then', ['if', ['i32.eq', grown, ['i32.const', '-1']], ['then', ['unreachable']]]],
    ],
  ];
}

const unwindFunction = (ids: Ids): Wat => [
  'func',
  ids.unwind,
  ['export', watString(exportNames.unwind)],
  ['param', '$mark', 'i32'],
  [
    'loop',
    '$next',
    [
      'if',
      ['i32.gt_u', read(ids.top), ['local.get', '$mark']],
      [
        'then',
        ['call_indirect', ACTIONS, ['i32.load', ...ids.memory, ['i32.sub', topAddress(ids), ['i32.const', '4']]]],
        ['br', '$next'],
      ],
    ],
  ],
];
