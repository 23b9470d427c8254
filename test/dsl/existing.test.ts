/** What the user's headers define already: the block gives it types and names, and defines nothing. */
import { expect, test } from 'vitest';
import { notesOnMessages } from '../../src/session/explain-compile.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { buildDsl, compileCore, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const header = `#include <memory>
#include <string>
#include <vector>

namespace lib {

struct Point {
  float x = 0, y = 0;
  Point() = default;
  Point(float x, float y) : x(x), y(y) {}
};
struct Label {
  std::string text;
  Point at;
  std::vector<int> marks;
  Label() : text("made by C++") {}
};
enum Kind { K_A = 5, K_B = 9, K_C = -1 };
enum class Mode : uint8_t { fast = 3, slow = 4, secret = 7 };
enum Align { ALIGN_AUTO, ALIGN_DEFAULT };

inline size_t size() { return 42; }
inline int add(int a, int b) { return a + b; }
inline double add(double a, double b) { return a + b + 0.5; }
template <class T>
T twice(T value) {
  return value + value;
}
inline Point moved(const Point& point, float by) { return {point.x + by, point.y + by}; }
inline Label label(const std::string& text, const Point& at) {
  Label made;
  made.text = text, made.at = at, made.marks = {1, 2};
  return made;
}
inline Kind next(Kind kind) { return kind == K_A ? K_B : K_A; }
inline Mode mode(int number) { return static_cast<Mode>(number); }

template <class T>
class Box {
 public:
  explicit Box(T value) : value_(value) {}
  T getValue() const { return value_; }
  void setValue(T value) { value_ = value; }
  Box& self() { return *this; }
  static int count() { return 7; }
  T value_;
};
inline double sumOf(const Box<int>& box, double more) { return box.value_ + more; }
inline int half(Box<int>& box) { return box.value_ / 2; }

}  // namespace lib
inline int globalOf(const lib::Box<int>& box) { return box.value_ + 1000; }
`;

const block = `/**IT_START**/
type Pt = struct lib::Point { x: f32; y: f32; };
type Label = struct lib::Label { text: std::string; at: Pt; marks: std::vector<s32>; };
type Kind = enum lib::Kind { a = K_A, b = lib::K_B };
type Mode = enum lib::Mode { fast, slow };
type Align = enum lib::Align { auto = ALIGN_AUTO, default = ALIGN_DEFAULT };
type Pair = struct { kind: Kind; mode: Mode; };
callback Ask(kind: Kind) -> Mode;
import "host" {
  func puts = writeLine(text: std::string) -> u32;
  func exit = leave(kind: Kind) -> Kind;
}
export {
  func size = lib::size() -> u32;
  func add = lib::add(a: s32, b: s32) -> s32;
  func addReal = lib::add(a: f64, b: f64) -> f64;
  func twice = lib::twice<double>(value: f64) -> f64;
  func twiceText = lib::twice<std::string>(value: std::string) -> std::string;
  func moved = lib::moved(point: Pt, by: f32) -> Pt;
  func label = lib::label(text: std::string, at: Pt) -> Label;
  func next = lib::next(kind: Kind) -> Kind;
  func new = lib::size() -> u32;
  const typename: u32 = lib::ALIGN_DEFAULT;
  func align(align: Align = auto, least: f64 = nan, most: f32 = inf) -> tuple(Align, f64, f32);
  func mode = lib::mode(number: s32) -> Mode;
  func kinds(kinds: std::vector<Kind>, pair: Pair) -> tuple(std::vector<Kind>, Pair);
  func echo(label: Label, points: array(Pt)) -> std::vector<Label>;
  func ask(ask: Ask, kind: Kind) -> Mode;
  func write(text: std::string) -> u32;
  func left(kind: Kind) -> Kind;
  class IntBox = lib::Box<int> {
    IntBox(value: s32);
    prop value: s32 = getValue, setValue;
    readonly prop seen: s32 = getValue;
    prop only: s32 = lib::half;
    func get = getValue() -> s32;
    func delete = getValue() -> s32;
    readonly prop this: s32 = getValue;
    func sum = lib::sumOf(more: f64) -> f64;
    func halved = lib::half() -> s32;
    func plus = ::globalOf() -> s32;
    readonly prop itself: IntBox = self;
    static func total = count() -> s32;
    static func big = lib::size() -> u32;
  }
}
/**IT_END**/
std::tuple<std::vector<Kind>, Pair> kinds(const std::vector<Kind>& kinds, const Pair& pair) {
  return {{kinds.rbegin(), kinds.rend()}, pair};
}
std::vector<Label> echo(const Label& label, it::span<const Pt> points) {
  std::vector<Label> all(points.size(), label);
  for (size_t n = 0; n < points.size(); ++n) all[n].at = points[n];
  return all;
}
Mode ask(Ask ask, Kind kind) { return ask(kind); }
std::tuple<Align, double, float> align(Align align, double least, float most) { return {align, least, most}; }
uint32_t write(const std::string& text) { return writeLine(text); }
Kind left(Kind kind) { return leave(kind); }
`;

test('functions, structures, enums and classes of a header', patience, async () => {
  const { start, dts } = await buildDsl(`${header}${block}`);
  const seen: unknown[] = [];
  const host = {
    puts: (text: string) => text.length,
    exit: (kind: string) => {
      seen.push(kind);
      return kind === 'a' ? 'b' : 'a';
    },
  };
  const lib = await start({ host });
  expect([lib.size(), lib.add(1, 2), lib.addReal(1, 2), lib.twice(1.5), lib.twiceText('ab')]).toEqual([
    42,
    3,
    3.5,
    3,
    'abab',
  ]);
  expect(lib.moved({ x: 1, y: 2 }, 0.5)).toEqual({ x: 1.5, y: 2.5 });
  const label = { text: 'here', at: { x: 1, y: 2 }, marks: Int32Array.of(1, 2) };
  expect(lib.label('here', { x: 1, y: 2 })).toEqual(label);
  expect(lib.echo(label, [{ x: 3, y: 4 }])).toEqual([{ ...label, at: { x: 3, y: 4 } }]);

  expect([lib.next('a'), lib.next('b'), lib.mode(3), lib.mode(4)]).toEqual(['b', 'a', 'fast', 'slow']);
  expect(() => lib.mode(7)).toThrow('a value of Mode that the block does not name');
  expect(() => lib.next('c')).toThrow("one of 'a', 'b'");
  const pair = { kind: 'b', mode: 'slow' };
  expect(lib.kinds(['a', 'a', 'b'], pair)).toEqual([['b', 'a', 'a'], pair]);
  expect(lib.ask((kind: string) => (kind === 'b' ? 'slow' : 'fast'), 'b')).toBe('slow');
  expect([lib.write('four'), lib.left('a'), lib.left('b')]).toEqual([4, 'b', 'a']);
  expect(seen).toEqual(['a', 'b']);

  // Names that C++ does not have need not be names of C++.
  expect([lib.align(), lib.align('default', 1, 2)]).toEqual([
    ['auto', Number.NaN, Number.POSITIVE_INFINITY],
    ['default', 1, 2],
  ]);
  expect([lib.new(), lib.typename]).toEqual([42, 1]);

  const box = new lib.IntBox(20);
  expect([box.delete(), box.this]).toEqual([20, 20]);
  box.value = 30;
  expect([box.value, box.seen, box.only, box.get(), box.sum(0.5), box.halved(), box.plus()]).toEqual([
    30, 30, 15, 30, 30.5, 15, 1030,
  ]);
  expect(box.itself).toBe(box);
  expect([lib.IntBox.total(), lib.IntBox.big()]).toEqual([7, 42]);
  expect(() => {
    box.only = 1;
  }).toThrow(TypeError);
  expect(dts).toMatch(/(?:readonly only|get only\(\)): number;/);
  expect(dts).not.toContain('set only(');
});

test.each([
  [
    'a field of another type',
    'type P = struct lib::Point { x: f64; y: f32; };',
    /lib::Point has no field 'x' of the type double/,
  ],
  [
    'a field that is not there',
    'type P = struct lib::Point { x: f32; z: f32; };',
    /no member named 'z' in 'lib::Point'/,
  ],
  [
    'fields left out',
    'type P = struct lib::Point { x: f32; };',
    /lib::Point has fields that the block does not list, or in another order/,
  ],
  ['a case that is not there', 'type P = enum lib::Mode { fast, gone };', /no member named 'gone' in 'lib::Mode'/],
  ['a type that is not there', 'type P = struct lib::Pint { x: f32; };', /no type named 'Pint' in namespace 'lib'/],
])('%s does not compile', patience, async (_, declared, expected) => {
  const text = `${header}/**IT_START**/\n${declared}\nexport { func f(p: P) -> P; }\n/**IT_END**/\nP f(P p) { return p; }\n`;
  const result = await compileCore(translate(text));
  expect(result.kind === 'failed' ? result.errors : '').toMatch(expected);
});

test("the reference's example", patience, async () => {
  const { start } = await buildDsl(fencedBlock(readText(root, 'grammar/dsl.md'), 'cpp', 'struct geo::Point'));
  const { distance, Path } = await start();
  expect(distance({ x: 0, y: 0 }, { x: 3, y: 4 }, 'taxi')).toBe(7);
  const path = new Path();
  path.add({ x: 0, y: 0 });
  path.add({ x: 3, y: 4 });
  expect([path.length, path.count]).toEqual([5, 2]);
});

const forest = `#include <vector>
namespace lib {
struct Base { virtual ~Base() {} int tag = 1; };
/** Nobody but its tree makes or deletes one. */
class Node : public Base {
 public:
  Node* add(Node* child, int tag) { child->tag = tag; children.push_back(child); return child; }
  Node* replace(const Node* old, Node& by) { for (auto& each : children) if (each == old) each = &by; return &by; }
  int count() const { return static_cast<int>(children.size()); }
 private:
  friend class Tree;
  Node() {}
  ~Node() override {}
  std::vector<Node*> children;
};
class Tree {
 public:
  Tree() {}
  explicit Tree(const Tree* like) : limit(like->limit) {}
  ~Tree() { for (auto* each : all) delete each; }
  Node* make() { all.push_back(new Node()); return all.back(); }
  static int tagOf(const Base* base) { return base ? base->tag : -1; }
  int limit = 3;
 private:
  std::vector<Node*> all;
};
inline bool isSame(const Base* one, const Base* other) { return one == other; }
inline int mixed(Tree& tree, Node* node, double by) { return static_cast<int>(tree.limit * by) + node->tag; }
}
`;
const treeBlock = `/**IT_START**/
export {
  class Node = lib::Node {
    prop tag: s32;
    func add(child: Node, tag: s32) -> lent Node;
    func replace(old: Node, by: Node) -> lent Node;
    func count() -> s32;
  }
  class Tree = lib::Tree {
    Tree();
    Tree(like: Tree);
    prop limit: s32;
    func make() -> lent Node;
    static func tagOf(base: option(Node)) -> s32;
  }
  func isSame = lib::isSame(one: option(Node), other: Node) -> bool;
  func mixed = lib::mixed(tree: Tree, node: Node, by: f64) -> s32;
}
/**IT_END**/
`;

test('objects that C++ takes by pointer, and ones that it alone makes and deletes', patience, async () => {
  const { start } = await buildDsl(forest + treeBlock);
  const { Tree, isSame, mixed } = await start();
  const tree = new Tree();
  tree.limit = 5;
  const [root, one, two] = [tree.make(), tree.make(), tree.make()];
  expect(root.add(one, 7)).toBe(one);
  expect(root.replace(one, two)).toBe(two);
  expect([root.count(), one.tag, Tree.tagOf(one), Tree.tagOf(null), Tree.tagOf(undefined)]).toEqual([1, 7, 7, -1, -1]);
  expect([isSame(one, one), isSame(null, one), isSame(two, one), mixed(tree, one, 2.5)]).toEqual([
    true,
    false,
    false,
    19,
  ]);
  expect(new Tree(tree).limit).toBe(5);
  one.dispose();
  expect([root.count(), one === tree.make()]).toEqual([1, false]);
  tree.dispose();
  expect(() => root.count()).toThrow('a disposed Node');
});

test('one that JavaScript cannot delete is only lent', patience, async () => {
  const owned = treeBlock.replace('make() -> lent Node', 'make() -> own Node');
  const result = await compileCore(translate(forest + owned));
  expect(result).toMatchObject({
    kind: 'failed',
    errors: expect.stringContaining(
      'JavaScript cannot delete an object whose destructor is not public: write `lent C`',
    ),
  });
});

test('what the block names stands above it', patience, async () => {
  const translation = translate(treeBlock + forest);
  const result = await compileCore(translation);
  const sources = new SourceMap();
  sources.add('case.cpp', treeBlock + forest);
  const notes = notesOnMessages(result.kind === 'failed' ? result.errors : '', translation.expected, sources);
  expect(notes.map(({ message }) => message)).toContain(
    "'lib::Node' has to be declared above the block: include its header there, or move the block below its definition",
  );
});

test('functions over a class that has no member', patience, async () => {
  const { start } = await buildDsl(`/**IT_START**/
export { class C { } func make(n: s32) -> own C; func merge(c: C) -> own C; func either(c: option(C), d: C) -> lent C; }
/**IT_END**/
struct C { int n = 0; };
C* make(int n) { return new C{n}; }
C* merge(C* c) { return new C{c->n}; }
C& either(C* c, const C& d) { return c ? *c : const_cast<C&>(d); }
`);
  const { C, make, merge, either } = await start();
  const [one, two] = [make(1), make(2)];
  expect([merge(one) instanceof C, either(null, one) === one, either(two, one) === two]).toEqual([true, true, true]);
});
