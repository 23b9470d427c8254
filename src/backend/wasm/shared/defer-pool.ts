/**
 * Pending `defer`s. Each that is reached is pushed on a stack: the values it captured, then its number. Leaving the
 * function pops down to where the stack stood on entry; after an exception or a trap, which WebAssembly cannot catch, the
 * loader does the same through `_it_unwind`. Numbers live in `_it_memory` behind the strings, references in a table.
 * One mechanism serves a defer in straight code, in a branch and in the body of an array.
 */
import { exportNames, type WasmType } from '../../../../runtime/abi.ts';
import { call, get, i32 } from './instructions.ts';
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
  /** Functions: memory grows by a page, a reference is put on its stack, actions run down to a mark. */
  readonly grow: string;
  readonly hold: string;
  readonly unwind: string;
  /** The memory that holds the stack, in instructions: empty where it is the only one. */
  readonly memory: readonly string[];
}

const read = (global: string): Wat => ['global.get', global];
const moved = (by: number, from: Wat): Wat => ['i32.add', from, i32(by)];

/** The address of the stack's top. */
const topAddress = ({ base, top }: Ids): Wat => (base === undefined ? read(top) : ['i32.add', read(base), read(top)]);

interface Action {
  readonly id: string;
  readonly func: Wat;
  /** Puts it on the stack, with what it captured. */
  readonly pushId: string;
  readonly push: Wat;
}

export class DeferPool {
  readonly #ids: Ids;
  readonly #names: Names;
  readonly #isAsync: boolean;
  /** By what they do: functions that defer alike share one. */
  readonly #actions = new Map<string, Action>();
  /** The action of each `defer`, in the order in which they were registered. */
  readonly #registered: Action[] = [];
  #holdsReferences = false;

