// The workload through Emscripten's embind, as its documentation advises: values for objects, numbers in bulk by
// `convertJSArrayToNumberVector` and `typed_memory_view`. Variants and externref it does not have.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>
#include <vector>

#include "../../work.h"

using emscripten::val;

struct Point {
  float x;
  float y;
};
enum class Color { red, green, blue, alpha };

bool isFizz(int n) { return w_isFizz(n); }
std::string fizzStr() { return W_FIZZ; }
unsigned sink(const std::string& text) { return text.size(); }
std::string echo(const std::string& text) { return text; }
Point mk(float a) { return {a, a + 1}; }
float norm(const Point& p) { return p.x * p.x + p.y * p.y; }

float sum(const val& numbers) {
  std::vector<float> values = emscripten::convertJSArrayToNumberVector<float>(numbers);
  return w_sum(values.data(), values.size());
}

val iota(unsigned count) {
  std::vector<float> values(count);
  for (unsigned i = 0; i < count; i++) values[i] = i;
  // Copies what the view shows.
  return val::global("Float32Array").new_(emscripten::typed_memory_view(values.size(), values.data()));
}

val names() {
  std::vector<std::string> all;
  all.reserve(100);
  for (int i = 0; i < 100; i++) {
    char name[8];
    w_name(name, i);
    all.emplace_back(name, sizeof name);
  }
  return val::array(all);
}

val points(unsigned count) {
  std::vector<Point> all(count);
  for (unsigned i = 0; i < count; i++) all[i] = {float(i), float(i * 2)};
  return val::array(all);
}

int each(const val& callback, int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) sum += callback(i).as<int>();
  return sum;
}

void logs(const val& log, int count) {
  for (int i = 0; i < count; i++) log(std::string(W_LOG, 20));
}

Color enumRt(Color color) { return color; }
val handleRt(val value) { return value; }

EMSCRIPTEN_BINDINGS(work) {
  using emscripten::function;
  emscripten::value_object<Point>("Point").field("x", &Point::x).field("y", &Point::y);
  emscripten::enum_<Color>("Color")
      .value("red", Color::red)
      .value("green", Color::green)
      .value("blue", Color::blue)
      .value("alpha", Color::alpha);
  function("isFizz", &isFizz);
  function("fizzStr", &fizzStr);
  function("sink", &sink);
  function("echo", &echo);
  function("mk", &mk);
  function("norm", &norm);
  function("sum", &sum);
  function("iota", &iota);
  function("names", &names);
  function("points", &points);
  function("each", &each);
  function("logs", &logs);
  function("enumRt", &enumRt);
  function("handleRt", &handleRt);
}
