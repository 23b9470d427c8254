/** Types of C++'s library: maps and sets, fixed arrays, spans, texts of other encodings, bytes, times, paths. */
import { expect, test } from 'vitest';
import { ItlRangeError } from '../../runtime/it_loader.ts';
import { buildDsl, dslTargets, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `
/**IT_START**/
import "host" {
  func seen(std::map<std::string, s32>, std::set<f64>, std::u32string, std::chrono::seconds, std::filesystem::path, bytes) -> std::map<s32, std::string>;
  func when(std::chrono::system_clock::time_point) -> std::chrono::system_clock::time_point;
}
type Kind = enum { cat, dog };
type Point = struct { x: f32; y: f32; };
type Sample = struct {
  name: std::wstring;
  matrix: std::array<f64, 4>;
  places: std::array<std::string, 2>;
  taken: std::chrono::system_clock::time_point;
  lasts: std::chrono::milliseconds;
  counts: std::unordered_map<Kind, std::vector<u8>>;
  tags: std::unordered_set<std::string>;
  path: std::filesystem::path;
};
type Plain = struct { at: std::array<s16, 3>; points: std::array<Point, 2>; };
callback Visit(std::map<std::string, f64>, std::chrono::hours) -> std::u16string;
export {
  func invert(std::map<std::string, s32>) -> std::map<s32, std::string>;
  func nested(std::unordered_map<u8, std::map<std::string, Point>>) -> std::map<u8, std::map<std::string, Point>>;
  func kinds(std::map<Kind, bool>) -> std::set<Kind>;
  func unique(std::vector<s32>) -> std::set<s32>;
  func bytesIn(std::set<u8>) -> std::set<u8>;
  func sum(std::set<f64>) -> f64;
  func lower(std::set<char>) -> u32;
  func swap(std::pair<std::string, s32>) -> std::pair<s32, std::string>;
  func triple(std::tuple<s32, f64, std::string>) -> std::tuple<std::string, f64, s32>;
  func transposed(std::array<f32, 4>) -> std::array<f32, 4>;
  func three() -> std::array<std::string, 3>;
  func window(it::span<s32>, u32, u32) -> it::span<s32>;
  func words() -> it::span<std::string>;
  func wide(std::wstring) -> std::wstring;
  func wide16(std::u16string) -> std::u16string;
  func wide32(std::u32string) -> std::u32string;
  func units(std::u16string) -> size_t;
  func points(std::u32string) -> size_t;
  func badText() -> std::u32string;
  func echo(bytes) -> bytes;
  func next(char, long, size_t) -> char;
  func longs(std::vector<long>) -> std::vector<size_t>;
  func byReference(a: const s32&, b: const f64&, c: const std::string&) -> f64;
  func address() -> uintptr_t;
  func later(std::chrono::system_clock::time_point, std::chrono::minutes) -> std::chrono::system_clock::time_point;
  func days(std::chrono::hours) -> std::chrono::seconds;
  func forever() -> std::chrono::nanoseconds;
  func nanos() -> std::chrono::system_clock::time_point;
  func parent(std::filesystem::path) -> std::filesystem::path;
  func sample(Sample) -> Sample;
  func plain(Plain) -> Plain;
  func ask() -> std::map<s32, std::string>;
  func visit(Visit) -> std::u16string;
  func roundTrip(std::chrono::system_clock::time_point) -> std::chrono::system_clock::time_point;
  func maybe(std::optional<std::map<std::string, std::set<s32>>>) -> std::optional<std::map<std::string, std::set<s32>>>;
}
/**IT_END**/
#include <numeric>
#include <string>
std::map<int, std::string> invert(const std::map<std::string, int>& map) {
  std::map<int, std::string> made;
  for (auto& [key, value] : map) made[value] = key;
  return made;
}
std::map<uint8_t, std::map<std::string, Point>> nested(const std::unordered_map<uint8_t, std::map<std::string, Point>>& map) {
  return {map.begin(), map.end()};
}
std::set<Kind> kinds(const std::map<Kind, bool>& map) {
  std::set<Kind> made;
  for (auto& [kind, is] : map) if (is) made.insert(kind);
  return made;
}
std::set<int> unique(const std::vector<int>& list) { return {list.begin(), list.end()}; }
std::set<uint8_t> bytesIn(const std::set<uint8_t>& set) { return set; }
double sum(const std::set<double>& set) { return std::accumulate(set.begin(), set.end(), 0.0); }
uint32_t lower(const std::set<char>& set) { return set.count('a') + set.count('b'); }
std::pair<int, std::string> swap(const std::pair<std::string, int>& pair) { return {pair.second, pair.first}; }
std::tuple<std::string, double, int> triple(const std::tuple<int, double, std::string>& all) {
  return {std::get<2>(all), std::get<1>(all), std::get<0>(all)};
}
std::array<float, 4> transposed(const std::array<float, 4>& m) { return {m[0], m[2], m[1], m[3]}; }
std::array<std::string, 3> three() { return {"one", "two", "three"}; }
it::span<const int> window(it::span<const int> all, uint32_t from, uint32_t count) { return all.subspan(from, count); }
static const std::vector<std::string> kept{"kept", "here, and long enough to need memory of its own"};
it::span<const std::string> words() { return kept; }
std::wstring wide(const std::wstring& text) { return text + L"!"; }
std::u16string wide16(const std::u16string& text) { return text + u"!"; }
std::u32string wide32(const std::u32string& text) { return text + U"!"; }
size_t units(const std::u16string& text) { return text.size(); }
size_t points(const std::u32string& text) { return text.size(); }
std::u32string badText() { return std::u32string(1, char32_t(0x110000)); }
std::string echo(const std::string& bytes) { return std::string(bytes.rbegin(), bytes.rend()); }
char next(char letter, long by, size_t more) { return char(letter + by + long(more)); }
std::vector<size_t> longs(const std::vector<long>& list) { return {list.begin(), list.end()}; }
double byReference(const int& a, const double& b, const std::string& c) { return a + b + c.size(); }
uintptr_t address() { return reinterpret_cast<uintptr_t>(&kept); }
std::chrono::system_clock::time_point later(std::chrono::system_clock::time_point at, std::chrono::minutes by) { return at + by; }
std::chrono::seconds days(std::chrono::hours hours) { return hours * 24; }
std::chrono::nanoseconds forever() { return std::chrono::nanoseconds::max(); }
std::chrono::system_clock::time_point nanos() { return std::chrono::system_clock::time_point(std::chrono::microseconds(-1500)); }
std::filesystem::path parent(const std::filesystem::path& path) { return path.parent_path(); }
Sample sample(const Sample& from) {
  Sample made = from;
  made.lasts *= 2;
  made.matrix[3] += 1;
  return made;
}
Plain plain(const Plain& from) {
  Plain made = from;
  made.at[2] = 7;
  made.points[1].y = 1.5f;
  return made;
}
std::map<int, std::string> ask() {
  return seen({{"a", 1}, {"b", 2}}, {1.5, 2.5}, U"h\\U0001F355", std::chrono::seconds(90), "/a/b", std::string("\\0\\xff", 2));
}
std::u16string visit(Visit visit) { return visit({{"x", 0.5}}, std::chrono::hours(3)); }
std::chrono::system_clock::time_point roundTrip(std::chrono::system_clock::time_point at) { return when(at); }
std::optional<std::map<std::string, std::set<int>>> maybe(const std::optional<std::map<std::string, std::set<int>>>& map) { return map; }
`;

const imports = {
  host: {
    seen: (...args: unknown[]) => {
      const [map, set, text, seconds, path, bytes] = args as [Map<string, number>, Set<number>, ...unknown[]];
      expect([...map]).toEqual([
        ['a', 1],
        ['b', 2],
      ]);
      expect([...set]).toEqual([1.5, 2.5]);
      expect([text, seconds, path, bytes]).toEqual(['h🍕', 90, '/a/b', Uint8Array.of(0, 255)]);
      return new Map([[7, 'seven']]);
    },
    when: (date: Date) => new Date(date.getTime() + 1),
  },
};

const built = buildDsl(source);

test.each(dslTargets)('they are what JavaScript has for them: %s', patience, async (target) => {
  const { startAs, dts } = await built;
  const lib = await startAs(target, imports);
  expect(
    lib.invert(
      new Map([
        ['a', 1],
        ['é', -2],
      ]),
    ),
  ).toEqual(
    new Map([
      [-2, 'é'],
      [1, 'a'],
    ]),
  );
  expect(lib.invert([['a', 1]])).toEqual(new Map([[1, 'a']]));
  expect(() => lib.invert(new Map([['a', 1.5]]))).toThrow('invert: parameter');
  const inner = new Map([['p', { x: 1, y: 2 }]]);
  expect(
    lib.nested(
      new Map([
        [2, inner],
        [1, new Map()],
      ]),
    ),
  ).toEqual(
    new Map([
      [1, new Map()],
      [2, inner],
    ]),
  );
  expect(
    lib.kinds(
      new Map([
        ['dog', true],
        ['cat', false],
      ]),
    ),
  ).toEqual(new Set(['dog']));
  expect(lib.unique([3, 1, 3])).toEqual(new Set([1, 3]));
  expect(lib.bytesIn(new Set([9, 8]))).toEqual(new Set([8, 9]));
  expect(lib.sum(new Set([0.5, 2]))).toBe(2.5);
  expect(lib.lower([97, 1])).toBe(1);
  // To JavaScript 'a\ud800' and 'a\ufffd' are two texts, in UTF-8 they are one.
  expect(() =>
    lib.invert(
      new Map([
        ['\ud800', 1],
        ['\ufffd', 2],
      ]),
    ),
  ).toThrow(new ItlRangeError('invert: parameter 1 has two keys or items that are the same in C++'));
  expect(lib.swap(['a', 1])).toEqual([1, 'a']);
  expect(lib.triple([1, 2.5, 'x'])).toEqual(['x', 2.5, 1]);
  expect(lib.transposed([1, 2, 3, 4])).toEqual(Float32Array.of(1, 3, 2, 4));
  expect(() => lib.transposed([1, 2, 3])).toThrow(
    new ItlRangeError('transposed: parameter 1 must be an array of 4 items, and of no other length'),
  );
  expect(lib.three()).toEqual(['one', 'two', 'three']);
  expect(lib.window([1, 2, 3, 4], 1, 2)).toEqual(Int32Array.of(2, 3));
  expect(lib.words()).toEqual(['kept', 'here, and long enough to need memory of its own']);
  for (const text of ['', 'Grüße', '日本🍕', 'a\0b', '\ud800x\udc00', '🍕'.repeat(3000)]) {
    for (const name of ['wide', 'wide16', 'wide32']) expect(lib[name]?.(text)).toBe(`${text}!`);
    expect(lib.units(text)).toBe(text.length);
    expect(lib.points(text)).toBe([...text].length);
  }
  expect(() => lib.badText()).toThrow('no code point');
  expect(lib.echo(Uint8Array.of(0, 128, 255))).toEqual(Uint8Array.of(255, 128, 0));
  expect(lib.next(97, -2, 3)).toBe(98);
  expect(() => lib.next(200, 0, 0)).toThrow('s8');
  expect(() => lib.next(1, 0, -1)).toThrow('u32');
  expect(lib.longs([1, 2])).toEqual(Uint32Array.of(1, 2));
  expect(lib.byReference(1, 0.5, 'xyz')).toBe(4.5);
  expect(lib.address()).toBeGreaterThan(0);
  expect(lib.later(new Date(5), 2)).toEqual(new Date(120_005));
  expect(() => lib.later(new Date(Number.NaN), 2)).toThrow(
    'later: parameter 1 must be a valid Date, got an invalid Date',
  );
  expect(() => lib.later(new Date(0), 0.5)).toThrow(
    new ItlRangeError('later: parameter 2 must be a whole number of its unit'),
  );
  expect(() => lib.days(1e300)).toThrow(
    new ItlRangeError('days: parameter 1 must be a whole number of its unit, up to 2^53'),
  );
  expect(lib.days(2)).toBe(172_800);
  expect(() => lib.forever()).toThrow('the duration has no exact number');
  expect(lib.nanos()).toEqual(new Date(-2));
  expect(lib.parent('/a/b/c.txt')).toBe('/a/b');
  const given = {
    name: 'Zoë',
    matrix: [1, 2, 3, 4],
    places: ['here', 'there'],
    taken: new Date(1e12),
    lasts: 250,
    counts: new Map([['cat', Uint8Array.of(1)]]),
    tags: new Set(['x']),
    path: 'a/b',
  };
  const matrix = Float64Array.of(1, 2, 3, 5);
  expect(lib.sample(given)).toEqual({ ...given, lasts: 500, matrix });
  const points = [
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ];
  expect(lib.plain({ at: [1, 2, 3], points })).toEqual({
    at: Int16Array.of(1, 2, 7),
    points: [
      { x: 1, y: 2 },
      { x: 3, y: 1.5 },
    ],
  });
  expect(lib.ask()).toEqual(new Map([[7, 'seven']]));
  const visited = lib.visit((map: Map<string, number>, hours: number) => `${map.get('x')} ${hours} 🍕`);
  expect(visited).toBe('0.5 3 🍕');
  expect(lib.roundTrip(new Date(41))).toEqual(new Date(42));
  expect(lib.maybe(undefined)).toBe(undefined);
  expect(lib.maybe(new Map([['a', new Set([2, 1])]]))).toEqual(new Map([['a', new Set([1, 2])]]));
  expect(dts).toContain('invert(arg0: Iterable<readonly [string, number]>): Map<number, string>');
  expect(dts).toContain('later(arg0: Date, arg1: number): Date');
  expect(dts).toContain('tags: Set<string>');
});

test.each([
  ['func f(std::map<any, s32>);', 'ITL6100'],
  ['type P = struct { x: s32; }; export { func f(std::set<P>); }', 'ITL6100'],
  ['func f() -> std::vector<it::span<s32>>;', 'ITL6101'],
  ['func f() -> const s32&;', 'ITL6102'],
  ['func f(s32&);', 'ITL6103'],
  ['func f(s32(s32));', 'ITL6021'],
  ['func f(std::vector<s32>(s32));', 'ITL6104'],
  ['func f(std::array<s32, 0>);', 'ITL6021'],
])('refused: %s', (text, code) => {
  const block = text.startsWith('type') ? text : `export { ${text} }`;
  expect(() => translate(`/**IT_START**/\n${block}\n/**IT_END**/\n`)).toThrow(code);
});
