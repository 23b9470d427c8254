/**IT_START**/
type Point = struct { x: f32; y: f64; };
type Named = struct { name: std::string; tags: std::vector<std::string>; };
type Color = enum { red, green };
type Access = flags { read, write };
type Inner = variant { empty; text: std::string; };
type Value = variant {
  none;
  small: s8;
  large: u64;
  real: f64;
  yes: bool;
};
type Part = variant {
  color: Color;
  access: Access;
  point: Point;
  named: Named;
  inner: Inner;
  maybe: option(s32);
  both: tuple(s32, std::string);
  three: std::array<s32, 3>;
};
type Held = variant {
  text: std::string;
  c: string;
  wide: std::u16string;
  words: std::vector<std::string>;
  numbers: std::vector<f32>;
  bytes: std::vector<u8>;
  counts: std::map<std::string, s32>;
  value: any;
};
callback Again(depth: s32);
import "js" { func asked(count: s32) -> s32; }

export {
  func value(value: Value) -> Value;
  func part(part: Part) -> Part;
  func held(held: Held) -> Held;
  func kind(held: Held) -> s32;
  func note(held: Held);
  func noted() -> s32;
  func sized(held: Held, by: s32 = 2, isBelow: bool = true) -> s32;
  func among(first: s32, held: Held, text: std::string, other: Value) -> std::string;
  func again(value: Inner, again: Again) -> Inner;
  func nth(value: Value, nth: s32) -> s32;
  func nth(value: Value, nth: std::string) -> s32;
  func fails(inner: Inner) -> s32;
  func traps(inner: Inner) -> s32;
  func asks(inner: Inner) -> s32;
  func room() -> s32;
}
/**IT_END**/

#include <stdint.h>

static int last = -1;

Value value(const Value& value) { return value; }
Part part(const Part& part) { return part; }
Held held(const Held& held) { return held; }
int kind(const Held& held) { return held.index(); }
void note(const Held& held) { last = held.index(); }
int noted() { return last; }
int sized(const Held& held, int by, bool isBelow) { return (held.index() + 1) * (isBelow ? -by : by); }
std::string among(int first, const Held& held, const std::string& text, const Value& other) {
  return std::to_string(first) + "," + std::to_string(held.index()) + "," + text + "," + std::to_string(other.index());
}
Inner again(const Inner& value, Again again) {
  if (again) again(value.index());
  return value;
}
int nth(const Value& value, int nth) { return value.index() + nth; }
int nth(const Value& value, const std::string& nth) { return value.index() + nth.size(); }
int fails(const Inner& inner) {
  if (inner.is<Inner::text>()) it::fail("no " + inner.get<Inner::text>());
  it::fail("empty");
}
int traps(const Inner& inner) {
  if (inner.is<Inner::text>() && inner.get<Inner::text>().size() > 3) __builtin_trap();
  return inner.index();
}
int asks(const Inner& inner) { return asked(inner.is<Inner::text>() ? inner.get<Inner::text>().size() : -1); }
int room() {
  it::scope scope;
  return static_cast<int>(reinterpret_cast<uintptr_t>(it::allocate(1, 1)));
}
