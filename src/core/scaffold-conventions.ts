/** Strings as wasm-bindgen and AssemblyScript have them, as ITL that lifts and lowers them. */
import type { Convention } from './convention.ts';
import { converted, interfaceTypeFor } from './conversions.ts';
import { comment, fitted, form, type Group } from './form-lines.ts';
import { nameSupply, quoted } from './identifiers.ts';
import { LOWER_STRING, MODULE_NAME, type Plan, type PlannedExport } from './scaffold-plan.ts';

/** The number that AssemblyScript gives the class of strings. */
const STRING_CLASS = 2;

/** The function that lowers a string, by the convention's allocator. */
export function lowerStringOf(
  convention: Exclude<Convention, 'plain'>,
  { name: allocate, signature }: PlannedExport,
  memory: string,
): Group {
  const head = `func ${LOWER_STRING} (param $text string) (result i32)`;
  switch (convention) {
    case 'wasm-bindgen':
      return [
        ...comment(['A string in the memory of the module. The function that it is handed to frees it.']),
        ...form(head, [
          [
            `(let $pointer (call ${allocate} (string-len (local $text))${signature.params.length > 1 ? ' 1' : ''}))`,
            `(string-to-mem ${memory} (local $text) (local $pointer))`,
            '(local $pointer)',
          ],
        ]),
      ];
    case 'assemblyscript':
      return [
        ...comment([
          'A string of AssemblyScript: UTF-16, its size in front. Keep it with __pin while something else is made.',
        ]),
        ...form(head, [
          [
            `(let $pointer (call ${allocate} (* (utf16-len (local $text)) 2) ${STRING_CLASS}))`,
            `(utf16-to-mem ${memory} (local $text) (local $pointer))`,
            '(local $pointer)',
          ],
        ]),
      ];
  }
}

/** A string of AssemblyScript that the collector leaves alone during the call. */
export const keptString = (name: string, pointer: string, release: string | undefined): readonly string[] => [
  `(let $${pointer} (call __pin (call ${LOWER_STRING} (local $${name}))))`,
  ...(release === undefined ? [] : [`(defer (call ${release} (local $${pointer})))`]),
];

/** What comes back as pointer and length: in the area that the first parameter is, as results, or as one number. */
export function liftPair(called: Group, exported: PlannedExport, plan: Plan, memory: string): Group {
  const { reading, parameterNames } = exported;
  const supply = nameSupply(parameterNames);
  const names = { pointer: supply('result'), size: supply('result_size') };
  return [
    ...boundPair(called, exported, names, memory),
    ...(reading.isFallible ? rethrown(plan) : []),
    ...freedPair(names, plan),
    ...liftedPair(names, plan, memory),
  ];
}

/** An empty slice of Zig's may lie anywhere, outside of the memory too. */
function liftedPair({ pointer, size }: Pair, { convention }: Plan, memory: string): Group {
  const lifted = `(mem-to-string ${memory} (local $${pointer}) (local $${size}))`;
  return convention === 'wasm-bindgen' ? [lifted] : [`(if (local $${size}) ${lifted} "")`];
}

/** wasm-bindgen's results are the caller's. Of others nobody knows; and who frees without a size has to keep them. */
function freedPair({ pointer, size }: Pair, { convention, exports }: Plan): Group {
  const free = exports.find(({ role }) => role === 'free');
  const takes = free?.signature.params.length ?? 0;
  if (!free || takes < 2) return [];
  const line = `(defer (call ${free.name} (local $${pointer}) (local $${size})${takes > 2 ? ' 1' : ''}))`;
  return convention === 'wasm-bindgen' ? [line] : comment([`${line}   if it was made for the caller`]);
}

interface Pair {
  readonly pointer: string;
  readonly size: string;
}

function boundPair(called: Group, { reading, parameterNames }: PlannedExport, pair: Pair, memory: string): Group {
  const { pointer, size } = pair;
  if (reading.pair === 'area') {
    const area = `(local $${parameterNames[0]})`;
    return [
      ...called,
      `(let $${pointer} (load i32 ${memory} ${area}))`,
      `(let $${size} (load i32 ${memory} (+ ${area} 4)))`,
    ];
  }
  if (reading.pair === 'halves') {
    const both = `${pointer}_halves`;
    return [
      ...fitted(`let $${both}`, called),
      `(let $${pointer} (as i32 (>>> (local $${both}) 32)))`,
      `(let $${size} (as i32 (local $${both})))`,
    ];
  }
  return fitted(`let $${pointer} $${size}${reading.isFallible ? failure : ''}`, called);
}

const failure = ' $error $failed';

/** One result, or an error. */
export function liftFallible(called: Group, { signature, parameterNames }: PlannedExport, plan: Plan): Group {
  const [type = ''] = signature.results;
  const result = nameSupply(parameterNames)('result');
  return [
    ...fitted(`let $${result}${failure}`, called),
    ...rethrown(plan),
    converted(`(local $${result})`, type, interfaceTypeFor(type)),
  ];
}

/** What Rust returned as an error lies in its table of JavaScript values. */
function rethrown({ table, exports }: Plan): Group {
  if (table === undefined) return ['(if (local $failed) (throw "the function failed"))'];
  const drop = exports.find(({ field }) => field === '__externref_table_dealloc');
  return form('if (local $failed)', [
    form('block', [
      [
        `(let $thrown (table-get ${MODULE_NAME} ${quoted(table)} (local $error)))`,
        ...(drop ? [`(call ${drop.name} (local $error))`] : []),
        '(rethrow (local $thrown))',
      ],
    ]),
  ]);
}

/** AssemblyScript's size of an object, in bytes, lies in front of it. */
export function liftUtf16(called: Group, { parameterNames }: PlannedExport, memory: string): Group {
  const result = nameSupply(parameterNames)('result');
  return [
    ...fitted(`let $${result}`, called),
    `(mem-to-utf16 ${memory} (local $${result}) (>> (load i32 ${memory} (- (local $${result}) 4)) 1))`,
  ];
}
