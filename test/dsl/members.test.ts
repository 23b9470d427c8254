/** Several functions of one name, what belongs to classes themselves, constants, operators, defaults. */
import { expect, test } from 'vitest';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { buildDsl, compileCore, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };
const targets = ['adapter', 'js'] as const;

const source = `#include <cmath>
#include <memory>
#include <string>
#include <vector>

#define VERSION 3
namespace lib {
enum { LIMIT = 200 };
constexpr double TAU = 6.25;
const char NAME[] = "lib";
inline const std::string AUTHOR = "somebody";
inline int half(int value) noexcept { return value / 2; }
inline std::string pad(const std::string& text, int width = 4, char fill = '.') {
  return std::string(width > (int)text.size() ? width - text.size() : 0, fill) + text;
}
struct Vec {
  static const int SIZE = 2;
  static inline int made = 0;
  static inline double scale_ = 1;
  static double scale() { return scale_; }
  static void scale(double to) { scale_ = to; }
  static int count() { return made; }
  double x, y;
  Vec() : Vec(0, 0) {}
  explicit Vec(double both) : Vec(both, both) {}
  Vec(double x, double y) : x(x), y(y) { ++made; }
  explicit Vec(const std::string& text) : Vec(text.size(), 1) {}
  Vec operator+(const Vec& other) const { return {x + other.x, y + other.y}; }
  Vec operator-() const { return {-x, -y}; }
  double operator[](size_t index) const { return index == 0 ? x : y; }
  double operator()(double by) const { return (x + y) * by; }
  bool operator==(const Vec& other) const { return x == other.x && y == other.y; }
  void add(double to) { x += to, y += to; }
  void add(const Vec& other) { x += other.x, y += other.y; }
  void add(const std::vector<double>& all) { for (double each : all) add(each); }
  const char* which() const { return "const"; }
  const char* which() { return "changing"; }
  double length(bool squared = false) const noexcept { return squared ? x * x + y * y : std::hypot(x, y); }
};
inline Vec operator*(const Vec& vec, double by) { return {vec.x * by, vec.y * by}; }
inline std::unique_ptr<Vec> unit(bool isUp) { return std::make_unique<Vec>(isUp ? 0 : 1, isUp ? 1 : 0); }
}  // namespace lib
/**IT_START**/
type Mode = enum { plain, loud };
export {
  const VERSION: u32;
  const LIMIT: u8 = lib::LIMIT;
  const TAU: f64 = lib::TAU;
  const NAME: string = lib::NAME;
  /// Who wrote it.
  const AUTHOR: std::string = lib::AUTHOR;
  func half = lib::half(value: s32) noexcept -> s32;
  func quiet(value: s32) noexcept -> s32;
  func size(text: std::string) -> u32;
  func size(list: array(s32)) -> u32;
  func size(vec: Vec) -> u32;
  func size() -> u32;
  func say(text: std::string, times: s32 = 2, mode: Mode = loud, mark: string = "!", isLong: bool = false, by: f64 = -1) -> std::string;
  func pad = lib::pad(text: std::string, width: s32 = default) -> std::string;
  class Vec = lib::Vec {
    Vec();
    Vec(both: f64);
    Vec(x: f64, y: f64);
    Vec(text: std::string);
    /// One to the right, or up.
    Vec(isUp: bool) = lib::unit;
    const SIZE: s32;
    const LIMIT: s32 = lib::LIMIT;
    static readonly prop made: s32;
    static prop scale: f64;
    static readonly prop count: s32 = count;
    prop x: f64;
    prop y: f64;
    func plus = operator+(other: Vec) -> Vec;
    func times = operator*(by: f64) -> Vec;
    func negated = operator-() -> Vec;
    func at = operator[](index: u32) -> f64;
    func sum = operator()(by: f64) -> f64;
    func equals = operator==(other: Vec) -> bool;
    func add(to: f64);
    func add(other: Vec);
    func add(all: std::vector<f64>);
    func which() const -> string;
    func whichNow = which() -> string;
    func length() const noexcept -> f64;
    func lengthIn = length(squared: bool = default) -> f64;
  }
}
/**IT_END**/
int quiet(int value) noexcept { return -value; }
uint32_t size(const std::string& text) { return text.size(); }
uint32_t size(it::span<const int> list) { return 100 + list.size(); }
uint32_t size(Vec& vec) { return 200 + vec.x; }
uint32_t size() { return 7; }
std::string say(const std::string& text, int times, Mode mode, const char* mark, bool isLong, double by) {
  std::string all;
  for (int n = 0; n < times; ++n) all += text;
  return all + (mode == Mode::loud ? mark : ".") + (isLong ? "..." : "") + std::to_string((int)by);
}
`;

