/** What must not happen in silence between C++ and JavaScript: a message names it, or the value is right. */
import { describe, expect, test } from 'vitest';
import { notesOnMessages } from '../../src/session/explain-compile.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { buildDsl, compileCore, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

/** What clang says, and the notes behind it. */
async function refusal(text: string): Promise<{ readonly errors: string; readonly notes: readonly string[] }> {
  const translation = translate(text);
  const result = await compileCore(translation);
  const errors = result.kind === 'failed' ? result.errors : '';
  const sources = new SourceMap();
  sources.add('case.cpp', text);
  return { errors, notes: notesOnMessages(errors, translation.expected, sources).map(({ message }) => message) };
}

test('a null pointer is no instance, wherever it stands', patience, async () => {
  const { startAs } = await buildDsl(`#include <optional>
#include <tuple>
#include <vector>
/**IT_START**/
type S = struct { n: N; };
type V = variant { n: N; none; };
callback Visit(N);
export {
  class N { N(v: s32); prop v: s32; }
  func direct() -> own N;
  func inArray() -> array(N);
  func inStruct() -> S;
  func inTuple() -> tuple(s32, N);
  func inVariant() -> V;
  func inOption(isNull: bool) -> option(N);
  func visit(f: Visit);
}
/**IT_END**/
struct N { int v; N(int v) : v(v) {} };
N* direct() { return nullptr; }
std::vector<N*> inArray() { return {nullptr}; }
S inStruct() { return {nullptr}; }
std::tuple<int, N*> inTuple() { return {1, nullptr}; }
V inVariant() { return V::n(nullptr); }
std::optional<N*> inOption(bool isNull) { return isNull ? nullptr : new N(5); }
void visit(Visit f) { f(nullptr); }
`);
  for (const target of ['table', 'adapter', 'js'] as const) {
    const { direct, inArray, inStruct, inTuple, inVariant, inOption, visit } = await startAs(target);
    for (const call of [inArray, inStruct, inTuple, inVariant, () => visit(() => {})]) {
      expect(call).toThrow('a null pointer is no instance of N');
    }
    expect(direct).toThrow('a null pointer is no instance');
    expect(inOption(true)).toBeUndefined();
    expect(inOption(false).v).toBe(5);
  }
});

test('a callback that was not given is called by its name', patience, async () => {
  const { startAs } = await buildDsl(`/**IT_START**/
callback Invoke(s: std::string) -> std::string;
export { func call(f: Invoke) -> std::string; }
/**IT_END**/
std::string call(Invoke f) { return f("x"); }
`);
  for (const target of ['table', 'adapter', 'js'] as const) {
    const { call } = await startAs(target);
    expect(call((text: string) => `${text}!`)).toBe('x!');
    expect(() => call(null)).toThrow(
      'the callback Invoke was called, but none was given, or it was released: ask whether it is true first',
    );
  }
});

