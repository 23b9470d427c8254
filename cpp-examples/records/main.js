import { build } from '../build.js';

build(import.meta.url, 'records.cpp');
const { instantiate } = await import('./out/records.js');
const { bounds, smooth, cities } = await instantiate();

console.log(
  bounds([
    { x: 1, y: 5 },
    { x: -2, y: 3 },
    { x: 4, y: 4 },
  ]),
);
console.log(bounds([]));
console.log(smooth([0, 3, 6, 0]));

const all = [
  { name: 'Bern', population: 134_000, sights: ['the clock tower', 'bears'] },
  { name: 'Zürich', population: 421_000, sights: ['the lake'] },
  { name: 'Chur', population: 38_000, sights: [] },
];
for (const { name, sights } of cities(all, 100_000)) console.log(`${name}: ${sights.join(', ')}`);
