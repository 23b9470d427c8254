/** How TypeScript users write against what C++ exports: text, since the declarations are made by the test. */
export const ofBlocks: string = `
import type { Exports as Functions } from './functions.js';
import type { Exports as Redeclared, Base } from './redeclared.js';
import type { Exports as Shapes, Shape, Square } from './shapes.js';

export function functions(lib: Functions): void {
  lib.call((n) => n + 1).toFixed();
  lib.adder(1)(2) satisfies number;
  lib.each([(text) => text.length > 1])('x') satisfies boolean;
  // @ts-expect-error a callback with the wrong result
  lib.call(() => 'x');
  // @ts-expect-error only what the block declares is there
  lib._it_Held1;
}

export function shapes(lib: Shapes): void {
  const square = new lib.Square(2);
  square satisfies Shape;
  square.area() satisfies number;
  lib.total([square, lib.made()]);
  lib.made() satisfies InstanceType<typeof lib.Shape>;
  square satisfies InstanceType<typeof lib.Square>;
  class Tile extends lib.Square {
    color = 'red';
  }
  lib.total([new Tile(3)]);
  // @ts-expect-error JavaScript makes no Shape
  new lib.Shape();
  // @ts-expect-error nor has it anything to make one of
  new lib.Shape(1);
  class Own extends lib.Shape {}
  // @ts-expect-error nor does a class that extends it
  new Own();
  const any: object = square;
  if (any instanceof lib.Shape) any.area().toFixed();
  if (any instanceof lib.Square) any satisfies Square;
}

export function redeclared(lib: Redeclared): void {
  const derived = lib.Derived.made('text', 1);
  derived satisfies Base;
  lib.take(derived);
  lib.Base.made(1) satisfies Base;
  lib.Derived.limit satisfies string;
  lib.Base.limit satisfies number;
  lib.Derived.other() satisfies number;
  lib.Last.made() satisfies InstanceType<typeof lib.Last>;
  new lib.Last().self().optional().toFixed();
  class Own extends lib.Last {}
  Own.other() satisfies number;
  lib.take(new Own());
  // @ts-expect-error that is the base's
  lib.Derived.made(1);
  // @ts-expect-error the base is made by functions only
  new lib.Base();
}
`;

/** The blocks of the components, by module. */
export const blocks = {
  functions: `export {
    func call(f: std::function<s32(s32)>) -> s32;
    func adder(by: s32) -> std::function<s32(s32)>;
    func each(all: std::vector<std::function<bool(std::string)>>) -> std::function<bool(std::string)>;
  }`,
  // All that a class may declare again.
  redeclared: `type Point = struct { x: f64; };
  export {
    class Base {
      func fewer(a: s32, b: s32) -> f64;
      func more(a: s32);
      func self() -> Base;
      func meet(other: Base);
      func wider(other: Base);
      func optional() -> option(s32);
      func anything() -> any;
      func all() -> std::vector<Base>;
      func names() -> std::map<std::string, f32>;
      func point(at: Point) -> Point;
      func both(a: s32) -> s32;
      func both(a: std::string) -> s32;
      func run(f: std::function<void(s32)>);
      func fails(a: s32) -> result(s32, std::string);
      async func waits() -> s32;
      async func ends();
      func letters(text: std::string, from: s32 = 0) -> std::u16string;
      func bytes(data: std::vector<u8>) -> std::vector<u8>;
      func list(data: std::vector<s32>) -> std::vector<s64>;
      func flag(on: u1) -> u1;
      prop side: f64;
      readonly prop whole: option(std::string);
      readonly prop maker: Base;
      static func made(n: s32) -> Base;
      static func other() -> s32;
      static readonly prop limit: s32;
    }
    class Derived : Base {
      func fewer(a: f32) -> u8;
      func more(a: s32, b: option(s32)) -> s32;
      func self() -> Derived;
      func meet(other: Derived);
      func wider(other: option(Base));
      func optional() -> s32;
      func anything() -> std::string;
      func all() -> std::vector<Derived>;
      func names() -> std::map<std::string, s8>;
      func point(at: Point) -> Point;
      func both(a: std::string) -> s32;
      func both(a: s32) -> u8;
      func run(f: std::function<void(s32)>);
      func fails(a: s32) -> s16;
      async func waits() -> u8;
      async func ends();
      func letters(text: std::string, from: s32 = 0, to: s32 = 1) -> std::string;
      func bytes(data: std::vector<u8>) -> std::vector<u8>;
      func list(data: std::vector<s32>) -> std::vector<s64>;
      func flag(on: s32) -> u1;
      prop side: s32;
      readonly prop whole: std::string;
      readonly prop maker: Derived;
      static func made(text: std::string, n: s32) -> Derived;
      static readonly prop limit: std::string;
    }
    class Last : Derived {
      Last();
      func both(a: s32) -> u8;
      func both(a: std::string) -> s32;
      static func made() -> Last;
    }
    func take(one: Base);
  }`,
  shapes: `export {
    class Shape { func area() const -> f64; }
    class Rectangle : Shape { func width() const -> f64; }
    class Square : Rectangle { Square(side: f64); }
    func made() -> Shape;
    func total(shapes: array(Shape)) -> f64;
  }`,
};
