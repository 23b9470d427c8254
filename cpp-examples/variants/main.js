import { build } from '../build.js';

build(import.meta.url, 'variants.cpp');
const { instantiate } = await import('./out/variants.js');
const { area, convert, parse } = await instantiate();

console.log(area({ tag: 'circle', val: 2 }).toFixed(3));
console.log(convert({ tag: 'rect', val: { width: 1, height: 2 } }, 'inch', 'millimetre'));
console.log(convert({ tag: 'nothing' }, 'inch', 'millimetre'));
console.log(area(parse('rect 3 4')));
try {
  parse('hexagon 3');
} catch (error) {
  console.log(error.message, '/', error.payload);
}
