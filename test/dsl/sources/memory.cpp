/**IT_START**/
type Shape = variant { none; number: f32; text: std::string; words: std::vector<std::string>; };
type Item = struct { name: std::string; tags: std::vector<std::string>; value: f64; };
callback Again();
callback Text(text: std::string) -> std::string;
import "js" {
  func name(n: s32) -> string;
  func words(list: std::vector<std::string>) -> std::vector<std::string>;
}

export {
  /// Where the text lies.
  func address(text: std::string_view) -> u32;
  func nested(text: std::string_view, again: Again) -> std::string;
  func cNested(text: string, again: Again) -> std::string;
  func owned(text: std::string, again: Again) -> std::string;
  func numbers(values: array(f64), again: Again) -> f64;
  func bytes(data: buffer, again: Again) -> buffer;
  func shape(shape: Shape, again: Again) -> Shape;
  func items(items: std::vector<Item>, again: Again) -> std::vector<Item>;
  func through(texts: std::vector<std::string>, text: Text) -> std::vector<std::string>;
  func repeated(text: std::string, count: u32) -> std::string;
  func many(count: u32, length: u32) -> std::vector<std::string>;
  func names(count: s32) -> std::string;
  func pass(list: std::vector<std::string>) -> std::vector<std::string>;
  func fails(text: std::string, items: std::vector<Item>);
  func traps(text: std::string);
  func both(value: any) -> tuple(any, std::string);
  func blocks() -> s32;
}
/**IT_END**/

#include <stdint.h>
#include <string.h>

#include <numeric>
#include <string>
#include <vector>

uint32_t address(std::string_view text) { return reinterpret_cast<uintptr_t>(text.data()); }

std::string nested(std::string_view text, Again again) {
  if (again) again();
  return std::string(text);
}

std::string cNested(const char* text, Again again) {
  if (again) again();
  return text;
}

std::string owned(const std::string& text, Again again) {
  if (again) again();
  return text;
}

double numbers(it::span<const double> values, Again again) {
  if (again) again();
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<uint8_t> bytes(it::span<const uint8_t> data, Again again) {
  if (again) again();
  return {data.begin(), data.end()};
}

Shape shape(const Shape& shape, Again again) {
  if (again) again();
  return shape;
}

std::vector<Item> items(const std::vector<Item>& items, Again again) {
  if (again) again();
  return items;
}

std::vector<std::string> through(const std::vector<std::string>& texts, Text text) {
  std::vector<std::string> all;
  for (auto& each : texts) all.push_back(text(each));
  return all;
}

std::string repeated(const std::string& text, uint32_t count) {
  std::string all;
  for (uint32_t n = 0; n < count; ++n) all += text;
  return all;
}

std::vector<std::string> many(uint32_t count, uint32_t length) {
  return std::vector<std::string>(count, std::string(length, 'x'));
}

std::string names(int count) {
  std::string all;
  const char* first = name(0);
  for (int n = 1; n < count; ++n) all += name(n);
  return first + all;
}

std::vector<std::string> pass(const std::vector<std::string>& list) { return words(list); }

void fails(const std::string& text, const std::vector<Item>& items) { it::fail(items.empty() ? text : items[0].name); }

void traps(const std::string& text) {
  if (!text.empty()) __builtin_trap();
}

std::tuple<it::ref, std::string> both(it::ref value) { return {value, std::string(value.as<std::string_view>())}; }

static int live = 0;
extern "C" {
void* __real_malloc(size_t size);
void* __real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void* memory);
void* __wrap_malloc(size_t size) { ++live; return __real_malloc(size); }
void* __wrap_aligned_alloc(size_t alignment, size_t size) { ++live; return __real_aligned_alloc(alignment, size); }
void __wrap_free(void* memory) { if (memory) --live; __real_free(memory); }
}
int blocks() { return live; }
