/**
 * UTF-8 in a core module's memory: is it well-formed, so that a string of it would be the same bytes again? What is not
 * gets replacement characters, which is for the loader to do.
 */
import type { FunctionContext } from '../table/contexts.ts';
import { isOutside, type Place } from './memory-access.ts';
import { OWN_MEMORY, type Support } from './support.ts';

/** Bytes up to which a string of them surely fits into an engine; what is longer goes by way of one, which may fail. */
export const MOST_BYTES = 2 ** 28;

const HIGH = '(i64.const 0x8080808080808080)';
const ONES = '(i64.const 0x0101010101010101)';

const suffix = ({ id }: Place): string => id.slice(OWN_MEMORY.length);

const at = (id: string, by = ''): string => `(i32.load8_u ${id} ${by} (local.get $at))`;

/** Not a continuation byte. */
const isNoTail = (byte: string): string => `(i32.ne (i32.and ${byte} (i32.const 0xc0)) (i32.const 0x80))`;

/**
 * `(param $at i32) (param $end i32) (result i32)`: 1 where the bytes between are well-formed. The second byte of a
 * sequence is what tells overlong forms, surrogates and what is above U+10FFFF from the others.
 */
function validator(place: Place, support: Support): string {
  const { id } = place;
  return support.helper(
    `utf8_valid${suffix(place)}`,
    () => `(param $at i32) (param $end i32) (result i32) (local $byte i32) (local $low i32) (local $high i32) (local $tails i32)
      (loop $next
        (if (i32.eq (local.get $at) (local.get $end)) (then (return (i32.const 1))))
        (local.set $byte ${at(id)})
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $byte) (i32.const 0x80)))
        (if (i32.gt_u (i32.sub (local.get $byte) (i32.const 0xc2)) (i32.const 0x32)) (then (return (i32.const 0))))
        (local.set $tails
          (i32.add (i32.const 1)
            (i32.add (i32.ge_u (local.get $byte) (i32.const 0xe0)) (i32.ge_u (local.get $byte) (i32.const 0xf0)))))
        (if (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (local.get $tails)) (then (return (i32.const 0))))
        (local.set $low (i32.const 0x80))
        (local.set $high (i32.const 0xbf))
        (if (i32.eq (local.get $byte) (i32.const 0xe0)) (then (local.set $low (i32.const 0xa0))))
        (if (i32.eq (local.get $byte) (i32.const 0xed)) (then (local.set $high (i32.const 0x9f))))
        (if (i32.eq (local.get $byte) (i32.const 0xf0)) (then (local.set $low (i32.const 0x90))))
        (if (i32.eq (local.get $byte) (i32.const 0xf4)) (then (local.set $high (i32.const 0x8f))))
        (if (i32.gt_u
            (i32.sub ${at(id)} (local.get $low))
            (i32.sub (local.get $high) (local.get $low)))
          (then (return (i32.const 0))))
        (if (i32.gt_u (local.get $tails) (i32.const 1))
          (then (if ${isNoTail(at(id, 'offset=1'))} (then (return (i32.const 0))))))
        (if (i32.gt_u (local.get $tails) (i32.const 2))
          (then (if ${isNoTail(at(id, 'offset=2'))} (then (return (i32.const 0))))))
        (local.set $at (i32.add (local.get $at) (local.get $tails)))
        (br $next))
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
        (br_if $refused ${isOutside(id, '(local.get $pointer)', '(i32.const 1)')})
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
