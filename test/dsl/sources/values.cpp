#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <string>
#include <vector>

/**IT_START**/
type Colour = enum { Red, Green, Blue };
type Access = flags { read, write, run };
/// A place.
type Point = struct { x: f32; y: f32; };
type Person = struct {
  name: std::string;
  age: u8;
  friends: std::vector<Person>;
  at: option(Point);
};
type Shape = variant { circle: f32; square: f32; poly: std::vector<Point>; none; };
import "names" {
  func all(s32) -> std::vector<std::string>;
  func show(person: Person);
  func first() -> string;
  func both(s32) -> std::vector<string>;
  func pick(Shape, array(s32)) -> option(Point);
  func invert(array(bool)) -> std::vector<bool>;
  func parse(string) -> result(s32, std::string);
}
export {
  func grow(person: Person, by: u8) -> Person;
  func next(Colour) -> Colour;
  func together(Access, Access) -> Access;
  func area(Shape) -> result(f64, string);
  func split(std::string_view, separator: u8) -> std::vector<std::string>;
  func twice(own string) -> own string;
  func gather(s32) -> std::string;
  func parsed(text: string) -> std::string;
  func fail(s32);
  func at(std::vector<s32>, u32) -> s32;
  func enough(count: u32) -> std::vector<u8>;
}
/**IT_END**/

Person grow(const Person& person, uint8_t by) {
  Person older = person;
  older.age += by;
  older.friends.push_back(person);
  return older;
}

Colour next(Colour colour) { return static_cast<Colour>(static_cast<int>(colour) + 1); }

Access together(Access a, Access b) { return has(a, Access::read) ? (a | b) & ~Access::read : a | b; }

using Area = it::result<double, const char*>;
Area area(const Shape& shape) {
  return shape.match([](const Shape::circle& circle) -> Area { return 3 * circle.value * circle.value; },
                     [](const Shape::square& square) -> Area { return square.value * square.value; },
                     [](const Shape::poly&) -> Area { return it::error("too hard"); },
                     [](const Shape::none&) -> Area { return 0; });
}

std::vector<std::string> split(std::string_view text, uint8_t separator) {
  std::vector<std::string> parts(1);
  for (char letter : text) {
    if (letter == static_cast<char>(separator)) parts.emplace_back();
    else parts.back() += letter;
  }
  return parts;
}

char* twice(char* text) {
  size_t length = strlen(text);
  text = static_cast<char*>(realloc(text, 2 * length + 1));
  memcpy(text + length, text, length);
  text[2 * length] = '\0';
  return text;
}

std::string gather(int count) {
  std::string found = first();
  for (const std::string& name : all(count)) found += name;
  for (const char* name : both(count)) found += name;
  if (auto point = pick(Shape::poly({{1, 2}, {3, 4}}), {1, 2, 3})) found += std::to_string(static_cast<int>(point->x));
  show(Person{"somebody", 1, {}, Point{1, 2}});
  for (bool bit : invert({true, false, true})) found += bit ? "t" : "f";
  return found;
}

std::string parsed(const char* text) {
  auto number = parse(text);
  return number.ok() ? std::to_string(*number + 1) : "error: " + number.error();
}

void fail(int how) {
  if (how == 1) abort();
  assert(how != 2);
  if (how == 3) it::fail("told so");
}

int at(const std::vector<int>& list, uint32_t index) { return list.at(index); }

std::vector<uint8_t> enough(uint32_t count) { return std::vector<uint8_t>(count, 7); }
