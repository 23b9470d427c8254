// std::array across the boundary: its items one behind the other.
#pragma once
#include <array>

#include "convert.h"

namespace it {

template <class T, size_t N>
struct lowered_array {
  lowered<T> items[N];
};

template <class T, size_t N>
struct codec<std::array<T, N>, std::enable_if_t<!is_plain<T>>> {
  using lowered = lowered_array<T, N>;
  static std::array<T, N> take(const lowered& from) { return take(from, std::make_index_sequence<N>()); }
  static lowered lend(const std::array<T, N>& value) {
    lowered to{};
    for (size_t index = 0; index < N; ++index) to.items[index] = codec<T>::lend(value[index]);
    return to;
  }

 private:
  template <size_t... Is>
  static std::array<T, N> take(const lowered& from, std::index_sequence<Is...>) {
    return {codec<T>::take(from.items[Is])...};
  }
};

}  // namespace it
