import { instantiate } from 'itlc/loader';
import { build } from '../build.js';

for (const name of ['fizz', 'buzz', 'fizzbuzz']) build(import.meta.url, `${name}.cpp`);
const file = (name) => new URL(`out/it_${name}.wasm`, import.meta.url);

const fizz = await instantiate(file('fizz'));
const buzz = await instantiate(file('buzz'));
const console_ = { log: (line) => console.log(line), logInt: (number) => console.log(number) };
const { fizzbuzz } = await instantiate(file('fizzbuzz'), { fizz, buzz, console: console_ });

fizzbuzz(15);
