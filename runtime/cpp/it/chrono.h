// std::chrono across the boundary: durations are numbers of their unit, times of the system's clock are milliseconds since 1970.
#pragma once
#include <chrono>

#include "convert.h"
#include "fail.h"
#include "refuse.h"

namespace it {
namespace detail {

/// Integers up to here are numbers of JavaScript's, one by one.
constexpr double most_exact = 9007199254740992.0;

template <class Rep>
Rep take_count(double count) {
  if constexpr (std::is_integral_v<Rep>) {
    if (!(count >= -most_exact && count <= most_exact)) refuse("must be a whole number of its unit, up to 2^53");
    auto whole = static_cast<Rep>(count);
    if (static_cast<double>(whole) != count) refuse("must be a whole number of its unit");
    return whole;
  } else {
    return static_cast<Rep>(count);
  }
}

template <class Rep>
double lend_count(Rep count) {
  auto number = static_cast<double>(count);
  if (std::is_integral_v<Rep> && !(number >= -most_exact && number <= most_exact)) fail("the duration has no exact number");
  return number;
}

}  // namespace detail

template <class Rep, class Period>
struct codec<std::chrono::duration<Rep, Period>> {
  using duration = std::chrono::duration<Rep, Period>;
  using lowered = double;
  static duration take(double count) { return duration(detail::take_count<Rep>(count)); }
  static double lend(duration value) { return detail::lend_count(value.count()); }
};

/// What is finer than a millisecond is cut off, as JavaScript's clock does.
template <>
struct codec<std::chrono::system_clock::time_point> {
  using point = std::chrono::system_clock::time_point;
  using milliseconds = std::chrono::milliseconds;
  using lowered = double;
  static point take(double time) {
    return point(std::chrono::duration_cast<point::duration>(codec<milliseconds>::take(time)));
  }
  static double lend(point value) {
    return codec<milliseconds>::lend(std::chrono::floor<milliseconds>(value.time_since_epoch()));
  }
};

}  // namespace it
