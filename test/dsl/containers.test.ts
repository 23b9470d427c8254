/** Vectors in their place, and views of C++'s memory. */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets } from './build-dsl.ts';

const source = `
/**IT_START**/
type Point = struct { x: f32; y: f32; };
export {
  class Samples = std::vector<f64>;
  class Names = std::vector<std::string>;
  class Points = std::vector<Point>;
  class Counts = std::vector<u8>;
  class Boxes = std::vector<lent Box>;
  class OwnBoxes = std::vector<own Box>;
  class Lids = std::vector<Lid>;
  class Tally = std::map<std::string, f64>;
  class ByNumber = std::unordered_map<u32, own Box>;
  class Shared = std::map<s32, Lid>;
  shared class Lid { Lid(s32); readonly prop value: s32; }
  class Box { Box(s32); readonly prop value: s32; }
  class Track {
    Track();
    readonly prop samples: Samples;
    readonly prop boxes: Boxes;
    readonly prop tally: Tally;
    readonly prop byNumber: ByNumber;
    func values() -> std::vector<lent Box>;
    readonly prop names: Names;
    func sum() -> f64;
    func pixels() -> view(u16);
  }
  func first(const Samples&) -> f64;
  func grow();
  func table() -> view(f32);
}
/**IT_END**/
#include <cstdlib>
#include <numeric>
struct Box {
  int value;
  explicit Box(int value) : value(value) {}
};
struct Lid : Box {
  using Box::Box;
};
struct Track {
  Samples samples{1, 2};
  Box one{1}, two{2};
  Boxes boxes{&one, &two};
  Tally tally{{"a", 1}};
  ByNumber byNumber;
  Track() { byNumber[7] = std::make_unique<Box>(5); }
  const std::vector<Box*>& values() { return boxes; }
  Names names;
  std::vector<uint16_t> all{7, 8, 9};
  double sum() { return std::accumulate(samples.begin(), samples.end(), 0.0); }
  const std::vector<uint16_t>& pixels() { return all; }
};
double first(Samples& samples) { return samples.at(0); }
void grow() { __builtin_wasm_memory_grow(0, 1); }
static float numbers[3] = {1, 2, 3};
it::view<float> table() { return {numbers, 3}; }
`;

const built = buildDsl(source);

