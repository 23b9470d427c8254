/**
 * Strings by the engine's own functions. Short ones never leave WebAssembly; longer ones go to the loader once.
 *
 * Asking for a string's length in UTF-8 encodes it into a scratch area of the adapter's own memory, from where writing
 * it is one copy from memory to memory: in whatever function that is, as long as no other string has come in between.
 */
import { UTF8_SCRATCH } from '../../../../runtime/abi.ts';
import type { Expression } from '../../../ir/ir.ts';
import { operand } from '../shared/emit-expression.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import { call } from '../shared/instructions.ts';
import type { Wat } from '../shared/wat.ts';
import { isOutside, type Place } from './memory-access.ts';
import { OWN_MEMORY, type Support } from './support.ts';

/** Code units up to which reading them one by one is faster than `encodeInto` by way of the loader (V8). */
const SHORT = 32;
/** Bytes up to which making a string of them is faster than `TextDecoder` by way of the loader (V8). */
const SHORT_TEXT = 64;

/** The string that lies in the scratch area. */
const encoded = (support: Support): string => support.global('encoded', '(mut externref) (ref.null extern)');
/** Its length in UTF-8; more than fits there where the string is too long for it. */
const size = (support: Support): string => support.global('encoded_size', '(mut i32) (i32.const 0)');

/** `(param externref) (result i32)` */
function lengthHelper(support: Support, { module }: FunctionContext): string {
  return support.helper('utf8_len', () => {
    const area = module.strings.reserve('encoding', UTF8_SCRATCH);
    // Not before: what fails on the way leaves nothing that could be taken for the string.
    const known = `(global.set ${encoded(support)} (local.get $string))`;
    return `(param $string externref) (result i32) (local $index i32) (local $length i32) (local $unit i32)
      (global.set ${encoded(support)} (ref.null extern))
      (local.set $length (call ${support.builtin('length')} (local.get $string)))
      (block $long
        (br_if $long (i32.gt_u (local.get $length) (i32.const ${SHORT})))
        (loop $next
          (if (i32.lt_u (local.get $index) (local.get $length))
            (then
              (local.set $unit (call ${support.builtin('charCodeAt')} (local.get $string) (local.get $index)))
              (br_if $long (i32.gt_u (local.get $unit) (i32.const 127)))
              (i32.store8 ${OWN_MEMORY} offset=${area} (local.get $index) (local.get $unit))
              (local.set $index (i32.add (local.get $index) (i32.const 1)))
              (br $next))))
        (global.set ${size(support)} (local.get $length))
        ${known}
        (return (local.get $length)))
      (global.set ${size(support)}
        (call ${module.hosts.use('encode_string')} (local.get $string) (i32.const ${area})))
      ${known}
      (if (i32.le_u (global.get ${size(support)}) (i32.const ${UTF8_SCRATCH}))
        (then (return (global.get ${size(support)}))))
      (call ${module.hosts.use('string_len')} (local.get $string))`;
  });
}

/**
 * `(param externref i32)`: string, pointer. A string too long for the area is let go of. Bun's `equals` traps on null, though it
 * should take it.
 */
function writeHelper({ id, host }: Place, support: Support, context: FunctionContext): string {
  return support.helper(`utf8_write${id.slice(OWN_MEMORY.length)}`, () => {
    const length = lengthHelper(support, context);
    const area = context.module.strings.reserve('encoding', UTF8_SCRATCH);
    return `(param $string externref) (param $pointer i32) (local $size i32)
      (if (if (result i32) (ref.is_null (global.get ${encoded(support)}))
          (then (i32.const 1))
          (else (i32.eqz (call ${support.builtin('equals')} (local.get $string) (global.get ${encoded(support)})))))
        (then (drop (call ${length} (local.get $string)))))
      (local.set $size (global.get ${size(support)}))
      (if (i32.gt_u (local.get $size) (i32.const ${UTF8_SCRATCH}))
        (then (global.set ${encoded(support)} (ref.null extern))))
      (if (i32.or
          (i32.gt_u (local.get $size) (i32.const ${UTF8_SCRATCH}))
          ${isOutside(id, '(local.get $pointer)', '(local.get $size)')})
        (then
          (call ${context.module.hosts.use('string_to_mem')} ${host} (local.get $string) (local.get $pointer))
          (return)))
      (memory.copy ${id} ${OWN_MEMORY} (local.get $pointer) (i32.const ${area}) (local.get $size))`;
  });
}

