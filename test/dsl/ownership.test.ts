/** Who has an object: what is given, lent and shared between C++ and JavaScript. */
import { expect, test } from 'vitest';
import { buildDsl, compileCore, dslTargets, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `
/**IT_START**/
import "host" {
  func look(lent Leaf) -> bool;
  func keep(Doc);
  func receive(own Leaf);
  func give() -> own Leaf;
  func share() -> Doc;
}
callback Visit(lent Leaf);
export {
  class Leaf {
    Leaf(s32);
    prop value: s32;
    func self() -> lent Leaf;
  }
  class Tree {
    Tree(s32);
    func at(u32) -> lent Leaf;
    func find(s32) -> option(lent Leaf);
    func all() -> std::vector<lent Leaf>;
    func constant() -> lent Leaf;
    func pair() -> std::pair<lent Leaf, own Leaf>;
    func add(own Leaf);
    func take(u32) -> own Leaf;
    func split() -> std::vector<own Leaf>;
    func each(Visit);
    readonly prop size: size_t;
  }
  shared class Doc {
    Doc(std::string);
    prop title: std::string;
    prop next: option(Doc);
    readonly prop part: Part;
    readonly prop holder: Doc = holderOf;
    func self() -> Doc;
    func copy() -> Doc;
    func partOf() -> lent Part;
    static func make(std::string) -> Doc;
  }
  shared class Part {
    prop number: s32;
  }
  func living() -> s32;
  func livingDocs() -> s32;
  func root() -> lent Tree;
  func release(own Leaf, std::string, own Leaf) -> s32;
  func steal(std::unique_ptr<Leaf>) -> s32;
  func plain() -> std::unique_ptr<Leaf>;
  func maybe(bool) -> option(lent Leaf);
  func none() -> option(Doc);
  func hold(std::shared_ptr<Doc>);
  func holdPart(const std::shared_ptr<Part>&);
  func held() -> option(Doc);
  func heldPart() -> Part;
  func drop();
  func uses(Doc) -> s32;
  func docs(u32) -> std::vector<Doc>;
  func count(std::vector<Doc>) -> u32;
  func titles(std::map<std::string, Doc>) -> std::map<std::string, Doc>;
  func ask(Leaf) -> bool;
  func tell();
  func exchange() -> s32;
  func shareBack() -> std::string;
}
/**IT_END**/
#include <memory>
#include <string>
static int leaves = 0, all_docs = 0;
struct Leaf {
  int value;
  explicit Leaf(int value) : value(value) { ++leaves; }
  Leaf(const Leaf& other) : value(other.value) { ++leaves; }
  ~Leaf() { value = -1; --leaves; }
  Leaf* self() { return this; }
};
struct Tree {
  std::vector<std::unique_ptr<Leaf>> items;
  explicit Tree(int count) { for (int n = 0; n < count; ++n) items.push_back(std::make_unique<Leaf>(n)); }
  Leaf& at(uint32_t index) { return *items.at(index); }
  Leaf* find(int value) {
    for (auto& item : items) if (item->value == value) return item.get();
    return nullptr;
  }
  std::vector<Leaf*> all() {
    std::vector<Leaf*> list;
    for (auto& item : items) list.push_back(item.get());
    return list;
  }
  const Leaf& constant() const { return *items[0]; }
  std::pair<Leaf*, std::unique_ptr<Leaf>> pair() { return {items[0].get(), std::make_unique<Leaf>(77)}; }
  void add(std::unique_ptr<Leaf> leaf) { items.push_back(std::move(leaf)); }
  Leaf* take(uint32_t index) {
    Leaf* taken = items[index].release();
    items.erase(items.begin() + index);
    return taken;
  }
  std::vector<std::unique_ptr<Leaf>> split() { return std::move(items); }
  void each(Visit visit) { for (auto& item : items) visit(item.get()); }
  size_t size() const { return items.size(); }
};
struct Part { int number = 5; };
struct Doc : std::enable_shared_from_this<Doc> {
  std::string title;
  std::optional<std::shared_ptr<Doc>> next;
  Part part;
  explicit Doc(const std::string& title) : title(title) { ++all_docs; }
  Doc(const Doc& other) : title(other.title) { ++all_docs; }
  ~Doc() { --all_docs; }
  std::shared_ptr<Doc> self() { return shared_from_this(); }
  Doc copy() const { return *this; }
  std::shared_ptr<Doc> holderOf() { return shared_from_this(); }
  Part& partOf() { return part; }
  static std::shared_ptr<Doc> make(const std::string& title) { return std::make_shared<Doc>(title); }
};
static Tree the_root(2);
static std::shared_ptr<Doc> kept;
static std::shared_ptr<Part> kept_part;
int living() { return leaves; }
int livingDocs() { return all_docs; }
Tree* root() { return &the_root; }
int release(std::unique_ptr<Leaf> one, const std::string& text, std::unique_ptr<Leaf> other) { return one->value + other->value + text.size(); }
int steal(std::unique_ptr<Leaf> leaf) { return leaf->value; }
std::unique_ptr<Leaf> plain() { return std::make_unique<Leaf>(9); }
Leaf* maybe(bool is) { return is ? the_root.items[0].get() : nullptr; }
std::shared_ptr<Doc> none() { return nullptr; }
void hold(std::shared_ptr<Doc> doc) { kept = std::move(doc); }
void holdPart(const std::shared_ptr<Part>& part) { kept_part = part; }
std::shared_ptr<Doc> held() { return kept; }
std::shared_ptr<Part> heldPart() { return kept_part; }
void drop() { kept.reset(); kept_part.reset(); }
int uses(Doc& doc) { return doc.weak_from_this().use_count(); }
std::vector<std::shared_ptr<Doc>> docs(uint32_t count) {
  std::vector<std::shared_ptr<Doc>> list;
  for (uint32_t n = 0; n < count; ++n) list.push_back(n % 2 ? list.back() : Doc::make(std::to_string(n)));
  return list;
}
uint32_t count(const std::vector<std::shared_ptr<Doc>>& list) { return list.size(); }
std::map<std::string, std::shared_ptr<Doc>> titles(const std::map<std::string, std::shared_ptr<Doc>>& map) {
  std::map<std::string, std::shared_ptr<Doc>> made;
  for (auto& [_, doc] : map) made[doc->title] = doc;
  return made;
}
bool ask(Leaf& leaf) { return look(&leaf); }
void tell() { keep(Doc::make("told")); }
int exchange() {
  receive(std::make_unique<Leaf>(40));
  auto given = give();
  return given->value;
}
std::string shareBack() { return share()->title; }
`;

const built = buildDsl(source);

test.each(dslTargets)('objects are whose the block says: %s', patience, async (target) => {
  const kept: { doc?: { title: string }; leaf?: { value: number; dispose(): void } } = {};
  const host = {
    look: (leaf: { value: number }) => {
      kept.leaf = leaf as never;
      return leaf.value > 0;
    },
    keep: (doc: { title: string }) => {
      kept.doc = doc;
    },
    receive: (leaf: { value: number }) => {
      kept.leaf = leaf as never;
    },
    give: () => new lib.Leaf(41),
    share: () => new lib.Doc('from JavaScript'),
  };
  const { startAs } = await built;
  const lib = await startAs(target, { host });
  expect(lib.living()).toBe(2);

  // lent: C++'s, as long as what it came from is there.
  const tree = new lib.Tree(3);
  const leaf = tree.at(1);
  expect([leaf.value, leaf === tree.at(1), tree.find(1) === leaf, tree.find(8)]).toEqual([1, true, true, undefined]);
  expect(tree.all()[1]).toBe(leaf);
  expect(tree.constant()).toBe(tree.at(0));
  leaf.value = 11;
  expect(tree.all().map((each: { value: number }) => each.value)).toEqual([0, 11, 2]);
  leaf.dispose();
  expect(() => leaf.value).toThrow('is a disposed Leaf');
  expect([lib.living(), tree.at(1).value]).toEqual([5, 11]);
  const again = tree.at(1);
  const pair = tree.pair();
  expect([pair[0] === tree.at(0), pair[1].value, lib.living()]).toEqual([true, 77, 6]);
  expect(() => lib.steal(pair[0])).toThrow('Leaf is lent: it cannot be given away');
  pair[1].dispose();
  expect(lib.living()).toBe(5);
  // Without an owner it lasts.
  const root = lib.root();
  expect([root.size, root === lib.root(), lib.maybe(true) === root.at(0), lib.maybe(false)]).toEqual([
    2,
    true,
    true,
    undefined,
  ]);

  // own: it changes hands.
  const own = new lib.Leaf(7);
  expect(own.self()).toBe(own);
  tree.add(own);
  expect(() => own.value).toThrow('is a disposed Leaf');
  expect([tree.size, tree.at(3).value, lib.living()]).toEqual([4, 7, 6]);
  const taken = tree.take(3);
  expect([tree.size, taken.value, lib.living()]).toEqual([3, 7, 6]);
  taken.dispose();
  expect(lib.living()).toBe(5);
  expect(lib.release(new lib.Leaf(1), 'four', new lib.Leaf(2))).toBe(7);
  expect(lib.living()).toBe(5);
  const one = new lib.Leaf(1);
  const other = new lib.Leaf(1);
  expect(() => lib.release(one, 4, other)).toThrow('must be a string');
  expect(() => lib.release(one, 'text', one)).toThrow();
  expect([one.value, other.value]).toEqual([1, 1]);
  expect(lib.steal(one) + lib.steal(other)).toBe(2);
  expect(lib.living()).toBe(5);
  const plain = lib.plain();
  expect(plain.value).toBe(9);
  plain.dispose();
  const parts = tree.split();
  expect(parts.map((each: { value: number }) => each.value)).toEqual([0, 11, 2]);
  tree.dispose();
  // What was lent is JavaScript's from then on, the very instance.
  expect([parts[1] === again, again.value]).toEqual([true, 11]);
  expect(parts[2].value).toBe(2);
  for (const part of parts) part.dispose();
  expect(lib.living()).toBe(2);

  // In callbacks and imports what is lent ends with the call.
  const seen: { value: number }[] = [];
  const young = new lib.Tree(2);
  young.each((each: { value: number }) => {
    seen.push(each);
    expect(each.value).toBe(seen.length - 1);
  });
  expect(() => seen[1]?.value).toThrow('is a disposed Leaf');
  young.dispose();
  const asked = new lib.Leaf(3);
  expect(lib.ask(asked)).toBe(true);
  expect(kept.leaf).toBe(asked);
  expect(lib.exchange()).toBe(41);
  expect([kept.leaf?.value, lib.living()]).toEqual([40, 4]);
  kept.leaf?.dispose();
  asked.dispose();
  expect(lib.living()).toBe(2);

  // shared: both have it; one object is one instance.
  const doc = new lib.Doc('one');
  expect([lib.uses(doc), doc.self() === doc, doc.holder === doc, lib.livingDocs()]).toEqual([1, true, true, 1]);
  lib.hold(doc);
  expect([lib.uses(doc), lib.held() === doc]).toEqual([2, true]);
  doc.dispose();
  expect(() => doc.title).toThrow('is a disposed Doc');
  expect(lib.livingDocs()).toBe(1);
  const back = lib.held();
  expect([back === doc, back.title, lib.uses(back)]).toEqual([false, 'one', 2]);
  lib.drop();
  expect([back.title, lib.uses(back), lib.held()]).toEqual(['one', 1, undefined]);
  // A part keeps the whole.
  const { part } = back;
  expect(part).toBe(back.part);
  back.dispose();
  expect([lib.livingDocs(), part.number]).toEqual([1, 5]);
  lib.holdPart(part);
  part.dispose();
  expect([lib.livingDocs(), lib.heldPart().number]).toEqual([1, 5]);
  lib.heldPart().dispose();
  lib.drop();
  expect(lib.livingDocs()).toBe(0);
  const first = lib.Doc.make('first');
  first.next = new lib.Doc('second');
  expect([first.next.title, lib.docs(0).length === 0, lib.none(), lib.livingDocs()]).toEqual([
    'second',
    true,
    undefined,
    2,
  ]);
  expect(() => lib.holdPart(first.partOf())).toThrow('an object that is only lent cannot be shared');
  first.next.dispose();
  expect([lib.livingDocs(), first.next.title]).toEqual([2, 'second']);
  const copy = first.copy();
  expect([copy === first, copy.title]).toEqual([false, 'first']);
  copy.dispose();
  first.next.dispose();
  first.next = undefined;
  first.dispose();
  expect(lib.livingDocs()).toBe(0);
  const docs = lib.docs(4);
  expect([docs[0] === docs[1], docs[1] === docs[2], lib.count(docs), lib.livingDocs()]).toEqual([true, false, 4, 2]);
  const titles = lib.titles(
    new Map([
      ['x', docs[0]],
      ['y', docs[2]],
    ]),
  );
  expect([titles.get('0') === docs[0], titles.get('2') === docs[2]]).toEqual([true, true]);
  for (const each of docs) each.dispose();
  expect(lib.livingDocs()).toBe(0);
  lib.tell();
  expect([kept.doc?.title, lib.livingDocs()]).toEqual(['told', 1]);
  expect(lib.shareBack()).toBe('from JavaScript');
});

test.each([
  ['func f(lent s32);', 'ITL6105'],
  ['func f(own C);', 'ITL6106', 'shared '],
  ['func f(std::shared_ptr<C>);', 'ITL6107'],
  ['func f(std::vector<own C>);', 'ITL6108'],
  ['func f(std::unique_ptr<C, C>);', 'ITL6021'],
])('refused: %s', (text, code, shared = '') => {
  const block = `/**IT_START**/\nexport { ${shared}class C { C(); } ${text} }\n/**IT_END**/\n`;
  expect(() => translate(block)).toThrow(code);
});

test('a pointer has to be said whose it is', patience, async () => {
  const text = `/**IT_START**/
export { class C { C(); } shared class S { } func make() -> C; func share() -> S; }
/**IT_END**/
struct C {};
struct S {};
C* make() { return new C(); }
S* share() { return new S(); }
`;
  const core = await compileCore(translate(text));
  if (core.kind !== 'failed') throw new Error('it compiles');
  expect(core.errors).toContain('write `own C` in the block where JavaScript is to delete it');
  expect(core.errors).toContain('does not say what keeps it alive');
});
