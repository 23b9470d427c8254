/** Strings as wasm-bindgen and AssemblyScript have them, as ITL that lifts and lowers them. */
import type { Convention } from './convention.ts';
import { comment, fitted, form, type Group } from './form-lines.ts';
import { nameSupply, quoted } from './identifiers.ts';
import { LOWER_STRING, MODULE_NAME, type PlannedExport } from './scaffold-plan.ts';

/** The number that AssemblyScript gives the class of strings. */
const STRING_CLASS = 2;

/** The function that lowers a string, by the convention's allocator. */
export function lowerStringOf(convention: Exclude<Convention, 'plain'>, allocate: string, memory: string): Group {
  const place = `${MODULE_NAME} ${quoted(memory)}`;
  const head = `func ${LOWER_STRING} (param $text string) (result i32)`;
  switch (convention) {
    case 'wasm-bindgen':
      return [
        ...comment(['A string in the memory of the module. The function that it is handed to frees it.']),
        ...form(head, [
          [
            `(let $pointer (call ${allocate} (string-len (local $text)) 1))`,
            `(string-to-mem ${place} (local $text) (local $pointer))`,
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
            `(utf16-to-mem ${place} (local $text) (local $pointer))`,
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

/** What comes back as pointer and length: in the area that the first parameter is, or as two results. */
export function liftPair(called: Group, exported: PlannedExport, free: string | undefined, memory: string): Group {
  const supply = nameSupply(exported.parameterNames);
  const [pointer, size] = [supply('result'), supply('result_size')];
  const place = `${MODULE_NAME} ${quoted(memory)}`;
  const area = exported.reading.params.includes('return') ? `(local $${exported.parameterNames[0]})` : undefined;
  const bound =
    area === undefined
      ? fitted(`let $${pointer} $${size}`, called)
      : [
          ...called,
          `(let $${pointer} (load i32 ${place} ${area}))`,
          `(let $${size} (load i32 ${place} (+ ${area} 4)))`,
        ];
  return [
    ...bound,
    ...(free === undefined ? [] : [`(defer (call ${free} (local $${pointer}) (local $${size}) 1))`]),
    `(mem-to-string ${place} (local $${pointer}) (local $${size}))`,
  ];
}

/** AssemblyScript's size of an object, in bytes, lies in front of it. */
export function liftUtf16(called: Group, { parameterNames }: PlannedExport, memory: string): Group {
  const result = nameSupply(parameterNames)('result');
  const place = `${MODULE_NAME} ${quoted(memory)}`;
  return [
    ...fitted(`let $${result}`, called),
    `(mem-to-utf16 ${place} (local $${result}) (>> (load i32 ${place} (- (local $${result}) 4)) 1))`,
  ];
}
