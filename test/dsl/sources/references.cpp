#include <memory>
#include <string>

/**IT_START**/
type Box = struct { what: any; count: s32; };
import "host" {
  func say(any);
  func make(string) -> any;
}
/// Counts up.
class Counter {
  Counter(start: s32);
  /// Counts.
  func next() -> s32;
  func plus(other: Counter) -> Counter;
  func label(std::string) -> std::string;
  static func zero() -> Counter;
  prop value: s32;
  readonly prop name: std::string;
  readonly prop half: f64;
  prop color: std::string;
  prop bits: u8;
  prop next_: option(s32);
};
callback Run(any) -> result(any, any);
export {
  func use(object: any, n: s32) -> any;
  func echo(any) -> any;
  func boxes(std::vector<Box>) -> std::vector<Box>;
  func kind(any) -> std::string;
  func asInt(any) -> s32;
  func asByte(any) -> u8;
  func asBig(any) -> s64;
  func kinds(array(any)) -> array(u32);
  func nil() -> any;
  func reversed(any) -> any;
  func length(any) -> u32;
  /// What it throws, as an item of a list.
  func caught(run: Run) -> array(any);
  func again(run: Run);
  func build() -> any;
  func constructorOf(any) -> any;
  func counters(u32) -> std::vector<Counter>;
  func sum(array(Counter)) -> s32;
  func made(value: s32) -> Counter;
  func nothing() -> own Counter;
  func alive() -> s32;
}
/**IT_END**/

static int living = 0;

class Counter {
 public:
  explicit Counter(int start) : value(start) { ++living; }
  Counter(const Counter& other) : value(other.value) { ++living; }
  ~Counter() { --living; }
  int next() { return ++value; }
  Counter plus(const Counter& other) const { return Counter(value + other.value); }
  std::string label(const std::string& text) const { return text + std::to_string(value); }
  static std::unique_ptr<Counter> zero() { return std::make_unique<Counter>(0); }

  double half() const { return value / 2.0; }
  const std::string& color() const { return color_; }
  void color(std::string_view color) { color_ = color; }
  std::optional<int> next_() const { return value + 1; }
  Counter& next_(std::optional<int> next) {
    value = next.value_or(1) - 1;
    return *this;
  }

  int value;
  unsigned bits : 3;
  std::string color_;
  std::string name = "counter";
};

it::ref use(it::ref object, int n) {
  say("hi");
  say(3.5);
  say(object);
  object.call("log", 1, "two", object, true, int64_t(5));
  object["x"] = n;
  object["inner"]["deep"] = "deep";
  return object["x"];
}

it::ref echo(it::ref value) { return value; }

std::vector<Box> boxes(const std::vector<Box>& given) {
  auto changed = given;
  for (Box& box : changed) box.count++;
  return changed;
}

std::string kind(it::ref value) { return value.type_of() + (value.is_undefined() ? "!" : "") + (value == it::ref("x") ? "=x" : ""); }

int asInt(it::ref value) { return value.as<int>(); }
uint8_t asByte(it::ref value) { return value.as<uint8_t>(); }
int64_t asBig(it::ref value) { return value.as<int64_t>(); }

std::vector<uint32_t> kinds(it::span<const it::ref> values) {
  std::vector<uint32_t> list;
  for (const it::ref& value : values) list.push_back(static_cast<uint32_t>(value.kind()));
  list.push_back(static_cast<uint32_t>(it::ref().kind()));
  return list;
}

it::ref nil() { return it::ref::null(); }

it::ref reversed(it::ref value) {
  auto bytes = value.as<it::span<const uint8_t>>();
  std::vector<uint8_t> list(bytes.begin(), bytes.end());
  for (size_t left = 0, right = list.size(); left + 1 < right; ++left) std::swap(list[left], list[--right]);
  return it::ref::bytes(list);
}

uint32_t length(it::ref value) { return value.as<std::string_view>().size(); }

std::vector<it::ref> caught(Run run) {
  auto outcome = run(1);
  return {outcome.ok(), outcome ? *outcome : outcome.error()};
}

void again(Run run) {
  auto outcome = run(1);
  if (!outcome) it::rethrow(std::move(outcome.error()));
}

it::ref build() {
  it::ref object = it::ref::object();
  it::ref list = it::ref::array();
  list.call("push", 1, 2.5, "x");
  object["list"] = list;
  object["second"] = list[1];
  object["made"] = make("m");
  return object;
}

it::ref constructorOf(it::ref value) { return value["constructor"]; }

std::vector<Counter*> counters(uint32_t count) {
  std::vector<Counter*> list;
  for (uint32_t index = 0; index < count; ++index) list.push_back(new Counter(static_cast<int>(index)));
  return list;
}

int sum(it::span<Counter* const> list) {
  int total = 0;
  for (const Counter* counter : list) total += counter->value;
  return total;
}

Counter made(int value) { return Counter(value); }
Counter* nothing() { return nullptr; }
int alive() { return living; }
