#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "poisoned.h"

/**IT_START**/
import "host" {
  /// Whatever JavaScript does in the middle of a call.
  func now();
  func given(item: Item) -> s32;
  func shared(doc: Doc) -> Doc;
}
callback Each(item: Item, index: s32) -> s32;
type Pair = struct { first: Item; second: Item; };
export {
  class Item {
    Item(value: s32);
    prop value: s32;
    readonly prop part: Part;
    func self() -> lent Item;
    func use(other: Item) -> s32;
    func each(each: Each) -> s32;
    virtual func score(base: s32) -> s32;
    func scored() -> s32;
  }
  class Part { readonly prop value: s32; }
  class Box {
    Box();
    func put(item: own Item) -> lent Item;
    func at(index: u32) -> lent Item;
    func take() -> own Item;
    func all() -> std::vector<lent Item>;
    readonly prop items: Items;
  }
  class Items = std::vector<own Item>;
  shared class Doc {
    Doc(value: s32);
    readonly prop value: s32;
    readonly prop part: Page;
    func link(other: std::shared_ptr<Doc>);
    func next() -> option(Doc);
  }
  shared class Page { readonly prop value: s32; }
  func make(value: s32) -> own Item;
  func list(items: std::vector<Item>) -> s32;
  func pair(pair: Pair) -> s32;
  func maybe(item: option(Item)) -> s32;
  func swap(item: own Item, other: Item) -> own Item;
  func fresh(count: s32) -> std::vector<own Item>;
  func keep(doc: std::shared_ptr<Doc>);
  func kept() -> option(Doc);
  func docs(all: std::vector<Doc>) -> std::vector<Doc>;
  func listen(f: std::function<s32(Item)>);
  func tell(item: Item) -> s32;
  func adder(item: own Item) -> std::function<s32(s32)>;
  func hold(value: any);
  func held() -> any;
  func names(of: std::map<std::string, s32>) -> std::map<s32, std::string>;
  func fail(item: Item, name: std::string) -> s32;
  func alive() -> s32;
  func bytes() -> u32;
  func written() -> u32;
}
/**IT_END**/

static int count = 0;

struct Part {
  int value = 5;
};
class Item {
 public:
  explicit Item(int value) : value(value), name(std::to_string(value) + " has a name that needs memory") { ++count; }
  virtual ~Item() {
    --count;
    value = -1;
  }
  int value;
  Part part;
  Item& self() {
    check();
    return *this;
  }
  int use(Item& other) {
    int before = other.check();
    now();
    return check() + (other.check() == before ? before : -1000);
  }
  int each(Each each) {
    int sum = 0;
    for (int n = 0; n < 3; ++n) sum += each(this, n) + check() - value;
    return sum;
  }
  virtual int score(int base) {
    now();
    return check() + base;
  }
  int scored() {
    int sum = score(1);
    return sum + check() - value;
  }
  /// That it is there, from the beginning to the end.
  int check() const {
    if (name != std::to_string(value) + " has a name that needs memory") it::fail("an object was used after it was freed");
    return value;
  }

 private:
  std::string name;
};
class Box {
 public:
  Items items;
  Item& put(std::unique_ptr<Item> item) {
    now();
    item->check();
    items.push_back(std::move(item));
    return *items.back();
  }
  Item& at(uint32_t index) { return *items.at(index); }
  std::unique_ptr<Item> take() {
    auto taken = std::move(items.back());
    items.pop_back();
    now();
    taken->check();
    return taken;
  }
  std::vector<Item*> all() {
    std::vector<Item*> found;
    for (auto& each : items) found.push_back(each.get());
    now();
    return found;
  }
};
struct Page {
  int value = 7;
};
struct Doc {
  int value;
  Page part;
  std::shared_ptr<Doc> other;
  explicit Doc(int value) : value(value) { ++count; }
  ~Doc() {
    --count;
    value = -1;
  }
  void link(std::shared_ptr<Doc> to) {
    now();
    if (to->value < 0 || value < 0) it::fail("a document was used after it was freed");
    other = std::move(to);
  }
  std::shared_ptr<Doc> next() {
    now();
    return other;
  }
};
static std::shared_ptr<Doc> the_doc;
static std::function<int(Item&)> listener;
static it::ref the_value;

std::unique_ptr<Item> make(int value) {
  auto made = std::make_unique<Item>(value);
  now();
  return made;
}
int list(const std::vector<Item*>& items) {
  int sum = 0;
  for (Item* item : items) {
    now();
    sum += item->check();
  }
  return sum;
}
int pair(const Pair& pair) {
  now();
  return pair.first->check() * 100 + pair.second->check();
}
int maybe(const std::optional<Item*>& item) {
  now();
  return item ? (*item)->check() : -1;
}
std::unique_ptr<Item> swap(std::unique_ptr<Item> item, Item& other) {
  now();
  item->value = other.check();
  *item = other;
  return item;
}
std::vector<std::unique_ptr<Item>> fresh(int size) {
  std::vector<std::unique_ptr<Item>> made;
  for (int n = 0; n < size; ++n) made.push_back(std::make_unique<Item>(n));
  now();
  return made;
}
void keep(std::shared_ptr<Doc> doc) {
  now();
  the_doc = std::move(doc);
}
std::shared_ptr<Doc> kept() {
  now();
  return the_doc;
}
std::vector<std::shared_ptr<Doc>> docs(const std::vector<std::shared_ptr<Doc>>& all) {
  now();
  std::vector<std::shared_ptr<Doc>> found(all.rbegin(), all.rend());
  for (auto& each : all) found.push_back(shared(each));
  return found;
}
void listen(std::function<int(Item&)> f) { listener = std::move(f); }
int tell(Item& item) {
  int told = (listener ? listener(item) : 0) + given(&item);
  item.check();
  return told;
}
std::function<int(int)> adder(std::unique_ptr<Item> item) {
  auto shared = std::make_shared<std::unique_ptr<Item>>(std::move(item));
  return [shared](int n) {
    now();
    return (*shared)->check() + n;
  };
}
void hold(it::ref value) { the_value = value; }
it::ref held() { return the_value; }
std::map<int, std::string> names(const std::map<std::string, int>& of) {
  std::map<int, std::string> made;
  now();
  for (auto& [name, number] : of) made[number] = name;
  return made;
}
int fail(Item& item, const std::string& name) {
#ifdef __cpp_exceptions
  Item mine(1);
  now();
  item.check();
  throw std::runtime_error(name);
#else
  now();
  item.check();
  it::fail(name);
#endif
}
int alive() { return count; }
uint32_t bytes() { return poison::living; }
uint32_t written() { return poison::written(); }
