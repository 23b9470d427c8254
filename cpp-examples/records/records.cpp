#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

export {
  type Point = struct { x: f64; y: f64; };
  type Box = struct { min: Point; max: Point; };
  type City = struct {
    name: std::string;
    population: u32;
    /// What it is known for.
    sights: std::vector<std::string>;
  };

  /// The smallest box around all points; without points there is none.
  func bounds(points: array(Point)) -> option(Box);
  /// Each value becomes the mean of itself and its neighbours.
  func smooth(values: std::vector<f64>) -> std::vector<f64>;
  /// Those of at least so many people, the largest first.
  func cities(all: std::vector<City>, atLeast: u32) -> std::vector<City>;
}

// A list of plain structs is not copied into a vector: the span is where the adapter put it.
std::optional<Box> bounds(it::span<const Point> points) {
  if (points.empty()) return std::nullopt;
  Box box = {points.front(), points.front()};
  for (const Point& point : points) {
    box.min = {std::min(box.min.x, point.x), std::min(box.min.y, point.y)};
    box.max = {std::max(box.max.x, point.x), std::max(box.max.y, point.y)};
  }
  return box;
}

std::vector<double> smooth(const std::vector<double>& values) {
  std::vector<double> result;
  for (size_t at = 0; at < values.size(); ++at) {
    size_t from = at > 0 ? at - 1 : 0;
    size_t to = std::min(at + 2, values.size());
    double sum = std::accumulate(values.begin() + from, values.begin() + to, 0.0);
    result.push_back(sum / (to - from));
  }
  return result;
}

std::vector<City> cities(const std::vector<City>& all, uint32_t atLeast) {
  std::vector<City> result;
  std::copy_if(all.begin(), all.end(), std::back_inserter(result),
               [&](const City& city) { return city.population >= atLeast; });
  std::sort(result.begin(), result.end(), [](const City& a, const City& b) { return a.population > b.population; });
  return result;
}
