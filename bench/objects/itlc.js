import { instantiate } from '../out/objects/objects.js';

export async function load() {
  const { Counter, Shape, share, total } = await instantiate();
  class Square extends Shape {
    area(n) {
      return n + 1;
    }
  }
  const square = new Square();
  return { counter: () => new Counter(1), share, total: (count) => total(square, count) };
}
