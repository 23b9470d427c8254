import { build } from '../build.js';

build(import.meta.url, 'game.itl');
const { instantiate } = await import('./out/game.js');

const game = await instantiate({
  console: { log: (line) => console.log(line), logInt: (number) => console.log(number) },
});
game.fizzbuzz(15);
