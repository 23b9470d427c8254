/**
 * Reference handles without the loader: the values in an array, which costs a third of what a
 * table does (V8), a generation for each slot beside it. The numbers are the
 * loader's, see `runtime/values/references.ts`; what is wrong with a handle that is not live is for the loader to say.
 */
import { exportNames, REFERENCE_BITS } from '../../../../runtime/abi.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import type { HostImports } from '../shared/host-imports.ts';
import { readWat } from '../shared/read-wat.ts';
import { type Wat, watString } from '../shared/wat.ts';
import type { Support } from './support.ts';

/** Types of arrays. */
const VALUES = '$_it_values';
const NUMBERS = '$_it_numbers';
const mask = 2 ** REFERENCE_BITS - 1;
const lastGeneration = 2 ** (32 - REFERENCE_BITS) - 1;

const emptyArray = (name: string, type: string, support: Support): string =>
  support.global(name, `(mut (ref ${type})) (array.new_default ${type} (i32.const 0))`);
const values = (support: Support): string => emptyArray('references', support.type('values'), support);
const numbers = (name: string, support: Support): string => emptyArray(name, support.type('numbers'), support);
/** By index: the live handle's generation, or the last one, negated, of a slot that is free or retired. */
const generations = (support: Support): string => numbers('reference_generations', support);
/** By index: one more than the next free slot, 0 at the end. */
const nexts = (support: Support): string => numbers('reference_nexts', support);
/** One more than the first free slot. */
const free = (support: Support): string => support.global('reference_free', '(mut i32) (i32.const 0)');
const count = (support: Support): string => support.global('reference_count', '(mut i32) (i32.const 0)');
/** What makes an instance's handles nonsense to another; 0 as long as the loader has not been asked. */
const key = (support: Support): string => support.global('reference_key', '(mut i32) (i32.const 0)');

/** `ref-new`: `(param externref) (result i32)` */
export function referenceMaker(support: Support, { module: { hosts } }: FunctionContext): string {
  return support.helper('reference_new', () => {
    declare(support);
    const next = slotFinder(support, hosts);
    const [held, slots, ownKey] = [values(support), generations(support), key(support)];
    const encoded = `(i32.xor (global.get ${ownKey})
      (i32.or (i32.shl (local.get $generation) (i32.const ${REFERENCE_BITS})) (local.get $index)))`;
    return `(param $value externref) (result i32) (local $index i32) (local $generation i32)
      (if (i32.eqz (global.get ${ownKey})) (then (global.set ${ownKey} (call ${hosts.use('ref_key')}))))
      (local.set $index (call ${next}))
      (local.set $generation
        (i32.sub (i32.const 1) (array.get ${NUMBERS} (global.get ${slots}) (local.get $index))))
      (if (i32.eqz ${encoded})
        (then (local.set $generation (i32.add (local.get $generation) (i32.const 1)))))
      (array.set ${NUMBERS} (global.get ${slots}) (local.get $index) (local.get $generation))
      (array.set ${VALUES} (global.get ${held}) (local.get $index) (local.get $value))
      ${encoded}`;
  });
}

/** `(result i32)`: a slot that nothing is in. */
function slotFinder(support: Support, hosts: HostImports): string {
  return support.helper('reference_slot', () => {
    const grow = grower(support, hosts);
    const [first, used] = [free(support), count(support)];
    return `(result i32) (local $index i32)
      (if (global.get ${first})
        (then
          (local.set $index (i32.sub (global.get ${first}) (i32.const 1)))
          (global.set ${first} (array.get ${NUMBERS} (global.get ${nexts(support)}) (local.get $index)))
          (return (local.get $index))))
      (local.set $index (global.get ${used}))
      (if (i32.eq (local.get $index) (array.len (global.get ${generations(support)}))) (then (call ${grow})))
      (global.set ${used} (i32.add (local.get $index) (i32.const 1)))
      (local.get $index)`;
  });
}

