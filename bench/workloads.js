/** What is measured: calls of the workload's functions, with arguments that make an engine do all of the work. */
import { logged } from './host.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Never a rope: one that was put together would be flattened in somebody's first call. */
const flat = (text) => decoder.decode(encoder.encode(text));

const ascii63 = flat('The quick brown fox jumps over the lazy dog; sphinx of quartz!!');
const mixed63 = flat('Съешь же ещё этих мягких французских булок 🥐🥖 да выпей чаю 🍵!!').slice(0, 63);
const floats = (count) => Float32Array.from({ length: count }, (_, index) => index % 8);
const halves = (count) => Array.from({ length: count }, (_, index) => (index % 8) + 0.5);
const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

/** Names that the calls below may use; a peer whose values look otherwise has its own for some. */
export const values = {
  ascii4: 'Fizz',
  ascii63,
  ascii1K: flat('abcdefgh'.repeat(128)),
  ascii64K: flat('abcdefgh'.repeat(8192)),
  mixed63,
  mixedSize: encoder.encode(mixed63).length,
  floats16: floats(16),
  floats1K: floats(1000),
  floats100K: floats(100_000),
  array16: halves(16),
  array1K: halves(1000),
  array100K: halves(100_000),
  point: { x: 1.5, y: 2 },
  none: { tag: 'none' },
  num: { tag: 'num', val: 1.5 },
  text: { tag: 'text', val: ascii63 },
  pt: { tag: 'pt', val: { x: 1, y: 2 } },
  object: { hello: 1 },
  green: 'green',
};

/** Of what a workload gives; an array's type does not count. */
function equal(one, two) {
  if (typeof one !== 'object' || one === null) return Object.is(one, two);
  const keys = Object.keys(two);
  return keys.length === Object.keys(one).length && keys.every((key) => equal(one[key], two[key]));
}

function assert(holds, result) {
  if (!holds) throw new Error(`it gives ${JSON.stringify(result)?.slice(0, 200)}`);
}

const is = (expected) => (result) => assert(equal(result, expected), result);
const last = 'result.charCodeAt(result.length - 1)';

/**
 * `call` is JavaScript with `f` for the function and `i` for the loop's counter, `use` makes a number of its `result`,
 * `check` throws where a result (for i = 2) is wrong, given the values too, `per` is how many things one call does.
 */
export const workloads = [
  { name: 'isFizz(s32) → bool', f: 'isFizz', call: 'f(i)', use: '(result ? 1 : 0)', check: is(false) },
  { name: 'fizzStr() → string of 4', f: 'fizzStr', call: 'f()', use: last, check: is('Fizz') },
  { name: 'sink(string), 4 ASCII', f: 'sink', call: 'f(ascii4)', check: is(4) },
  { name: 'sink(string), 63 ASCII', f: 'sink', call: 'f(ascii63)', check: is(63) },
  { name: 'sink(string), 1,024 ASCII', f: 'sink', call: 'f(ascii1K)', check: is(1024) },
  { name: 'sink(string), 65,536 ASCII', f: 'sink', call: 'f(ascii64K)', check: is(65536) },
  {
    name: 'sink(string), 63 mixed',
    f: 'sink',
    call: 'f(mixed63)',
    check: (result, { mixedSize }) => is(mixedSize)(result),
  },
  { name: 'echo(string), 63 ASCII', f: 'echo', call: 'f(ascii63)', use: last, check: is(ascii63) },
  { name: 'echo(string), 63 mixed', f: 'echo', call: 'f(mixed63)', use: last, check: is(mixed63) },
  { name: 'mk(f32) → record', f: 'mk', call: 'f(i & 255)', use: 'result.x + result.y', check: is({ x: 2, y: 3 }) },
  { name: 'norm(record) → f32', f: 'norm', call: 'f(point)', check: is(6.25) },
  { name: 'sum(list f32), Float32Array of 16', f: 'sum', call: 'f(floats16)', check: is(sumOf(values.floats16)) },
  { name: 'sum(list f32), Float32Array of 1,000', f: 'sum', call: 'f(floats1K)', check: is(sumOf(values.floats1K)) },
  {
    name: 'sum(list f32), Float32Array of 100,000',
    f: 'sum',
    call: 'f(floats100K)',
    check: is(sumOf(values.floats100K)),
  },
  { name: 'sum(list f32), Array of 16', f: 'sum', call: 'f(array16)', check: is(sumOf(values.array16)) },
  { name: 'sum(list f32), Array of 1,000', f: 'sum', call: 'f(array1K)', check: is(sumOf(values.array1K)) },
  { name: 'sum(list f32), Array of 100,000', f: 'sum', call: 'f(array100K)', check: is(sumOf(values.array100K)) },
  {
    name: 'iota(1,000) → list f32',
    f: 'iota',
    call: 'f(1000)',
    use: 'result[999] + result.length',
    check: is(Float32Array.from({ length: 1000 }, (_, index) => index)),
  },
  {
    name: 'names() → 100 strings of 8',
    f: 'names',
    call: 'f()',
    use: '(() => { let sum = 0; for (let k = 0; k < 100; k++) sum += result[k].charCodeAt(7); return sum; })()',
    check: is(Array.from({ length: 100 }, (_, index) => `name-${String(index).padStart(3, '0')}`)),
  },
  {
    name: 'points(100) → list of records',
    f: 'points',
    call: 'f(100)',
    use: 'result[99].y + result.length',
    check: is(Array.from({ length: 100 }, (_, index) => ({ x: index, y: 2 * index }))),
  },
  { name: 'each: import called, per call', f: 'each', call: 'f(1000)', check: is(500500), per: 1000 },
  {
    name: 'logs: string of 20 to an import, per call',
    f: 'logs',
    call: 'f(1000)',
    use: '0',
    check: () => assert(logged() > 0),
    per: 1000,
  },
  {
    name: 'enum round trip',
    f: 'enumRt',
    call: 'f(green)',
    use: '(result === green ? 1 : 0)',
    check: (result, { green }) => is(green)(result),
  },
  { name: 'variant round trip, f32', f: 'variantRt', call: 'f(num)', use: 'result.val', check: is(values.num) },
  { name: 'variant round trip, record', f: 'variantRt', call: 'f(pt)', use: 'result.val.y', check: is(values.pt) },
  {
    name: 'variant round trip, string of 63',
    f: 'variantRt',
    call: 'f(text)',
    use: 'result.val.length',
    check: is(values.text),
  },
  {
    name: 'handle round trip',
    f: 'handleRt',
    call: 'f(object)',
    use: '(result === object ? 1 : 0)',
    check: (result, { object }) => assert(result === object, result),
  },
  {
    name: 'externref round trip',
    f: 'externRt',
    call: 'f(object)',
    use: '(result === object ? 1 : 0)',
    check: (result, { object }) => assert(result === object, result),
  },
];
