/** Classes that extend each other in C++, and classes of JavaScript's that extend them. */
import { expect, test } from 'vitest';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { buildDsl } from './build-dsl.ts';

const classOf = (value: object): unknown => value.constructor;

const patience = { timeout: 300_000 };
const targets = ['adapter', 'js'] as const;

const source = `#include <memory>
#include <string>
#include <vector>
/**IT_START**/
import "host" {
  func seen(shape: Shape) -> string;
}
type Pair = struct { square: Square; shape: Shape; };
export {
  class Named { func name() -> std::string; }
  class Shape {
    func describe() -> std::string;
    func own() -> s32;
    prop side: s32;
    static func made() -> s32;
  }
  class Square : Shape {
    Square(side: s32);
    func corners() -> s32;
  }
  class Tile : Square { Tile(side: s32); func color() -> std::string; }
  class Circle : Shape { Circle(side: s32); }
  func make(kind: s32) -> own Shape;
  func makeSquare(isTile: bool) -> own Square;
  func all() -> std::vector<own Shape>;
  func sum(shapes: array(Shape)) -> s32;
  func corners(square: Square) -> s32;
  func sumSquares(squares: array(Square)) -> s32;
  func pair(pair: Pair) -> s32;
  func maybe(square: option(Square)) -> s32;
  func same(shape: Shape) -> lent Shape;
  func look(shape: Shape) -> string;
  func give(square: own Square) -> s32;
  func dead() -> s32;
  func which(shape: Shape) -> string;
  func which(square: Square) -> string;
}
/**IT_END**/
static int count = 0, gone = 0;
struct Tag { int tag = 77; virtual ~Tag() {} };
struct Shape {
  int side;
  explicit Shape(int side) : side(side) { ++count; }
  virtual ~Shape() { ++gone; }
  virtual std::string describe() const { return "shape " + std::to_string(side); }
  int own() { return side + 1; }
  static int made() { return count; }
};
struct Named { std::string name() { return "named"; } };
// The base is not where the object begins.
struct Square : Tag, Shape {
  int extra = 4;
  explicit Square(int side) : Shape(side) {}
  std::string describe() const override { return "square " + std::to_string(side) + "/" + std::to_string(tag); }
  int corners() { return extra; }
};
struct Tile : Square {
  explicit Tile(int side) : Square(side) {}
  std::string color() { return "red" + std::to_string(extra); }
};
struct Circle : virtual Shape {
  explicit Circle(int side) : Shape(side) {}
};
std::unique_ptr<Shape> make(int kind) {
  if (kind == 0) return std::make_unique<Shape>(1);
  if (kind == 1) return std::make_unique<Square>(2);
  if (kind == 2) return std::make_unique<Tile>(3);
  return std::make_unique<Circle>(4);
}
std::unique_ptr<Square> makeSquare(bool isTile) { return isTile ? std::make_unique<Tile>(5) : std::make_unique<Square>(6); }
std::vector<std::unique_ptr<Shape>> all() {
  std::vector<std::unique_ptr<Shape>> made;
  for (int kind = 0; kind < 4; ++kind) made.push_back(make(kind));
  return made;
}
int sum(it::span<Shape* const> shapes) { int all = 0; for (auto* each : shapes) all += each->side; return all; }
int corners(Square& square) { return square.corners() * 10 + square.side; }
int sumSquares(it::span<Square* const> squares) { int all = 0; for (auto* each : squares) all += each->side * each->extra; return all; }
int pair(const Pair& pair) { return pair.square->extra * 100 + pair.shape->side; }
int maybe(const std::optional<Square*>& square) { return square ? (*square)->extra : -1; }
Shape& same(Shape& shape) { return shape; }
const char* look(Shape& shape) { return seen(&shape); }
int give(std::unique_ptr<Square> square) { return square->extra; }
int dead() { return gone; }
const char* which(Shape&) { return "a shape"; }
const char* which(Square&) { return "a square"; }
`;

