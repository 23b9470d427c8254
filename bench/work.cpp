/**IT_START**/
type Point = struct { x: f32; y: f32; };
type Color = enum { red, green, blue, alpha };
type Shape = variant { none; num: f32; text: std::string; pt: Point; };

import "host" {
  func cb(index: s32) -> s32;
  func log(text: std::string_view);
}

export {
  func isFizz(n: s32) -> bool;
  func fizzStr() -> string;
  func sink(text: std::string_view) -> u32;
  func echo(text: std::string_view) -> std::string;
  func mk(a: f32) -> Point;
  func norm(p: Point) -> f32;
  func sum(values: array(f32)) -> f32;
  func iota(count: u32) -> std::vector<f32>;
  func names() -> std::vector<std::string>;
  func points(count: u32) -> std::vector<Point>;
  func each(count: s32) -> s32;
  func logs(count: s32);
  func enumRt(color: Color) -> Color;
  func variantRt(shape: Shape) -> Shape;
  func handleRt(value: any) -> any;
}
/**IT_END**/

#include "work.h"

#include <string>
#include <vector>

bool isFizz(int n) { return w_isFizz(n); }
const char* fizzStr() { return W_FIZZ; }
uint32_t sink(std::string_view text) { return text.size(); }
std::string echo(std::string_view text) { return std::string(text); }
Point mk(float a) { return {a, a + 1}; }
float norm(const Point& p) { return p.x * p.x + p.y * p.y; }
float sum(it::span<const float> values) { return w_sum(values.data(), values.size()); }

std::vector<float> iota(uint32_t count) {
  std::vector<float> values(count);
  for (uint32_t i = 0; i < count; i++) values[i] = i;
  return values;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  all.reserve(100);
  for (int i = 0; i < 100; i++) {
    char name[8];
    w_name(name, i);
    all.emplace_back(name, sizeof name);
  }
  return all;
}

std::vector<Point> points(uint32_t count) {
  std::vector<Point> all(count);
  for (uint32_t i = 0; i < count; i++) all[i] = {float(i), float(i * 2)};
  return all;
}

int each(int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) sum += cb(i);
  return sum;
}

void logs(int count) {
  for (int i = 0; i < count; i++) log(std::string_view(W_LOG, 20));
}

Color enumRt(Color color) { return color; }
Shape variantRt(const Shape& shape) { return shape; }
it::ref handleRt(it::ref value) { return value; }
