import { instantiate } from './out/shout.js';

const { shout } = await instantiate();

console.log(shout('hello, world'));
try {
  shout(42);
} catch (error) {
  console.log(String(error));
}
