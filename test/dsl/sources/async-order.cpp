#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

/**IT_START**/
type Item = struct { name: std::string; numbers: std::vector<s32>; };
callback Step(text: std::string);
import "net" {
  async func pause(milliseconds: s32) -> std::string;
  async func visit(box: lent Box, milliseconds: s32) -> s32;
  async func fetch(item: Item) -> Item;
  func now(text: std::string);
}
export {
  class Box { Box(value: s32); prop value: s32; async func wait(milliseconds: s32) -> s32; }
  async func framed(text: std::string, milliseconds: s32, size: u32) -> std::string;
  async func local(value: s32, milliseconds: s32) -> s32;
  async func items(items: std::vector<Item>, milliseconds: s32) -> std::vector<Item>;
  async func steps(names: array(std::string), step: Step) -> std::string;
  async func values(any: any, milliseconds: s32) -> any;
  async func handled(text: std::string, milliseconds: s32) -> std::string;
  async func deep(depth: u32, milliseconds: s32) -> u32;
  func sink(depth: u32) -> u32;
  func plain(text: std::string) -> std::string;
  func during(text: std::string) -> std::string;
  func pages() -> u32;
  func hasty(milliseconds: s32) -> std::string;
}
/**IT_END**/

struct Box {
  int value;
  explicit Box(int value) : value(value) {}
  int wait(int milliseconds) {
    pause(milliseconds);
    return value;
  }
};

static char letter(const std::string& text, uint32_t index) { return static_cast<char>(text[index % text.size()] + index); }
__attribute__((noinline)) static void fill(volatile char* frame, uint32_t size, const std::string& text) {
  for (uint32_t index = 0; index < size; ++index) frame[index] = letter(text, index);
}
__attribute__((noinline)) static bool is_whole(const volatile char* frame, uint32_t size, const std::string& text) {
  for (uint32_t index = 0; index < size; ++index) {
    if (frame[index] != letter(text, index)) return false;
  }
  return true;
}

// What it has on C's stack is its own as long as it waits.
std::string framed(const std::string& text, int milliseconds, uint32_t size) {
  auto* frame = static_cast<volatile char*>(__builtin_alloca(size));
  fill(frame, size, text);
  std::string first = pause(milliseconds);
  bool is_first = is_whole(frame, size, text);
  std::string second = pause(milliseconds / 2);
  return is_first && is_whole(frame, size, text) ? text + ":" + first + "," + second : "broken";
}
// The others see it there, too.
int local(int value, int milliseconds) {
  Box box(value);
  int seen = visit(&box, milliseconds);
  return seen * 1000 + box.value;
}
std::vector<Item> items(const std::vector<Item>& items, int milliseconds) {
  std::vector<Item> fetched;
  for (const Item& item : items) {
    fetched.push_back(fetch(item));
    fetched.back().name += pause(milliseconds);
  }
  return fetched;
}
std::string steps(it::span<const std::string> names, Step step) {
  std::string all;
  for (const std::string& name : names) {
    step(name);
    all += pause(static_cast<int>(name.size())) + name;
    step(all);
  }
  return all;
}
it::ref values(it::ref any, int milliseconds) {
  it::ref kept = any;
  pause(milliseconds);
  return kept;
}
std::string handled(const std::string& text, int milliseconds) {
#ifdef __cpp_exceptions
  try {
    throw std::runtime_error(text);
  } catch (const std::exception& error) {
    pause(milliseconds);
    try {
      throw;
    } catch (const std::runtime_error& same) {
      return same.what();
    }
  }
#else
  pause(milliseconds);
  return text;
#endif
}
__attribute__((noinline)) static uint32_t down(uint32_t depth) {
  volatile char frame[1024];
  fill(frame, 1024, "frame");
  uint32_t below = depth == 0 ? 0 : down(depth - 1) + 1;
  return below + (is_whole(frame, 1024, "frame") ? 0 : 1000);
}
uint32_t deep(uint32_t depth, int milliseconds) {
  uint32_t sum = down(depth);
  pause(milliseconds);
  return sum;
}
uint32_t sink(uint32_t depth) { return down(depth); }
std::string plain(const std::string& text) { return text + "!"; }
std::string during(const std::string& text) {
  now(text);
  return text + "?";
}
std::string hasty(int milliseconds) { return pause(milliseconds); }
uint32_t pages() { return __builtin_wasm_memory_size(0); }
