/** Shared classes that extend each other: one object is one std::shared_ptr's, whichever of its classes it comes as. */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets } from './build-dsl.ts';

const source = `#include <memory>
#include <string>
#include <vector>
/**IT_START**/
import "host" { func seen(shape: Shape) -> Shape; }
export {
  shared class Shape { readonly prop side: s32; virtual func area() -> s32 = 0; func twin() -> Shape; }
  shared class Square : Shape { Square(side: s32); virtual func area() -> s32; func corners() -> s32; }
  shared class Tile : Square { Tile(side: s32); readonly prop part: Part; }
  shared class Part { readonly prop value: s32; }
  class Shapes = std::vector<Shape>;
  func make(isTile: bool) -> Shape;
  func keep(std::shared_ptr<Shape>);
  func keepSquare(square: const std::shared_ptr<Square>&) -> s32;
  func kept() -> option(Shape);
  func all(std::vector<Shape>) -> std::vector<Shape>;
  func copy() -> Square;
  func show(std::shared_ptr<Square>) -> Square;
  func sum(shape: Shape, square: Square) -> s32;
  func alive() -> s32;
}
/**IT_END**/
static int count = 0;
struct Tag { int tag = 77; virtual ~Tag() {} };
struct Shape : std::enable_shared_from_this<Shape> {
  int side;
  explicit Shape(int side) : side(side) { ++count; }
  Shape(const Shape& other) : std::enable_shared_from_this<Shape>(), side(other.side) { ++count; }
  virtual ~Shape() { --count; }
  virtual int area() = 0;
  std::shared_ptr<Shape> twin() { return shared_from_this(); }
};
// What a Square is as a Shape stands elsewhere than the Square.
struct Square : Tag, Shape {
  explicit Square(int side) : Shape(side) {}
  int area() override { return side * side; }
  int corners() { return tag == 77 ? 4 : -1; }
};
struct Part { int value = 9; };
struct Tile : Square {
  Part part;
  explicit Tile(int side) : Square(side) {}
};
static std::shared_ptr<Shape> the_shape;
std::shared_ptr<Shape> make(bool isTile) {
  if (isTile) return std::make_shared<Tile>(3);
  return std::make_shared<Square>(2);
}
void keep(std::shared_ptr<Shape> shape) { the_shape = std::move(shape); }
int keepSquare(const std::shared_ptr<Square>& square) {
  the_shape = square;
  return square->corners();
}
std::shared_ptr<Shape> kept() { return the_shape; }
std::vector<std::shared_ptr<Shape>> all(const std::vector<std::shared_ptr<Shape>>& shapes) {
  return {shapes.rbegin(), shapes.rend()};
}
Square copy() { return Square(5); }
std::shared_ptr<Square> show(std::shared_ptr<Square> square) {
  return std::dynamic_pointer_cast<Square>(seen(square));
}
int sum(Shape& shape, Square& square) { return shape.area() + square.corners(); }
int alive() { return count; }
`;

const built = buildDsl(source);

test.each(dslTargets)('shared classes that extend each other: %s', { timeout: 300_000 }, async (target) => {
  const { startAs } = await built;
  const shown: unknown[] = [];
  const seen = (shape: { readonly side: number }): unknown => {
    shown.push(shape);
    return shape;
  };
  const lib = await startAs(target, { host: { seen } });
  const { Shape, Square, Tile } = lib;
  const square = lib.make(false);
  const tile = lib.make(true);
  expect([square.constructor, tile.constructor, tile instanceof Square, tile instanceof Shape]).toEqual([
    Square,
    Tile,
    true,
    true,
  ]);
  expect([square.area(), tile.corners(), tile.side, lib.sum(tile, square), tile.twin() === tile]).toEqual([
    4,
    4,
    3,
    13,
    true,
  ]);

  // C++ keeps what JavaScript has let go of, and it comes back as what it is.
  expect(lib.keepSquare(tile)).toBe(4);
  expect(lib.kept()).toBe(tile);
  const { part } = tile;
  tile.dispose();
  expect(() => tile.side).toThrow('is a disposed Tile');
  const back = lib.kept();
  expect([lib.alive(), back instanceof Tile, lib.kept() === back, part.value]).toEqual([2, true, true, 9]);
  expect(lib.all([square, lib.kept()]).map((each: object) => each.constructor)).toEqual([Tile, Square]);
  expect([lib.show(square) === square, shown[0] === square]).toEqual([true, true]);
  expect(lib.copy().area()).toBe(25);
  expect(() => lib.keepSquare(lib.kept().twin())).not.toThrow();
  expect(() => lib.keepSquare({})).toThrow('must be a Square');

  const shapes = new lib.Shapes();
  shapes.push(square);
  square.dispose();
  expect(shapes.get(0)).toBeInstanceOf(Square);
  expect([...shapes][0].area()).toBe(4);

  // Of JavaScript's own.
  const Base: new (side: number) => { area(): number; dispose(): void } = Square;
  class Mine extends Base {
    override area() {
      return super.area() + 100;
    }
  }
  const mine = new Mine(2);
  lib.keep(mine);
  expect([lib.sum(mine, mine), lib.kept() === mine]).toEqual([108, true]);
  // C++'s pointer does not keep it.
  mine.dispose();
  const other = new Square(1);
  expect(() => lib.sum(lib.kept(), other)).toThrow('is a disposed');
  other.dispose();
  const last = new Tile(1);
  lib.keep(last);
  for (const each of [mine, shapes, part, last]) each.dispose();
  const clone = lib.make(true);
  expect([clone.clone() === clone, clone.constructor]).toEqual([true, Tile]);
  clone.dispose();
  expect(clone.area()).toBe(9);
  clone.dispose();
  expect(() => clone.area()).toThrow('is a disposed Tile');
  const before = lib.alive();
  for (let n = 0; n < 1000; n++) {
    const made = new Square(n);
    lib.keep(made);
    made.dispose();
  }
  expect(lib.alive()).toBe(before);
});
