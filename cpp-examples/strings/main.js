import { instantiate } from 'itlc/loader';
import { build } from '../build.js';

build(import.meta.url, 'strings.cpp');
const { motto, greet, reverseWords, split, join, byteLength } = await instantiate(
  new URL('out/it_strings.wasm', import.meta.url),
);

console.log(motto());
console.log(greet('Ada'));
console.log(reverseWords('the quick brown fox'));
console.log(split('a, b, c', ', '));
console.log(join(['α', 'β', '🙂'], ' + '));
console.log(byteLength('naïve 🙂'));
