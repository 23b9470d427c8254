/**
 * UTF-8 in a core module's memory: is it well-formed, so that a string of it would be the same bytes again? What is not
 * gets replacement characters, which is for the loader to do.
 */
import type { FunctionContext } from '../shared/function-context.ts';
import { MOST_BYTES } from '../shared/variant.ts';
import { isOutside, type Place } from './memory-access.ts';
import { OWN_MEMORY, type Support } from './support.ts';

const HIGH = '(i64.const 0x8080808080808080)';
const ONES = '(i64.const 0x0101010101010101)';

const suffix = ({ id }: Place): string => id.slice(OWN_MEMORY.length);

const at = (id: string, by = ''): string => `(i32.load8_u ${id} ${by} (local.get $at))`;

/** Whether the word's bits in `mask` are those in `bits`. */
const has = (mask: string, bits: string): string =>
  `(i32.eq (i32.and (local.get $word) (i32.const ${mask})) (i32.const ${bits}))`;

const skip = (bytes: number): string => `(local.set $at (i32.add (local.get $at) (i32.const ${bytes}))) (br $next)`;

/**
 * `(param $at i32) (param $end i32) (result i32)`: 1 where the bytes between are well-formed. Looks at four bytes at once,
 * the first of them the lowest, so that one comparison tells a sequence by all of its marks. The bits behind the marks tell
 * overlong forms, surrogates and what is above U+10FFFF from the others.
 */
function validator(place: Place, support: Support): string {
  const { id } = place;
  return support.helper(
    `utf8_valid${suffix(place)}`,
    () => `(param $at i32) (param $end i32) (result i32) (local $word i32)
      (loop $next
        (if (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 4))
          (then (return (call ${tailValidator(place, support)} (local.get $at) (local.get $end)))))
        (local.set $word (i32.load ${id} align=1 (local.get $at)))
        (if ${has('0xc0e0', '0x80c0')}
          (then
            (if ${has('0x1e', '0')} (then (return (i32.const 0))))
            (if (i32.and ${has('0xc0e00000', '0x80c00000')} (i32.eqz ${has('0x1e0000', '0')}))
              (then ${skip(4)}))
            ${skip(2)}))
        (if ${has('0xc0c0f0', '0x8080e0')}
          (then
            (if (i32.or ${has('0x200f', '0')} ${has('0x200f', '0x200d')}) (then (return (i32.const 0))))
            ${skip(3)}))
        (if ${has('0xc0c0c0f8', '0x808080f0')}
          (then
            (if ${has('0x3007', '0')} (then (return (i32.const 0))))
            (if (i32.and ${has('4', '4')} (i32.eqz ${has('0x3007', '4')})) (then (return (i32.const 0))))
            ${skip(4)}))
        (if ${has('0x80', '0x80')} (then (return (i32.const 0))))
        (local.set $at
          (i32.add (local.get $at)
            (select
              (i32.const 4)
              (i32.shr_u (i32.ctz (i32.and (local.get $word) (i32.const 0x80808080))) (i32.const 3))
              ${has('0x80808080', '0')})))
        (br $next))
      (unreachable)`,
  );
}

const byteAt = (id: string, offset: number): string => `(i32.load8_u ${id} offset=${offset} (local.get $at))`;

/** The same for the last bytes, fewer than four: put together to a word behind which nothing follows. */
function tailValidator(place: Place, support: Support): string {
  const { id } = place;
  return support.helper(
    `utf8_valid_tail${suffix(place)}`,
    () => `(param $at i32) (param $end i32) (result i32) (local $word i32)
      (loop $next
        (if (i32.eq (local.get $at) (local.get $end)) (then (return (i32.const 1))))
        (local.set $word ${byteAt(id, 0)})
        (if (i32.gt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 1))
          (then (local.set $word (i32.or (local.get $word) (i32.shl ${byteAt(id, 1)} (i32.const 8))))))
        (if (i32.gt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 2))
          (then (local.set $word (i32.or (local.get $word) (i32.shl ${byteAt(id, 2)} (i32.const 16))))))
        (if ${has('0x80', '0')} (then ${skip(1)}))
        (if (i32.and ${has('0xc0e0', '0x80c0')} (i32.eqz ${has('0x1e', '0')})) (then ${skip(2)}))
        (if (i32.and ${has('0xc0c0f0', '0x8080e0')} (i32.eqz (i32.or ${has('0x200f', '0')} ${has('0x200f', '0x200d')})))
          (then ${skip(3)}))
        (return (i32.const 0)))
      (unreachable)`,
  );
}