test.each(targets)('objects are of their own classes, and fit where a base is wanted: %s', patience, async (target) => {
  const { startAs, dts } = await buildDsl(source);
  const lib = await startAs(target, {
    host: {
      seen: (shape: { constructor: { name: string }; side: number }) => `${shape.constructor.name}${shape.side}`,
    },
  });
  const { Shape, Square, Tile, Circle } = lib;
  const square = new Square(7);
  const tile = new Tile(8);
  const circle = new Circle(9);
  expect([square instanceof Shape, tile instanceof Square, circle instanceof Square]).toEqual([true, true, false]);
  expect([square.describe(), tile.describe(), circle.describe()]).toEqual(['square 7/77', 'square 8/77', 'shape 9']);
  expect([square.side, tile.own(), circle.side, tile.corners(), tile.color()]).toEqual([7, 9, 9, 4, 'red4']);
  tile.side = 10;
  expect([tile.side, Square.made(), Shape.made()]).toEqual([10, 3, 3]);
  expect(() => new Shape(1)).toThrow('Shape has no constructor');

  // Results are of the class that the object is of.
  const kinds = [0, 1, 2, 3].map((kind) => lib.make(kind));
  expect(kinds.map(classOf)).toEqual([Shape, Square, Tile, Circle]);
  expect(kinds.map((each) => each.describe())).toEqual(['shape 1', 'square 2/77', 'square 3/77', 'shape 4']);
  expect([lib.makeSquare(true), lib.makeSquare(false)].map(classOf)).toEqual([Tile, Square]);
  expect(lib.all().map(classOf)).toEqual([Shape, Square, Tile, Circle]);
  expect(lib.same(tile)).toBe(tile);
  expect([lib.look(tile), lib.look(square), lib.look(circle)]).toEqual(['Tile10', 'Square7', 'Circle9']);

  // Parameters get the part that they are of, wherever it lies.
  expect(lib.sum([square, tile, circle, kinds[0]])).toBe(27);
  expect([lib.corners(square), lib.corners(tile), lib.sumSquares([square, tile])]).toEqual([47, 50, 68]);
  expect([lib.pair({ square: tile, shape: circle }), lib.maybe(tile), lib.maybe(null)]).toEqual([409, 4, -1]);
  expect([lib.which(tile), lib.which(circle)]).toEqual(['a square', 'a shape']);
  expect(() => lib.corners(circle)).toThrow("corners: parameter 'square' must be a Square, got a Circle");

  const before = lib.dead();
  tile.dispose();
  kinds[3].dispose();
  expect(lib.give(square)).toBe(4);
  expect(lib.dead() - before).toBe(3);
  expect(() => square.side).toThrow('this is a disposed Square');
  expect(dts).toContain('declare class Tile extends Square {');
});

const virtual = `#include <memory>
#include <string>
#include <vector>
/**IT_START**/
export {
  class Animal {
    Animal(name: std::string);
    virtual func sound(loud: bool) const -> std::string;
    virtual func legs() -> s32;
    virtual func meet(other: Animal);
    func speak() -> std::string;
    readonly prop name: std::string;
  }
  class Dog : Animal { Dog(); func bark() -> std::string; }
  class Task {
    Task();
    Task(start: s32);
    virtual func run(value: s32) -> s32 = 0;
    func twice(value: s32) -> s32;
  }
  func speak(animals: array(Animal)) -> std::vector<std::string>;
  func legs(animal: Animal) -> s32;
  func meet(one: Animal, other: Animal);
  func many(task: Task, count: s32) -> s32;
  func alive() -> s32;
}
/**IT_END**/
static int living = 0;
struct Other { virtual ~Other() {} long long padding = 1; };
struct Animal {
  std::string name_;
  explicit Animal(const std::string& name) : name_(name) { ++living; legs(); }
  virtual ~Animal() { --living; legs(); }
  virtual std::string sound(bool loud) const { return loud ? "HM" : "hm"; }
  virtual int legs() { return 4; }
  virtual void meet(Animal& other) { name_ += "+" + other.name_; }
  std::string speak() { return name_ + ": " + sound(true); }
  std::string name() const { return name_; }
};
struct Dog : Other, Animal {
  Dog() : Animal("dog") {}
  std::string sound(bool loud) const override { return loud ? "WUFF" : "wuff"; }
  std::string bark() { return sound(false); }
};
struct Task {
  int start;
  Task() : start(0) {}
  explicit Task(int start) : start(start) {}
  virtual ~Task() {}
  virtual int run(int value) = 0;
  int twice(int value) { return run(run(start + value)); }
};
std::vector<std::string> speak(it::span<Animal* const> animals) {
  std::vector<std::string> all;
  for (auto* each : animals) all.push_back(each->speak());
  return all;
}
int legs(Animal& animal) { return animal.legs(); }
void meet(Animal& one, Animal& other) { one.meet(other); }
int many(Task& task, int count) { int sum = 0; for (int n = 0; n < count; ++n) sum += task.run(n); return sum; }
int alive() { return living; }
`;

interface AnimalObject {
  readonly name: string;
  sound(loud: boolean): string;
  legs(): number;
  meet(other: AnimalObject): void;
  speak(): string;
  dispose(): void;
}

interface TaskObject {
  run(value: number): number;
  twice(value: number): number;
}

