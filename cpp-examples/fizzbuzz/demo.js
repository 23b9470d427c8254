import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantiate } from 'itlc/loader';
import { compileCpp } from '../../.build/clang.js';
import { build } from './build.js';

console.log('Compiling C++ with clang (takes a few seconds), then ITL with itlc …');
const out = await build(compileCpp);
const file = (name) => pathToFileURL(join(out, `it_${name}.wasm`));

const fizz = await instantiate(file('fizz'));
const buzz = await instantiate(file('buzz'));
const console_ = { log: (line) => console.log(line), logInt: (number) => console.log(number) };
const { fizzbuzz } = await instantiate(file('fizzbuzz'), { fizz, buzz, console: console_ });

fizzbuzz(20);