test.each(targets)('overloads, constants, statics, operators, defaults: %s', patience, async (target) => {
  const { startAs, dts } = await buildDsl(source);
  const lib = await startAs(target);
  expect([lib.VERSION, lib.LIMIT, lib.TAU, lib.NAME, lib.AUTHOR]).toEqual([3, 200, 6.25, 'lib', 'somebody']);
  expect([lib.half(9), lib.quiet(4)]).toEqual([4, -4]);
  const { Vec } = lib;
  expect([lib.size('four'), lib.size([1, 2]), lib.size(new Vec(5)), lib.size()]).toEqual([4, 102, 205, 7]);
  expect(() => lib.size(1)).toThrow(
    'size: no overload takes (1), only size(text: string), size(vec: Vec), size(list: number[]), size()',
  );
  expect([
    lib.say('a'),
    lib.say('a', 3),
    lib.say('a', 1, 'plain'),
    lib.say('a', undefined, null, '?', true, 2),
  ]).toEqual(['aa!-1', 'aaa!-1', 'a.-1', 'aa?...2']);
  expect([lib.pad('a'), lib.pad('a', 2)]).toEqual(['...a', '.a']);
  expect(() => lib.pad('a', 'b')).toThrow('pad: no overload takes');

  const vecs = [new Vec(), new Vec(2), new Vec(1, 2), new Vec('abc'), new Vec(true)];
  expect(vecs.map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual([
    [0, 0],
    [2, 2],
    [1, 2],
    [3, 1],
    [0, 1],
  ]);
  expect(() => new Vec(null)).toThrow('new Vec: no overload takes (null), only new Vec()');
  expect([Vec.SIZE, Vec.LIMIT, Vec.count, Vec.made, Vec.scale]).toEqual([2, 200, 6, 6, 1]);
  Vec.scale = 2.5;
  expect(Vec.scale).toBe(2.5);
  expect(() => {
    Vec.made = 1;
  }).toThrow(TypeError);

  const vec = new Vec(3, 4);
  const other = new Vec(1);
  const sum = vec.plus(other);
  expect([sum.x, sum.y, vec.times(2).y, vec.negated().x, vec.at(1), vec.sum(10)]).toEqual([4, 5, 8, -3, 4, 70]);
  expect([vec.equals(other), vec.equals(new Vec(3, 4)), vec.length(), vec.lengthIn(true), vec.lengthIn()]).toEqual([
    false,
    true,
    5,
    25,
    5,
  ]);
  expect([vec.which(), vec.whichNow()]).toEqual(['const', 'changing']);
  vec.add(1);
  vec.add(other);
  vec.add([1, 2]);
  expect([vec.x, vec.y]).toEqual([8, 9]);
  expect(dts).toContain('constructor(both: number);');
  expect(dts).toContain('static get made(): number;');
  expect(dts).toContain('readonly VERSION: number;');
  expect(dts).toMatch(/say\(text: string, times\?: number \| null \| undefined, mode\?: Mode \| null/);
});

test.each([['a constant that does not fit', 'const BIG: u8 = lib::BIG;', 'namespace lib { enum { BIG = 300 }; }']])(
  '%s',
  patience,
  async (_, declared, cpp) => {
    const { start } = await buildDsl(`${cpp}\n/**IT_START**/\nexport { ${declared} }\n/**IT_END**/\n`);
    const lib = await start();
    expect(() => lib.BIG).toThrow('the constant does not fit its type');
  },
);

test.each([
  [
    'a result that would lose what its own class adds',
    'class A { A(); func b() -> A; }',
    'struct A { A b(); }; struct B : A { int x; }; inline A A::b() { return A(); } struct C { B b() { return B(); } };',
    undefined,
  ],
  [
    'a base that is none in C++',
    'class A { A(); } class B : A { B(); }',
    'struct A {}; struct B {};',
    /B does not extend A in C\+\+, as the block says/,
  ],
  [
    'a method sliced by value',
    'class A { func b = makeB() -> A; }',
    'struct A { struct B makeB(); }; struct B : A { int x; }; B A::makeB() { return B(); }',
    /as a copy the object would lose what its own class adds/,
  ],
])('%s does not compile', patience, async (_, declared, cpp, expected) => {
  const result = await compileCore(
    translate(`/**IT_START**/\nexport { func f(); ${declared} }\n/**IT_END**/\n${cpp}\nvoid f() {}\n`),
  );
  if (expected) expect(result.kind === 'failed' ? result.errors : '').toMatch(expected);
  else expect(result.kind === 'failed' ? result.errors : '').toBe('');
});

test("the reference's example", patience, async () => {
  const { start } = await buildDsl(fencedBlock(readText(root, 'grammar/dsl.md'), 'cpp', '#define VERSION 3'));
  const { VERSION, LIMIT, say, pad, Vec } = await start();
  expect([VERSION, LIMIT, say('a'), say('a', 1, 'plain'), pad('a'), pad('a', 2)]).toEqual([
    3,
    200,
    'aa!',
    'a',
    '...a',
    '.a',
  ]);
  const vec = new Vec(true);
  vec.add(new Vec(1, 2));
  vec.add(1);
  expect([vec.length(), vec.times(2).length(), Vec.made > 2]).toEqual([6, 12, true]);
});
