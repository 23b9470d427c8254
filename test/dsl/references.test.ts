/** `it::ref`: what C++ does with any value of JavaScript's. */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `
/**IT_START**/
import "globalThis" { func parseInt(std::string, s32) -> f64; }
import "host" { func lookup(std::string) -> any; }
type Point = struct { x: f32; y: f32; };
type Shape = struct { name: std::string; at: Point; kind: Kind; };
type Kind = enum { round, square };
export {
  class Item { Item(s32); prop value: s32; }
  func sum(any) -> f64;
  func join(any) -> std::string;
  func point(any) -> any;
  func shape(any) -> any;
  func kind(any) -> any;
  func item(any) -> s32;
  func boxed(Item) -> any;
  func declared(Point, Shape, Kind) -> any;
  func numbers(any) -> any;
  func bytes(any) -> any;
  func all(any) -> any;
  func isMap(any) -> bool;
  func has(any, std::string) -> bool;
  func remove(any, std::string);
  func parse(std::string) -> f64;
  func made() -> any;
}
/**IT_END**/
double sum(it::ref list) {
  double sum = 0;
  for (const it::ref& item : list.items()) sum += item.as<double>();
  return sum;
}
std::string join(it::ref list) {
  std::string all;
  for (const it::ref& item : list.as<std::vector<it::ref>>()) all += item.as<std::string>();
  return all;
}
it::ref point(it::ref value) {
  auto point = value.as<Point>();
  point.x += 1;
  return it::ref::of(point);
}
it::ref shape(it::ref value) {
  auto shape = value.as<Shape>();
  shape.name += "!";
  shape.kind = Kind::square;
  return it::ref::of(shape);
}
it::ref kind(it::ref value) { return it::ref::of(value.as<Kind>() == Kind::round ? Kind::square : Kind::round); }
struct Item { int value; explicit Item(int value) : value(value) {} };
int item(it::ref value) { return value.as<Item*>()->value++; }
static Item* kept = nullptr;
it::ref boxed(Item& item) {
  kept = &item;
  return it::ref::of(kept);
}
it::ref declared(const Point&, const Shape&, Kind) { return it::ref(); }
it::ref numbers(it::ref value) {
  auto list = value.as<std::vector<double>>();
  for (double& each : list) each /= 2;
  return it::ref::of(list);
}
it::ref bytes(it::ref value) { return it::ref::of(value.as<std::vector<uint8_t>>()); }
it::ref all(it::ref value) {
  it::ref made = it::ref::array();
  made[0] = it::ref::of(value.as<std::vector<int32_t>>());
  made[1] = it::ref::of(value.as<std::vector<float>>());
  made[2] = it::ref::of(value.as<std::vector<uint16_t>>());
  return made;
}
bool isMap(it::ref value) { return value.instance_of(lookup("Map")); }
bool has(it::ref value, const std::string& key) { return value.has(key); }
void remove(it::ref value, const std::string& key) { value.remove(key); }
double parse(const std::string& text) { return parseInt(text, 16); }
it::ref made() { return lookup("Map").construct()["set"]("a", 1); }
`;

const built = buildDsl(source);

test.each(dslTargets)('references reach what JavaScript has: %s', patience, async (target) => {
  const { startAs } = await built;
  const host = { lookup: (name: string) => (globalThis as Record<string, unknown>)[name] };
  const lib = await startAs(target, { globalThis, host });
  expect([lib.sum([1, 2.5]), lib.sum(new Set([4])), lib.join(['a', 'b'])]).toEqual([3.5, 4, 'ab']);
  expect(() => lib.sum(7)).toThrow('must be an array or another iterable');
  expect(() => lib.sum(['x'])).toThrow('must be a number');
  expect(lib.point({ x: 1, y: 2 })).toEqual({ x: 2, y: 2 });
  expect(() => lib.point({ x: 1 })).toThrow('the value.y is missing');
  expect(lib.shape({ name: 'a', at: { x: 1, y: 2 }, kind: 'round' })).toEqual({
    name: 'a!',
    at: { x: 1, y: 2 },
    kind: 'square',
  });
  expect([lib.kind('round'), lib.kind('square')]).toEqual(['square', 'round']);
  const item = new lib.Item(3);
  expect([lib.item(item), item.value, lib.boxed(item) === item]).toEqual([3, 4, true]);
  expect(() => lib.item({})).toThrow('must be an Item');
  expect(lib.numbers([1, 3])).toEqual(Float64Array.of(0.5, 1.5));
  expect(lib.bytes(new Uint8Array([1, 2]).buffer)).toEqual(Uint8Array.of(1, 2));
  expect(lib.all([1, 2])).toEqual([Int32Array.of(1, 2), Float32Array.of(1, 2), Uint16Array.of(1, 2)]);
  expect([lib.isMap(new Map()), lib.isMap({})]).toEqual([true, false]);
  const object: Record<string, unknown> = { a: 1 };
  expect([lib.has(object, 'a'), lib.has(object, 'b'), lib.has(object, 'constructor')]).toEqual([true, false, false]);
  lib.remove(object, 'a');
  expect(object).toEqual({});
  expect(lib.parse('ff')).toBe(255);
  expect(lib.made()).toEqual(new Map([['a', 1]]));
  for (let round = 0; round < 20_000; round++) lib.join(['a', 'b', 'c']);
});
