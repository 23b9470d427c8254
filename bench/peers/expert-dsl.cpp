/**
 * What an expert writes by hand around the C++ of work.cpp, instead of having itlc read its block: functions of numbers and
 * pointers. Results lie in variables until the next call, so that nobody has to free them.
 */
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct Point {
  float x, y;
};
enum class Color { red, green, blue, alpha };
using Shape = std::variant<std::monostate, float, std::string, Point>;
namespace it {
template <class T>
using span = std::span<T>;
using ref = int;
}  // namespace it

#define EXPORT(name) extern "C" __attribute__((export_name(name)))
#define IMPORT(name) extern "C" __attribute__((import_module("env"), import_name(name)))

IMPORT("cb") int host_cb(int index);
IMPORT("log") void host_log(const char* text, size_t size);
static int cb(int index) { return host_cb(index); }
static void log(std::string_view text) { host_log(text.data(), text.size()); }

#include "work-cpp.h"

/** Where the glue finds what does not fit into a result. */
static union {
  uint32_t words[4];
  float floats[2];
} area;

EXPORT("malloc") void* allocate(size_t size) { return malloc(size); }
EXPORT("free") void release(void* room) { free(room); }
EXPORT("ret_area") void* ret_area() { return &area; }

EXPORT("is_fizz") bool is_fizz(int n) { return isFizz(n); }
EXPORT("fizz_str") const char* fizz_str() {
  const char* text = fizzStr();
  area.words[0] = strlen(text);
  return text;
}
EXPORT("sink") uint32_t sink_text(const char* text, size_t size) { return sink({text, size}); }
EXPORT("echo") const char* echo_text(const char* text, size_t size) {
  static std::string result;
  result = echo({text, size});
  area.words[0] = result.size();
  return result.data();
}
EXPORT("mk") void mk_point(float a) {
  Point point = mk(a);
  area.floats[0] = point.x;
  area.floats[1] = point.y;
}
EXPORT("norm") float norm_point(float x, float y) { return norm({x, y}); }
EXPORT("sum") float sum_values(const float* values, size_t count) { return sum({values, count}); }
EXPORT("iota") const float* iota_values(uint32_t count) {
  static std::vector<float> result;
  result = iota(count);
  return result.data();
}
EXPORT("names") const void* names_texts() {
  struct Text {
    const char* data;
    size_t size;
  };
  static std::vector<std::string> result;
  static std::vector<Text> texts;
  result = names();
  texts.clear();
  for (const std::string& name : result) texts.push_back({name.data(), name.size()});
  area.words[0] = texts.size();
  return texts.data();
}
EXPORT("points") const Point* points_array(uint32_t count) {
  static std::vector<Point> result;
  result = points(count);
  return result.data();
}
EXPORT("each") int each_index(int count) { return each(count); }
EXPORT("logs") void logs_text(int count) { logs(count); }
EXPORT("enum_rt") int enum_rt(int color) { return int(enumRt(Color(color))); }
EXPORT("variant_rt") size_t variant_rt(int index, float x, float y, const char* text, size_t size) {
  static Shape result;
  switch (index) {
    case 0: result = variantRt(Shape()); break;
    case 1: result = variantRt(Shape(x)); break;
    case 2: result = variantRt(Shape(std::string(text, size))); break;
    default: result = variantRt(Shape(Point{x, y}));
  }
  if (const float* number = std::get_if<float>(&result)) {
    area.floats[0] = *number;
  } else if (const std::string* string = std::get_if<std::string>(&result)) {
    area.words[2] = uint32_t(uintptr_t(string->data()));
    area.words[3] = string->size();
  } else if (const Point* point = std::get_if<Point>(&result)) {
    area.floats[0] = point->x;
    area.floats[1] = point->y;
  }
  return result.index();
}
EXPORT("handle_rt") int handle_rt(int handle) { return handleRt(handle); }