const load = (id: string, offset: number): string => `(i64.load ${id} offset=${offset} align=1 (local.get $at))`;

/** 32 bytes at a time, then 8, then one: as long as they are ASCII. */
const skipAscii = (id: string): string => `
  (block $found
    (loop $next
      (if (i32.ge_u (i32.sub (local.get $end) (local.get $at)) (i32.const 32))
        (then
          (br_if $found
            (i64.ne (i64.const 0)
              (i64.and ${HIGH}
                (i64.or (i64.or ${load(id, 0)} ${load(id, 8)}) (i64.or ${load(id, 16)} ${load(id, 24)})))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br $next))))
    (loop $next
      (if (i32.ge_u (i32.sub (local.get $end) (local.get $at)) (i32.const 8))
        (then
          (br_if $found (i64.ne (i64.const 0) (i64.and ${HIGH} ${load(id, 0)})))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br $next)))))`;

/** `(param $pointer i32) (param $length i32) (result i32)`: the length, or -1; throws what lifting throws. */
export function textMeasurer(place: Place, support: Support, { module }: FunctionContext): string {
  const { id, host } = place;
  return support.helper(`utf8_measure${suffix(place)}`, () => {
    const valid = validator(place, support);
    return `(param $pointer i32) (param $length i32) (result i32) (local $at i32) (local $end i32)
      (if (i32.or
          (i32.gt_u (local.get $length) (i32.const ${MOST_BYTES}))
          ${isOutside(id, '(local.get $pointer)', '(local.get $length)')})
        (then
          (drop (call ${module.hosts.use('mem_to_string')} ${host} (local.get $pointer) (local.get $length)))
          (return (i32.const -1))))
      (local.set $at (local.get $pointer))
      (local.set $end (i32.add (local.get $pointer) (local.get $length)))
      ${skipAscii(id)}
      (select (local.get $length) (i32.const -1) (call ${valid} (local.get $at) (local.get $end)))`;
  });
}

/** A memory's size in bytes as an i32: 0 where it is 4 GiB. */
const sizeOf = (id: string): string => `(i32.shl (memory.size ${id}) (i32.const 16))`;

/**
 * `(param $pointer i32) (result i32)`: the length up to the NUL, or -1; throws what lifting throws. Reads eight bytes at a
 * time from addresses divisible by eight, none of which crosses the memory's end; the lowest bit found is the first NUL's.
 */
export function cTextMeasurer(place: Place, support: Support, context: FunctionContext): string {
  const { id, host } = place;
  const { hosts } = context.module;
  return support.helper(`c_string_measure${suffix(place)}`, () => {
    const measure = textMeasurer(place, support, context);
    return `(param $pointer i32) (result i32) (local $at i32) (local $word i64)
      (block $refused
        (br_if $refused ${isOutside(id, '(local.get $pointer)', 1)})
        (local.set $at (local.get $pointer))
        (block $end
          (block $words
            (loop $next
              (br_if $words (i32.eqz (i32.and (local.get $at) (i32.const 7))))
              (br_if $end (i32.eqz ${at(id)}))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br_if $refused (i32.eq (local.get $at) ${sizeOf(id)}))
              (br $next)))
          (loop $next
            (local.set $word (i64.load ${id} (local.get $at)))
            (local.set $word
              (i64.and ${HIGH}
                (i64.and (i64.sub (local.get $word) ${ONES}) (i64.xor (local.get $word) (i64.const -1)))))
            (if (i64.eqz (local.get $word))
              (then
                (local.set $at (i32.add (local.get $at) (i32.const 8)))
                (br_if $refused (i32.eq (local.get $at) ${sizeOf(id)}))
                (br $next))))
          (local.set $at
            (i32.add (local.get $at) (i32.wrap_i64 (i64.shr_u (i64.ctz (local.get $word)) (i64.const 3))))))
        (return (call ${measure} (local.get $pointer) (i32.sub (local.get $at) (local.get $pointer)))))
      (drop (call ${hosts.use('mem_to_c_string')} ${host} (local.get $pointer)))
      (i32.const -1)`;
  });
}
