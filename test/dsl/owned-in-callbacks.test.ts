/** Objects that change hands in callbacks, in `std::function` and in virtual methods. */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `#include <functional>
#include <memory>
#include <vector>
/**IT_START**/
import "host" { func keep(leaf: own Leaf); func give() -> own Leaf; }
callback Receive(leaf: own Leaf);
callback Give() -> own Leaf;
callback Swap(leaf: own Leaf, doc: Doc) -> std::unique_ptr<Leaf>;
callback Docs(doc: Doc) -> Doc;
callback All(leaves: std::vector<own Leaf>) -> std::vector<own Leaf>;
export {
  class Leaf { Leaf(value: s32); prop value: s32; }
  class Big : Leaf { Big(); }
  shared class Doc { Doc(number: s32); readonly prop number: s32; }
  class Press {
    Press();
    virtual func press(leaf: own Leaf) -> own Leaf;
    func run(value: s32) -> s32;
  }
  func hand(receive: Receive) -> s32;
  func take(give: Give) -> s32;
  func swap(swap: Swap) -> s32;
  func docs(docs: Docs) -> s32;
  func all(all: All) -> s32;
  func onLeaf(receive: retain Receive) -> s32;
  func maker() -> std::function<own Leaf(s32)>;
  func eater() -> std::function<s32(own Leaf)>;
  func call(make: std::function<own Leaf(s32)>) -> s32;
  func feed(eat: std::function<s32(own Leaf)>) -> s32;
  func relayed(receive: Receive);
  func pass();
  func alive() -> s32;
}
/**IT_END**/
static int living = 0;
struct Leaf {
  int value;
  explicit Leaf(int value) : value(value) { ++living; }
  virtual ~Leaf() { --living; }
};
struct Big : Leaf { Big() : Leaf(100) {} };
struct Doc { int number; explicit Doc(int number) : number(number) { ++living; } ~Doc() { --living; } };
struct Press {
  virtual ~Press() {}
  virtual std::unique_ptr<Leaf> press(std::unique_ptr<Leaf> leaf) { leaf->value += 1; return leaf; }
  int run(int value) { return press(std::make_unique<Leaf>(value))->value; }
};
int hand(Receive receive) {
  auto leaf = std::make_unique<Leaf>(1);
  receive(std::move(leaf));
  receive(std::make_unique<Big>());
  return living;
}
int take(Give give) { std::unique_ptr<Leaf> leaf = give(); return leaf->value; }
int swap(Swap swap) { return swap(std::make_unique<Leaf>(5), std::make_shared<Doc>(6))->value; }
int docs(Docs docs) { std::shared_ptr<Doc> doc = docs(std::make_shared<Doc>(3)); return doc->number; }
int all(All all) {
  std::vector<std::unique_ptr<Leaf>> leaves;
  for (int n = 0; n < 3; ++n) leaves.push_back(std::make_unique<Leaf>(n));
  int sum = 0;
  for (auto& leaf : all(leaves)) sum += leaf->value;
  return sum;
}
int onLeaf(it::retained<Receive> receive) { receive(std::make_unique<Leaf>(9)); return 1; }
std::function<std::unique_ptr<Leaf>(int)> maker() { return [](int n) { return std::make_unique<Leaf>(n); }; }
std::function<int(std::unique_ptr<Leaf>)> eater() { return [](std::unique_ptr<Leaf> leaf) { return leaf->value; }; }
int call(std::function<std::unique_ptr<Leaf>(int)> make) { return make(3)->value; }
int feed(std::function<int(std::unique_ptr<Leaf>)> eat) { return eat(std::make_unique<Leaf>(4)); }
// As C calls it.
void relayed(Receive receive) { Receive::relay(receive.id, std::make_unique<Leaf>(12).release()); }
void pass() { keep(give()); }
int alive() { return living; }
`;

interface LeafObject {
  value: number;
  dispose(): void;
}

test.each(dslTargets)('objects are given and taken in callbacks: %s', patience, async (target) => {
  const { startAs } = await buildDsl(source);
  const got: LeafObject[] = [];
  const receive = (leaf: LeafObject): void => void got.push(leaf);
  let passed: LeafObject | undefined;
  const host = {
    give: (): LeafObject => new lib.Leaf(0),
    keep: (leaf: LeafObject): void => {
      passed = leaf;
      leaf.dispose();
    },
  };
  const lib = await startAs(target, { host });
  const { Leaf, Big, Press } = lib;

  // What C++ gives is JavaScript's, after the call too.
  expect(lib.hand(receive)).toBe(2);
  lib.onLeaf(receive);
  lib.relayed(receive);
  expect(got.map(({ value }) => value)).toEqual([1, 100, 9, 12]);
  expect([got[0] instanceof Big, got[1] instanceof Big]).toEqual([false, true]);
  for (const leaf of got.splice(0)) leaf.dispose();
  lib.pass();
  expect(lib.alive()).toBe(0);
  expect(() => passed?.value).toThrow('this is a disposed Leaf');

  // What JavaScript gives is C++'s.
  const mine = new Leaf(7);
  expect(lib.take(() => mine)).toBe(7);
  expect(() => mine.value).toThrow('this is a disposed Leaf');
  expect(() => lib.take(() => mine)).toThrow('is a disposed Leaf');
  expect(lib.take(() => new Big())).toBe(100);
  expect(
    lib.swap((leaf: LeafObject, doc: { number: number }) =>
      Object.assign(leaf, { value: leaf.value * 10 + doc.number }),
    ),
  ).toBe(56);
  expect(lib.docs((doc: object) => doc)).toBe(3);
  expect(lib.all((leaves: LeafObject[]) => leaves.slice(1))).toBe(3);

  // Both ways of std::function.
  const [make, eat] = [lib.maker(), lib.eater()];
  const made = make(8);
  expect([made.value, eat(made), lib.call((n: number) => new Leaf(n + 1)), lib.call(make)]).toEqual([8, 8, 4, 3]);
  expect(() => made.value).toThrow('this is a disposed Leaf');
  expect(lib.feed((leaf: LeafObject) => leaf.value * 2)).toBe(8);
  expect(lib.feed(eat)).toBe(4);

  // And a virtual method.
  class Double extends Press {
    press(leaf: LeafObject): LeafObject {
      leaf.value *= 2;
      return super.press(leaf);
    }
  }
  expect([new Double().run(20), new Press().run(20)]).toEqual([41, 21]);
});