  /**
   * @param base - the global with the address where the stack begins, if that moves
   * @param isAsync - whether there are calls that wait, of which each has defers of its own
   */
  constructor(names: Names, memory: readonly string[], base: string | undefined, isAsync: boolean) {
    const { freeFunction, freeGlobal } = names;
    this.#names = names;
    this.#isAsync = isAsync;
    this.#ids = {
      base,
      top: freeGlobal('$_it_defers'),
      referenceTop: freeGlobal('$_it_defer_refs_top'),
      grow: freeFunction('$_it_defer_grow'),
      hold: freeFunction('$_it_defer_hold'),
      unwind: freeFunction('$_it_unwind'),
      memory,
    };
  }

  /** `defer`s so far. */
  get count(): number {
    return this.#registered.length;
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
    return this.#registered
      .slice(first)
      .toReversed()
      .map(({ id }): Wat => ['call', id]);
  }

  /**
   * Registers an action and gives the instruction that pushes it. `captures` are locals of the function around it and of
   * the action's own function; `emit` makes what that has behind its name, given the code that restores them.
   */
  push(captures: readonly Capture[], emit: (restore: readonly Wat[]) => readonly Wat[]): Wat {
    const layout = layOut(captures);
    const code = emit(restore(layout, this.#ids));
    const key = JSON.stringify([captures.map(({ id, type }) => [id, type]), code]);
    const action = this.#actions.get(key) ?? this.#make(layout, code);
    this.#actions.set(key, action);
    this.#registered.push(action);
    return call(action.pushId, ...captures.map(({ source }) => get(source)));
  }

  #make(layout: Layout, code: readonly Wat[]): Action {
    const number = this.#actions.size;
    this.#holdsReferences ||= layout.references.length > 0;
    const id = this.#names.freeFunction(`$_it_defer_${number}`);
    const pushId = this.#names.freeFunction(`$_it_defer_${number}.push`);
    const push = pushFunction(pushId, number, layout, this.#ids);
    return { id, pushId, push, func: ['func', id, ...code] };
  }

  /**
   * Tables, globals and functions for the module; none where no function defers.
   *
   * @param start - the address where the stack begins, as long as that has not moved
   */
  declarations(start: number): readonly Wat[] {
    if (!this.isUsed) return [];
    const ids = this.#ids;
    const actions = [...this.#actions.values()];
    const top = i32(ids.base === undefined ? start : 0);
    return [
      ['global', ids.top, ['export', watString(exportNames.defers)], ['mut', 'i32'], top],
      ['table', ACTIONS, 'funcref', ['elem', ...actions.map(({ id }) => id)]],
      ...(this.#holdsReferences ? referenceDeclarations(ids) : []),
      growFunction(ids),
      unwindFunction(ids),
      ...(this.#isAsync ? this.#exported() : []),
      ...actions.flatMap(({ push, func }) => [push, func]),
    ];
  }

  /** What the loader needs to put the stack away. */
  #exported(): readonly Wat[] {
    const { base, referenceTop } = this.#ids;
    const exported = (name: string, ...what: readonly Wat[]): Wat => ['export', watString(name), [...what]];
    const references = [
      exported(exportNames.deferReferences, 'table', REFERENCES),
      exported(exportNames.deferReferencesTop, 'global', referenceTop),
    ];
    const from: Wat =
      base === undefined
        ? ['global', ['export', watString(exportNames.deferBase)], 'i32', i32(0)]
        : exported(exportNames.deferBase, 'global', base);
    return [from, ...(this.#holdsReferences ? references : [])];
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

/** Pushes an action with what it captured, which are its parameters. */
function pushFunction(id: string, number: number, { captures, numbers, references, size }: Layout, ids: Ids): Wat {
  const top = topAddress(ids);
  const isFull: Wat = ['i32.gt_u', moved(size, top), memoryEnd(ids)];
  return [
    'func',
    id,
    ...captures.map((capture): Wat => ['param', capture.id, capture.type]),
    ['if', isFull, ['then', call(ids.grow)]],
    ...numbers.map((capture): Wat => store(capture.type, capture.offset, top, get(capture.id), ids)),
    store('i32', size - 4, top, i32(number), ids),
    ['global.set', ids.top, moved(size, read(ids.top))],
    ...references.map((capture) => call(ids.hold, get(capture.id))),
  ];
}

const store = (type: WasmType, offset: number, address: Wat, value: Wat, { memory }: Ids): Wat => [
  `${type}.store`,
  ...memory,
  ...offsetClause(offset),
  address,
  value,
];

const offsetClause = (offset: number): readonly string[] => (offset === 0 ? [] : [`offset=${offset}`]);

/** Takes the entry off the stack, before the action runs: one that throws is not run again. */
function restore({ numbers, references, size }: Layout, ids: Ids): readonly Wat[] {
  const top = topAddress(ids);
  const referenceTop = read(ids.referenceTop);
  return [
    ['global.set', ids.top, ['i32.sub', read(ids.top), i32(size)]],
    ...numbers.map(
      ({ id, type, offset }): Wat => ['local.set', id, [`${type}.load`, ...ids.memory, ...offsetClause(offset), top]],
    ),
    ...references.toReversed().flatMap(({ id }): Wat[] => [
      ['global.set', ids.referenceTop, ['i32.sub', referenceTop, i32(1)]],
      ['local.set', id, ['table.get', REFERENCES, referenceTop]],
      ['table.set', REFERENCES, referenceTop, ['ref.null', 'extern']],
    ]),
  ];
}

/** The table, its top, and the function that puts a reference there. */
function referenceDeclarations({ referenceTop, hold }: Ids): readonly Wat[] {
  const top = read(referenceTop);
  // About twice as large, and by 64 at least: a million references are not copied once for every 64.
  const more: Wat = ['i32.or', ['table.size', REFERENCES], i32(64)];
  const grown: Wat = ['table.grow', REFERENCES, ['ref.null', 'extern'], more];
  return [
    ['table', REFERENCES, '0', 'externref'],
    ['global', referenceTop, ['mut', 'i32'], i32(0)],
    [
      'func',
      hold,
      ['param', '$value', 'externref'],
      ['if', ['i32.eq', top, ['table.size', REFERENCES]], ['then', ['drop', grown]]],
      ['table.set', REFERENCES, top, get('$value')],
      ['global.set', referenceTop, moved(1, top)],
    ],
  ];
}

const memoryEnd = ({ memory }: Ids): Wat => ['i32.mul', ['memory.size', ...memory], i32(PAGE)];

/** Without memory there is nothing left to do but to trap. */
function growFunction({ grow, memory }: Ids): Wat {
  const grown: Wat = ['memory.grow', ...memory, i32(1)];
  return ['func', grow, ['if', ['i32.eq', grown, i32(-1)], ['then', ['unreachable']]]];
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
        ['call_indirect', ACTIONS, ['i32.load', ...ids.memory, ['i32.sub', topAddress(ids), i32(4)]]],
        ['br', '$next'],
      ],
    ],
  ],
];