test.each(targets)('a class of JavaScript extends one of C++: %s', patience, async (target) => {
  const { startAs, dts } = await buildDsl(virtual);
  const lib = await startAs(target);
  const Animal: new (name: string) => AnimalObject = lib.Animal;
  const Dog: new () => AnimalObject & { bark(): string } = lib.Dog;
  const Task: new (start?: number) => TaskObject = lib.Task;
  const plain = new Animal('plain');
  expect([plain.sound(false), plain.speak(), new Dog().speak(), new Dog().bark()]).toEqual([
    'hm',
    'plain: HM',
    'dog: WUFF',
    'wuff',
  ]);
  class Cat extends Animal {
    lives = 9;
    override sound(loud: boolean) {
      return `${super.sound(loud)} meow ${this.lives}`;
    }
    override meet(other: AnimalObject) {
      this.lives -= 1;
      super.meet(other);
    }
  }
  const cat = new Cat('cat');
  expect([cat instanceof Cat, cat instanceof Animal, cat.name]).toEqual([true, true, 'cat']);
  expect([cat.sound(false), cat.speak(), lib.legs(cat)]).toEqual(['hm meow 9', 'cat: HM meow 9', 4]);
  lib.meet(cat, plain);
  expect([cat.lives, cat.name, cat.speak()]).toEqual([8, 'cat+plain', 'cat+plain: HM meow 8']);
  expect(lib.speak([cat, plain, new Dog()])).toEqual(['cat+plain: HM meow 8', 'plain: HM', 'dog: WUFF']);

  class Puppy extends Dog {
    override sound(loud: boolean) {
      return `small ${super.sound(loud)}`;
    }
    override legs() {
      return 3 + super.legs();
    }
  }
  const puppy = new Puppy();
  expect([puppy.bark(), puppy.speak(), lib.legs(puppy), puppy.legs()]).toEqual(['small wuff', 'dog: small WUFF', 7, 7]);
  class Tiny extends Puppy {
    override legs() {
      return 1;
    }
  }
  expect([lib.legs(new Tiny()), new Tiny().bark()]).toEqual([1, 'small wuff']);

  expect(() => new Task()).toThrow('Task has no constructor');
  class Adder extends Task {
    by: number;
    constructor(start: number, by: number) {
      super(start);
      this.by = by;
    }
    override run(value: number) {
      return value + this.by;
    }
  }
  const adder = new Adder(100, 5);
  expect([adder.twice(1), lib.many(adder, 4)]).toEqual([111, 26]);
  class Lazy extends Task {}
  expect(() => new Lazy()).toThrow(
    expect.objectContaining({
      code: 'ITL_TYPE',
      message: expect.stringMatching(/^new Task: no overload takes \(undefined, .*\), only new Task\(run: Task.run, /),
    }),
  );
  class Super extends Task {
    override run(value: number): number {
      return super.run(value);
    }
  }
  expect(() => lib.many(new Super(), 1)).toThrow("Task has no method 'run' of its own");
  class Failing extends Task {
    override run(): number {
      throw new RangeError('no');
    }
  }
  expect(() => lib.many(new Failing(), 1)).toThrow(RangeError);
  class Wrong extends Task {
    override run(): number {
      return 'x' as unknown as number;
    }
  }
  expect(() => lib.many(new Wrong(), 1)).toThrow("callback 'Task.run': result must be a number, got 'x'");

  // JavaScript's part goes with the object of C++'s, whose destructor calls only its own methods.
  const before = lib.alive();
  cat.dispose();
  puppy.dispose();
  expect(before - lib.alive()).toBe(2);
  expect(() => cat.sound(true)).toThrow('a disposed Animal');
  expect(dts).toContain('declare abstract class Task {');
  expect(dts).toContain('abstract run(value: number): number;');
  expect(dts).not.toContain('abstract sound');
  expect(dts).not.toMatch(/_it_|Task.run|object.dispose/);
});

test("the reference's example", patience, async () => {
  const { start } = await buildDsl(fencedBlock(readText(root, 'grammar/dsl.md'), 'cpp', 'class Dog : Animal'));
  const lib = await start();
  const Animal: new (name: string) => { sound(loud: boolean): string } = lib.Animal;
  class Cat extends Animal {
    override sound(loud: boolean) {
      return `${super.sound(loud)}, meow`;
    }
    legs() {
      return 4;
    }
  }
  expect(lib.introduce(new Cat('cat'))).toBe('This is cat on 4: HM, meow');
  expect(lib.introduce(new lib.Dog())).toBe('This is dog on 4: HM');
});
