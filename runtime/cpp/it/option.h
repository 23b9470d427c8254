// std::optional across the boundary.
#pragma once
#include <optional>

#include "convert.h"

namespace it {

template <class T>
struct lowered_option {
  bool has;
  T value;
};

template <class T>
struct codec<std::optional<T>> {
  using lowered = lowered_option<it::lowered<T>>;
  static std::optional<T> take(const lowered& from) {
    return from.has ? std::optional<T>(codec<T>::take(from.value)) : std::nullopt;
  }
  static lowered lend(const std::optional<T>& value) {
    lowered to{};
    to.has = value.has_value();
    if (value) to.value = codec<T>::lend(*value);
    return to;
  }
};

}  // namespace it
