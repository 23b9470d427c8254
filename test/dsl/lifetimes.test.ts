/**
 * Many objects through each form of ownership: memory ends where it began, and nobody reads what is freed. `ITLC_LIFETIMES` makes a
 * hundred thousand of each.
 */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets } from './build-dsl.ts';

const source = `
/**IT_START**/
export {
  class Leaf { Leaf(s32); readonly prop value: s32; func self() -> lent Leaf; }
  class Tree { Tree(s32); func at(u32) -> lent Leaf; func add(own Leaf); func take() -> own Leaf; }
  shared class Doc { Doc(s32); readonly prop value: s32; readonly prop part: Part; }
  shared class Part { readonly prop value: s32; }
  func fresh(s32) -> std::unique_ptr<Leaf>;
  func keep(std::shared_ptr<Doc>);
  func kept() -> option(Doc);
  func listen(std::function<void(s32)>);
  func tell(s32);
  func adder(s32) -> std::function<s32(s32)>;
  func names(std::map<std::string, s32>) -> std::map<s32, std::string>;
  func living() -> s32;
  func pages() -> u32;
}
/**IT_END**/
#include <cstring>
#include <memory>
#include <string>
// What is freed holds nothing that is valid: each block begins with its size.
void* operator new(size_t size) {
  auto* block = static_cast<size_t*>(malloc(size + 16));
  *block = size;
  return reinterpret_cast<char*>(block) + 16;
}
void operator delete(void* object) noexcept {
  if (!object) return;
  char* block = static_cast<char*>(object) - 16;
  memset(object, 0xdd, *reinterpret_cast<size_t*>(block));
  free(block);
}
void operator delete(void* object, size_t) noexcept { operator delete(object); }
static int alive = 0;
struct Leaf {
  int value;
  explicit Leaf(int value) : value(value) { ++alive; }
  ~Leaf() { --alive; }
  Leaf& self() { return *this; }
};
struct Tree {
  std::vector<std::unique_ptr<Leaf>> all;
  explicit Tree(int count) { for (int n = 0; n < count; ++n) all.push_back(std::make_unique<Leaf>(n)); }
  Leaf& at(uint32_t index) { return *all[index]; }
  void add(std::unique_ptr<Leaf> leaf) { all.push_back(std::move(leaf)); }
  std::unique_ptr<Leaf> take() {
    auto taken = std::move(all.back());
    all.pop_back();
    return taken;
  }
};
struct Part { int value = 9; };
struct Doc {
  int value;
  Part part;
  explicit Doc(int value) : value(value) { ++alive; }
  ~Doc() { --alive; }
};
static std::shared_ptr<Doc> the_doc;
static std::function<void(int)> listener;
std::unique_ptr<Leaf> fresh(int value) { return std::make_unique<Leaf>(value); }
void keep(std::shared_ptr<Doc> doc) { the_doc = std::move(doc); }
std::shared_ptr<Doc> kept() { return the_doc; }
void listen(std::function<void(int)> f) { listener = std::move(f); }
void tell(int n) { listener(n); }
std::function<int(int)> adder(int by) { return [by](int n) { return n + by; }; }
std::map<int, std::string> names(const std::map<std::string, int>& of) {
  std::map<int, std::string> made;
  for (auto& [name, number] : of) made[number] = name;
  return made;
}
int living() { return alive; }
uint32_t pages() { return __builtin_wasm_memory_size(0); }
`;

const built = buildDsl(source);
const rounds = process.env.ITLC_LIFETIMES ? 100_000 : 5_000;

test.each(dslTargets)(
  'nothing is left, and nothing is read that is freed: %s',
  { timeout: 300_000 },
  async (target) => {
    const { startAs } = await built;
    const lib = await startAs(target);
    const mine = new Error('mine');
    const round = (number: number): void => {
      const leaf = new lib.Leaf(number);
      const tree = new lib.Tree(2);
      const lent = tree.at(1);
      if (lent.value !== 1 || leaf.self() !== leaf) throw new Error('wrong leaf');
      tree.add(leaf);
      const taken = tree.take();
      if (taken.value !== number) throw new Error('wrong value');
      tree.dispose();
      if (number % 2) taken.dispose();
      else lib.fresh(1).dispose();
      taken.dispose();
      const doc = new lib.Doc(number);
      const { part } = doc;
      lib.keep(doc);
      doc.dispose();
      const back = lib.kept();
      if (back.value !== number || part.value !== 9) throw new Error('wrong doc');
      lib.keep(back);
      back.dispose();
      part.dispose();
      lib.listen((n: number) => {
        if (n === 1) throw mine;
      });
      try {
        lib.tell(number % 2);
      } catch (error) {
        if (error !== mine) throw error;
      }
      lib.names([['a name that is long enough to need memory of its own', number]]);
    };
    for (let number = 0; number < 2000; number++) round(number);
    const before = [lib.living(), lib.pages()];
    for (let number = 0; number < rounds; number++) round(number);
    // The one that C++ keeps.
    expect([lib.living(), lib.pages()]).toEqual(before);
    expect(lib.living()).toBe(1);
    expect(lib.adder(2)(1)).toBe(3);
  },
);
