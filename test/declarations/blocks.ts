/** How TypeScript users write against what C++ exports: text, since the declarations are made by the test. */
export const ofBlocks: string = `
import type { Exports as Functions } from './functions.js';
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
`;

/** The blocks of the components, by module. */
export const blocks = {
  functions: `export {
    func call(f: std::function<s32(s32)>) -> s32;
    func adder(by: s32) -> std::function<s32(s32)>;
    func each(all: std::vector<std::function<bool(std::string)>>) -> std::function<bool(std::string)>;
  }`,
  shapes: `export {
    class Shape { func area() const -> f64; }
    class Rectangle : Shape { func width() const -> f64; }
    class Square : Rectangle { Square(side: f64); }
    func made() -> Shape;
    func total(shapes: array(Shape)) -> f64;
  }`,
};
