import { instantiate } from './out/shapes.js';

const { Circle, Rectangle, Shape, total } = await instantiate();

const shapes = [new Circle(2), new Rectangle(3, 4)];
shapes[1].width = 5;

console.log(shapes.map((shape) => shape.area()));
console.log(shapes[0] instanceof Shape, total(shapes.map((shape) => shape.area())));
for (const shape of shapes) shape[Symbol.dispose]();
