import { build } from '../build.js';

for (const name of ['fizz', 'buzz', 'fizzbuzz']) build(import.meta.url, `${name}.cpp`);
const [fizz, buzz, fizzbuzz] = await Promise.all([
  import('./out/fizz.js'),
  import('./out/buzz.js'),
  import('./out/fizzbuzz.js'),
]);

const game = await fizzbuzz.instantiate({
  fizz: await fizz.instantiate(),
  buzz: await buzz.instantiate(),
  console: { log: (line) => console.log(line), logInt: (number) => console.log(number) },
});
game.fizzbuzz(15);
