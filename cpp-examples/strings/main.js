import { build } from '../build.js';

build(import.meta.url, 'strings.cpp');
const { instantiate } = await import('./out/strings.js');
const { motto, greet, reverseWords, split, join, byteLength } = await instantiate();

console.log(motto());
console.log(greet('Ada'));
console.log(reverseWords('the quick brown fox'));
console.log(split('a, b, c', ', '));
console.log(join(['α', 'β', '🙂'], ' + '));
console.log(byteLength('naïve 🙂'));