describe('numbers of members', () => {
  test('are converted where nothing is lost, and overloads are told apart', patience, async () => {
    const { start } = await buildDsl(`export {
  class C {
    C(start: u8);
    func wide(a: s32) -> f64;
    func same(a: f32) -> f32;
    func which(a: s32) -> u32;
    func real(a: f64) -> u32;
    func size(a: u32) -> u32;
    static func twice(a: s16) -> s64;
    prop value: s32;
    prop real_: f32;
    readonly prop count: u32;
  }
}
#include <stddef.h>
struct C {
  long long start;
  long value = 0;
  double both = 0;
  C(long long start) : start(start) {}
  double wide(double a) { return a + start; }
  float same(float a) { return a; }
  unsigned char which(int) { return 1; }
  unsigned char which(double) { return 2; }
  int8_t which(long long) { return 3; }
  uint16_t real(int) { return 1; }
  uint16_t real(double) { return 2; }
  size_t size(size_t a) const noexcept { return a; }
  static int twice(int a) { return 2 * a; }
  float real_() const { return both; }
  void real_(double a) { both = a; }
  uint8_t count() const { return 200; }
};
`);
    const { C } = await start();
    const c = new C(250);
    expect([c.wide(-1), c.same(1.5), c.which(1), c.real(1), c.size(2 ** 32 - 1)]).toEqual([
      249,
      1.5,
      1,
      2,
      2 ** 32 - 1,
    ]);
    c.value = -(2 ** 31);
    c.real_ = 0.5;
    expect([C.twice(-3), c.value, c.real_, c.count]).toEqual([-6n, -(2 ** 31), 0.5, 200]);
    expect(() => {
      c.value = 2 ** 31;
    }).toThrow('an integer');
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['func f(a: f64) -> f64;', 'int f(int a) { return a; }', "'C::f' is expected to be: double C::f(double a)"],
    ['func f(a: s64) -> s8;', 'int f(long long a) { return a; }', "'C::f' is expected to be: int8_t C::f(int64_t a)"],
    ['func f(a: s64);', 'void f(int) {}', "'C::f' is expected to be: void C::f(int64_t a)"],
    ['func f(a: u32);', 'void f(int) {}', "'C::f' is expected to be: void C::f(uint32_t a)"],
    ['func f() -> bool;', 'int f() { return 256; }', "'C::f' is expected to be: bool C::f()"],
    ['func f() -> f32;', 'double f() { return 0.1; }', "'C::f' is expected to be: float C::f()"],
    [
      'static func f(a: f64) -> s32;',
      'static int f(float a) { return a; }',
      "'C::f' is expected to be: int C::f(double a)",
    ],
  ];

  test.each(refused)('%s over %s does not compile', patience, async (declared, defined, note) => {
    const { errors, notes } = await refusal(`export { class C { C(); ${declared} } }\nstruct C { ${defined} };\n`);
    expect(errors).not.toBe('');
    expect(notes).toContain(note);
  });

  test('of properties and constructors neither', patience, async () => {
    const { errors, notes } = await refusal(`export {
  class C { C(a: f64); prop small: s32; readonly prop half: s32; }
}
struct C { int8_t small = 0; float half() { return 0.5; } C(int) {} };
`);
    expect(errors).not.toBe('');
    expect(notes).toEqual([
      "'C::C' is expected to be: C::C(double a)",
      "'small' is expected to be a member, int small, or int small() const with void small(int); what can only be read is declared readonly prop small",
      "'half' is expected to be a member, int half, or int half() const",
    ]);
  });
});

describe("an import that is called like a function of C's library", () => {
  const text = (include: string) => `${include}
import "host" {
  func puts(text: string) -> s32;
  func pow(x: f64, y: f64) -> f64;
  func exit(code: s32);
  func other(x: s32) -> s32;
}
export { func call() -> s32; }
int call() {
  if (other(0) > 5) exit(1);
  return puts("x") + (int)pow(2, 3) + other(1);
}
`;

  test('is refused where a header declares that', patience, async () => {
    const { errors, notes } = await refusal(text('#include <string>'));
    for (const name of ['puts', 'pow', 'exit'])
      expect(errors).toContain(`declaration of '${name}' has a different language linkage`);
    expect(errors).not.toContain("'other'");
    expect(notes).toContain(
      "'puts' is imported: JavaScript defines it, and C++ only calls it: int puts(const char* text). C's library has a function of that name: give the import another one",
    );
  });

  test('is the import where none does', patience, async () => {
    const { start } = await buildDsl(text(''));
    const host = {
      puts: (text: string) => text.length,
      pow: (x: number, y: number) => x * y,
      exit() {},
      other: (n: number) => n,
    };
    expect((await start({ host })).call()).toBe(1 + 6 + 1);
  });
});

describe('objects that C++ keeps', () => {
  test('are lent by properties, as long as their owner lives', patience, async () => {
    const { start } = await buildDsl(`#include <memory>
#include <optional>
#include <vector>
export {
  class Inner { Inner(v: s32); prop v: s32; }
  class Holder {
    Holder(v: s32);
    readonly prop pointer: Inner;
    readonly prop unique: Inner;
    prop member: Inner;
    readonly prop byFunction: Inner;
    readonly prop constant: Inner;
    readonly prop maybe: option(Inner);
    readonly prop all: std::vector<Inner>;
    func clear();
    func sum() -> s32;
    static func destroyed() -> s32;
  }
}
static int gone = 0;
struct Inner {
  int v;
  Inner(int v) : v(v) {}
  Inner(const Inner&) = default;
  ~Inner() { ++gone; }
};
struct Holder {
  Inner* pointer;
  std::unique_ptr<Inner> unique;
  Inner member, other;
  std::optional<Inner*> maybe;
  std::vector<Inner*> all;
  Holder(int v)
      : pointer(new Inner(v)), unique(new Inner(v + 1)), member(v + 2), other(v + 3), maybe(&other), all{&member, &other} {}
  ~Holder() { delete pointer; }
  Inner& byFunction() { return other; }
  const Inner* constant() const { return &other; }
  void clear() { maybe = nullptr, all.clear(); }
  int sum() { return pointer->v + unique->v + member.v + other.v; }
  static int destroyed() { return gone; }
};
`);
    const { Holder, Inner } = await start();
    const holder = new Holder(10);
    const read = () => [holder.pointer, holder.unique, holder.member, holder.byFunction, holder.constant, holder.maybe];
    const objects = read();
    expect(objects.map(({ v }) => v)).toEqual([10, 11, 12, 13, 13, 13]);
    for (const [index, object] of read().entries()) expect(object).toBe(objects[index]);
    expect(holder.all).toEqual([objects[2], objects[3]]);
    expect(objects[3]).toBe(objects[5]);
    for (const object of new Set(objects)) {
      expect(object).toBeInstanceOf(Inner);
      object.v += 100;
    }
    expect(holder.sum()).toBe(446);

    // JavaScript disposes of its instance, not of the object.
    objects[0].dispose();
    expect(() => objects[0].v).toThrow('is a disposed Inner');
    expect([holder.pointer.v, Holder.destroyed()]).toEqual([110, 0]);

    // A member that is an object gets a copy.
    const own = new Inner(1);
    holder.member = own;
    own.v = 5;
    own.dispose();
    expect([holder.member.v, Holder.destroyed()]).toEqual([1, 1]);
    holder.clear();
    expect([holder.maybe, holder.all]).toEqual([undefined, []]);

    const last = holder.unique;
    holder.dispose();
    expect(Holder.destroyed()).toBe(5);
    for (const object of [last, ...objects]) expect(() => object.v).toThrow('is a disposed Inner');
  });

  test('are lent to callbacks and imports for the call', patience, async () => {
    const { start } = await buildDsl(`#include <memory>
#include <vector>
/**IT_START**/
callback Visit(Node);
callback VisitAll(nodes: array(Node)) -> s32;
import "host" { func see(node: Node) -> bool; }
export {
  class Node { Node(v: s32); readonly prop v: s32; }
  func visit(f: Visit);
  func visitAll(f: VisitAll) -> s32;
  func first() -> Node;
  func alive() -> s32;
}
/**IT_END**/
static int live = 0;
struct Node {
  int v;
  Node(int v) : v(v) { ++live; }
  Node(const Node& other) : v(other.v) { ++live; }
  ~Node() { --live; }
};
static std::vector<std::unique_ptr<Node>> tree;
static void grow() {
  if (tree.empty()) for (int i = 1; i <= 3; i++) tree.push_back(std::make_unique<Node>(i));
}
void visit(Visit f) {
  grow();
  for (auto& each : tree) if (!see(each.get())) f(each.get());
}
int visitAll(VisitAll f) { return f({tree[0].get(), tree[1].get(), tree[0].get()}); }
Node first() { return *tree[0]; }
int alive() { return live; }
`);
    const kept: { v: number; dispose(): void }[] = [];
    const keep = (node: { v: number; dispose(): void }): boolean => {
      kept.push(node);
      return node.v === 2;
    };
    const { visit, visitAll, first, alive, Node } = await start({ host: { see: keep } });
    visit(keep);
    expect(kept.length).toBe(5);
    for (const each of kept) expect(() => each.v).toThrow('is a disposed Node');
    expect(visitAll(([one, two, three]: { v: number }[]) => (one === three ? (one?.v ?? 0) + (two?.v ?? 0) : 0))).toBe(
      3,
    );
    expect(alive()).toBe(3);
    visit((node: { dispose(): void }) => node.dispose());
    expect(alive()).toBe(3);

    // What a function gives is JavaScript's.
    const own = first();
    expect([own.v, alive()]).toEqual([1, 4]);
    own.dispose();
    const made = new Node(7);
    made.dispose();
    expect(alive()).toBe(3);
  });

  test('do not get pointers to objects that JavaScript may dispose of', patience, async () => {
    const { errors, notes } = await refusal(`export {
  class Inner { Inner(v: s32); }
  class Holder { Holder(); prop inner: Inner; }
}
struct Inner { Inner(int) {} };
struct Holder { Inner* inner = new Inner(1); };
`);
    expect(errors).toContain('declare the property readonly');
    expect(notes).toEqual([
      "'inner' is expected to be a member, Inner inner, or functions Inner& inner() and void inner(Inner&); what can only be read is declared readonly prop inner",
    ]);
  });

  test('are not made by properties', patience, async () => {
    const { errors } = await refusal(`export {
  class Inner { Inner(v: s32); }
  class Holder { Holder(); readonly prop inner: Inner; }
}
struct Inner { Inner(int) {} };
struct Holder { Inner inner() { return Inner(1); } };
`);
    expect(errors).toContain('give a new one by a method');
  });
});