/** `string-len` */
export const emitLength = (string: Expression, support: Support, context: FunctionContext): Wat =>
  call(lengthHelper(support, context), operand(string, context));

/** `string-to-mem` */
export const emitWrite = (
  string: Expression,
  pointer: Expression,
  place: Place,
  support: Support,
  context: FunctionContext,
): Wat => call(writeHelper(place, support, context), operand(string, context), operand(pointer, context));

/** `string-into-mem`: `(param externref i32 i32) (result i32)`. What has no room the loader refuses. */
export function intoWriter(place: Place, support: Support, context: FunctionContext): string {
  const { id, host } = place;
  return support.helper(`utf8_into${id.slice(OWN_MEMORY.length)}`, () => {
    const write = writeHelper(place, support, context);
    return `(param $string externref) (param $pointer i32) (param $room i32) (result i32) (local $size i32)
      (local.set $size (call ${lengthHelper(support, context)} (local.get $string)))
      (if (i32.gt_u (local.get $size) (local.get $room))
        (then
          (return (call ${context.module.hosts.use('string_into_mem')} ${host}
            (local.get $string) (local.get $pointer) (local.get $room)))))
      (call ${write} (local.get $string) (local.get $pointer))
      (local.get $size)`;
  });
}

/** An array for the code units of a string that is being made: its contents are copied at once. */
function units(support: Support): string {
  const type = support.type('units');
  return support.global('units', `(ref ${type}) (array.new_default ${type} (i32.const ${SHORT_TEXT}))`);
}

/** The code unit `$unit` at `$index`. */
const setUnit = (support: Support): string =>
  `(array.set ${support.type('units')} (global.get ${units(support)}) (local.get $index) (local.get $unit))`;

/** The bytes at `$pointer` up to `$length`, or out of the block `$host` at the first that is not ASCII. */
const copyUnits = (id: string, support: Support): string => `
  (loop $next
    (if (i32.lt_u (local.get $index) (local.get $length))
      (then
        (local.set $unit (i32.load8_u ${id} (i32.add (local.get $pointer) (local.get $index))))
        (br_if $host (i32.gt_u (local.get $unit) (i32.const 127)))
        ${setUnit(support)}
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $next))))`;

const madeString = (support: Support): string =>
  `(call ${support.builtin('fromCharCodeArray')} (global.get ${units(support)}) (i32.const 0) (local.get $index))`;

/** `mem-to-string`: `(param i32 i32) (result externref)`. */
export function textReader({ id, host }: Place, support: Support, { module }: FunctionContext): string {
  return support.helper(
    `utf8_read${id.slice(OWN_MEMORY.length)}`,
    () => `(param $pointer i32) (param $length i32) (result externref) (local $index i32) (local $unit i32)
      (block $host
        (br_if $host (i32.gt_u (local.get $length) (i32.const ${SHORT_TEXT})))
        (br_if $host ${isOutside(id, '(local.get $pointer)', '(local.get $length)')})
        ${copyUnits(id, support)}
        (return ${madeString(support)}))
      (call ${module.hosts.use('mem_to_string')} ${host} (local.get $pointer) (local.get $length))`,
  );
}

/** `mem-to-c-string`: `(param i32) (result externref)`. Where the memory ends before a NUL the loader says so. */
export function cTextReader({ id, host }: Place, support: Support, { module }: FunctionContext): string {
  return support.helper(
    `c_string_read${id.slice(OWN_MEMORY.length)}`,
    () => `(param $pointer i32) (result externref) (local $index i32) (local $unit i32)
      (block $host
        (br_if $host ${isOutside(id, '(local.get $pointer)', SHORT_TEXT)})
        (loop $next
          (local.set $unit (i32.load8_u ${id} (i32.add (local.get $pointer) (local.get $index))))
          (br_if $host (i32.gt_u (local.get $unit) (i32.const 127)))
          (if (local.get $unit)
            (then
              ${setUnit(support)}
              (local.set $index (i32.add (local.get $index) (i32.const 1)))
              (br_if $next (i32.lt_u (local.get $index) (i32.const ${SHORT_TEXT})))
              (br $host))))
        (return ${madeString(support)}))
      (call ${module.hosts.use('mem_to_c_string')} ${host} (local.get $pointer))`,
  );
}