/** Makes room in all arrays, of which every slot is used: twice as much. */
function grower(support: Support, hosts: HostImports): string {
  return support.helper('reference_grow', () => {
    const copied = (type: string, array: string): string => `
      (local.set ${array} (array.new_default ${type} (local.get $size)))
      (array.copy ${type} ${type} (local.get ${array}) (i32.const 0) (global.get ${array}) (i32.const 0)
        (local.get $used))
      (global.set ${array} (ref.as_non_null (local.get ${array})))`;
    const numbers = [generations(support), nexts(support)];
    const locals = numbers.map((array) => `(local ${array} (ref null ${NUMBERS}))`).join(' ');
    const held = values(support);
    return `(local $used i32) (local $size i32) (local ${held} (ref null ${VALUES})) ${locals}
      (local.set $used (global.get ${count(support)}))
      (if (i32.gt_u (local.get $used) (i32.const ${mask})) (then (call ${hosts.use('ref_full')})))
      (local.set $size (i32.add (i32.shl (local.get $used) (i32.const 1)) (i32.const 16)))
      (if (i32.gt_u (local.get $size) (i32.const ${mask + 1})) (then (local.set $size (i32.const ${mask + 1}))))
      ${copied(VALUES, held)}
      ${numbers.map((array) => copied(NUMBERS, array)).join('')}`;
  });
}

/** Sets `$index` of a live handle, or leaves the block `$dead`. */
const find = (support: Support): string => `
  (local.set $plain (i32.xor (global.get ${key(support)}) (local.get $handle)))
  (local.set $index (i32.and (local.get $plain) (i32.const ${mask})))
  (br_if $dead (i32.ge_u (local.get $index) (global.get ${count(support)})))
  (local.set $generation (i32.shr_u (local.get $plain) (i32.const ${REFERENCE_BITS})))
  (br_if $dead
    (i32.ne (local.get $generation) (array.get ${NUMBERS} (global.get ${generations(support)}) (local.get $index))))`;

const locals = '(param $handle i32)';
const found = '(local $plain i32) (local $index i32) (local $generation i32)';

/** `ref-get`: `(param i32) (result externref)` */
export function referenceReader(support: Support, { module: { hosts } }: FunctionContext): string {
  return support.helper('reference_get', () => {
    declare(support);
    return `${locals} (result externref) ${found}
      (block $dead ${find(support)} (return (array.get ${VALUES} (global.get ${values(support)}) (local.get $index))))
      (call ${hosts.use('ref_get')} (local.get $handle))`;
  });
}

/** `ref-drop`: `(param i32)`. One less than the last generation, since making one may have to skip one. */
export function referenceDropper(support: Support, { module: { hosts } }: FunctionContext): string {
  return support.helper('reference_drop', () => {
    declare(support);
    const first = free(support);
    return `${locals} ${found}
      (block $dead
        ${find(support)}
        (array.set ${VALUES} (global.get ${values(support)}) (local.get $index) (ref.null extern))
        (array.set ${NUMBERS} (global.get ${generations(support)}) (local.get $index)
          (i32.sub (i32.const 0) (local.get $generation)))
        (if (i32.lt_u (local.get $generation) (i32.const ${lastGeneration - 1}))
          (then
            (array.set ${NUMBERS} (global.get ${nexts(support)}) (local.get $index) (global.get ${first}))
            (global.set ${first} (i32.add (local.get $index) (i32.const 1)))))
        (return))
      (call ${hosts.use('ref_drop')} (local.get $handle))`;
  });
}

/** What lets go of all that is held. */
function declare(support: Support): void {
  support.type('numbers');
  support.type('values');
  support.declare('references', () => [disposeFunction(support)]);
}

const disposeFunction = (support: Support): Wat => [
  'func',
  ['export', watString(exportNames.dispose)],
  ...readWat(`(global.set ${count(support)} (i32.const 0))
    (global.set ${values(support)} (array.new_default ${VALUES} (array.len (global.get ${values(support)}))))`),
];
