/** Room in memory: where it is asked for, and whether it is there. */
import { type Codec, memoryOf } from './generator.ts';
import { call, declare, list, local, set, trap, when } from './itl-text.ts';

/** Traps where so many bytes do not lie in memory. */
export const checkRange = (pointer: string, size: string, codec: Codec): string =>
  when(list('not', list('memory-has', memoryOf(codec), pointer, size)), trap('pointer out of bounds of memory'));

/** Traps for a pointer that is not aligned, or points to where there is not so much. */
export const checkPointer = (pointer: string, size: number, alignment: number, codec: Codec): readonly string[] => [
  ...(alignment > 1 ? [when(`(!= (& ${pointer} ${alignment - 1}) 0)`, trap('unaligned pointer'))] : []),
  checkRange(pointer, String(size), codec),
];

/** The same of where a result goes: one function for many of them, since what is stored there is checked apart. */
export function checkPlace(pointer: string, size: number, alignment: number, codec: Codec): readonly string[] {
  const { generator, instance } = codec;
  if (!generator.isBusy(instance)) return checkPointer(pointer, size, alignment, codec);
  const make = (name: string): string =>
    list(
      'func',
      name,
      '(param $pointer i32)',
      '(param $size i32)',
      '(param $alignment i32)',
      when(`(!= (& ${local('pointer')} (- ${local('alignment')} 1)) 0)`, trap('unaligned pointer')),
      checkRange(local('pointer'), local('size'), codec),
    );
  const name = generator.helper(`check-place ${memoryOf(codec)}`, 'check-place', make);
  return [call(name, pointer, String(size), String(alignment))];
}

/** A function of an alignment and a size: room that the component's own `realloc` gives. */
export const allocator = (codec: Codec): string =>
  roomMaker(codec, 'allocate', '', `0 0 ${local('alignment')} ${local('size')}`);

/** A function of room there is, its size, an alignment and another size. */
export const reallocator = (codec: Codec): string =>
  roomMaker(
    codec,
    'reallocate',
    '(param $old i32) (param $oldSize i32)',
    `${local('old')} ${local('oldSize')} ${local('alignment')} ${local('size')}`,
  );

function roomMaker(codec: Codec, base: string, params: string, args: string): string {
  const { generator, realloc, instance } = codec;
  if (!realloc) throw new Error('validated: what is lowered into memory has a realloc');
  const bound = generator.bound(instance);
  const make = (name: string): string =>
    list(
      'func',
      name,
      params,
      '(param $alignment i32)',
      '(param $size i32)',
      '(result i32)',
      ...(bound === undefined ? [] : [set(bound, 'true')]),
      declare('pointer', call(generator.coreFunction(realloc), args)),
      ...(bound === undefined ? [] : [set(bound, 'false')]),
      when(`(!= (& ${local('pointer')} (- ${local('alignment')} 1)) 0)`, trap('unaligned pointer')),
      checkRange(local('pointer'), local('size'), codec),
      local('pointer'),
    );
  return generator.helper(`${base} ${generator.idOf(realloc)} ${memoryOf(codec)} ${bound}`, base, make);
}