test.each(dslTargets)('JavaScript reads and changes them: %s', { timeout: 300_000 }, async (target) => {
  const { startAs, dts } = await built;
  const lib = await startAs(target);
  const samples = new lib.Samples();
  samples.push(1.5);
  samples.push(2);
  samples.set(0, 4);
  expect([samples.size, samples.get(0), samples.get(1), lib.first(samples)]).toEqual([2, 4, 2, 4]);
  expect(samples.values()).toEqual(Float64Array.of(4, 2));
  samples.view[1] = 8;
  expect([samples.get(1), samples.view.length]).toEqual([8, 2]);
  expect(() => samples.get(2)).toThrow('there is no item 2, but 2 items');
  expect(() => samples.set(9, 1)).toThrow('there is no item 9');
  expect(() => samples.push('x')).toThrow('must be a number');
  // Over the items that there are when it begins.
  const seen: number[] = [];
  for (const each of samples) {
    if (seen.push(each) < 9) samples.push(each);
  }
  expect([seen, samples.size]).toEqual([[4, 8], 4]);
  samples.resize(2);
  expect(Math.max(...samples)).toBe(8);
  samples.resize(4);
  expect([...samples.view]).toEqual([4, 8, 0, 0]);
  samples.dispose();
  expect(() => samples.size).toThrow('is a disposed Samples');

  const names = new lib.Names();
  names.push('Grüße');
  names.push('b');
  names.set(1, 'c');
  expect([names.values(), names.get(0), names.size, names.view]).toEqual([['Grüße', 'c'], 'Grüße', 2, undefined]);
  const points = new lib.Points();
  points.push({ x: 1, y: 2 });
  expect([points.get(0), points.values()]).toEqual([{ x: 1, y: 2 }, [{ x: 1, y: 2 }]]);
  const counts = new lib.Counts();
  counts.push(255);
  expect([counts.view, counts.values()]).toEqual([Uint8Array.of(255), Uint8Array.of(255)]);

  // Of objects: they are the vector's own, shared, or C++'s, which JavaScript only sees.
  const boxes = new lib.OwnBoxes();
  const box = new lib.Box(7);
  boxes.push(box);
  boxes.push(new lib.Box(8));
  expect(() => box.value).toThrow('is a disposed Box');
  expect([boxes.get(0).value, [...boxes].map(({ value }) => value)]).toEqual([7, [7, 8]]);
  const kept = boxes.get(0);
  boxes.dispose();
  expect(() => kept.value).toThrow('is a disposed Box');
  const lids = new lib.Lids();
  const lid = new lib.Lid(9);
  lids.push(lid);
  lids.set(0, lid);
  expect(lids.get(0)).toBe(lid);
  lid.dispose();
  expect([...lids][0].value).toBe(9);
  expect(Object.getOwnPropertyNames(lib.Boxes.prototype).sort()).toEqual([
    'constructor',
    'dispose',
    'get',
    'size',
    'values',
  ]);

  // Maps have what JavaScript's have, by value.
  const tally = new lib.Tally();
  tally.set('b', 2);
  tally.set('größer', 1.5);
  tally.set('b', 3);
  expect([tally.get('b'), tally.get('c'), tally.has('größer'), tally.has(''), tally.size]).toEqual([
    3,
    undefined,
    true,
    false,
    2,
  ]);
  expect([...tally]).toEqual([
    ['b', 3],
    ['größer', 1.5],
  ]);
  expect([tally.keys(), tally.values(), new Map(tally).get('b')]).toEqual([
    ['b', 'größer'],
    Float64Array.of(3, 1.5),
    3,
  ]);
  expect([tally.delete('b'), tally.delete('b'), tally.size]).toEqual([true, false, 1]);
  tally.clear();
  expect([...tally]).toEqual([]);
  expect(() => tally.set(1, 1)).toThrow("parameter 'key' must be a string");
  // Of objects that a container owns none is destroyed while JavaScript has been lent it.
  const owner = new lib.Track();
  const { byNumber } = owner;
  const lent = byNumber.get(7);
  expect([lent.value, byNumber.get(7) === lent, [...byNumber][0][1] === lent, byNumber.get(8)]).toEqual([
    5,
    true,
    true,
    undefined,
  ]);
  expect([byNumber.set, byNumber.delete, byNumber.clear, boxes.set, boxes.resize]).toEqual(Array(5).fill(undefined));
  owner.dispose();
  expect(() => lent.value).toThrow('is a disposed Box');
  const shared = new lib.Shared();
  const held = new lib.Lid(3);
  shared.set(-1, held);
  expect(shared.get(-1)).toBe(held);
  held.dispose();
  expect(shared.values()[0].value).toBe(3);

  // A part of an object changes with it, and ends with it.
  const track = new lib.Track();
  const own = track.samples;
  own.push(3);
  track.tally.set('c', 4);
  expect([...track.tally.entries()]).toEqual([
    ['a', 1],
    ['c', 4],
  ]);
  own.view[0] = 10;
  expect([track.sum(), own === track.samples]).toEqual([15, true]);
  expect(track.pixels()).toEqual(Uint16Array.of(7, 8, 9));
  expect([...track].map(({ value }: { value: number }) => value)).toEqual([1, 2]);
  expect([...track.boxes][1]).toBe([...track][1]);
  track.dispose();
  expect(() => [...track]).toThrow('Track[Symbol.iterator]: this is a disposed Track');
  expect(() => own.size).toThrow('is a disposed Samples');

  // Memory that grows leaves no view behind that shows something else.
  const table = lib.table();
  expect(table).toEqual(Float32Array.of(1, 2, 3));
  lib.grow();
  expect([table.length, lib.table().length]).toEqual([0, 3]);
  expect(dts).toContain('get view(): Float64Array');
  for (const item of ['number', 'string', 'Point', 'Box', '[string, number]'])
    expect(dts).toContain(`[Symbol.iterator](): IterableIterator<${item}>;`);
});
