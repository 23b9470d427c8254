/** ITL that is large or deep, made rather than kept. */

/** One line for each number below `count`. */
export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

export const nested = (count: number, open: string, inner: string, close = ')'): string =>
  open.repeat(count) + inner + close.repeat(count);

export const core = '(module _m "m.wasm" (func f "f" (param i32) (result i32)) (func g "g" (param i32)))\n';
export const exported = (signature: string, body: string): string =>
  `${core}(export (func _ "e" ${signature} ${body}))\n`;

/** Functions that each have a local, a condition and a call. */
export const manyFunctions = (count: number): string =>
  `${core}(export ${lines(
    count,
    (index) => `(func _ "f${index}" (param $a s32) (param $b string) (result s32)
      (let $x (call f (as i32 (local $a))))
      (if (> (local $x) 0) (as s32 (+ (local $x) ${index})) (as s32 (string-len (local $b)))))`,
  )})`;
