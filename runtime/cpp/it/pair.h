// std::pair across the boundary: as std::tuple.
#pragma once
#include <utility>

#include "tuple.h"

namespace it {

template <class T, class U>
struct codec<std::pair<T, U>> {
  using lowered = lowered_tuple<it::lowered<T>, it::lowered<U>>;
  static std::pair<T, U> take(const lowered& from) {
    return {codec<T>::take(from.template at<0>()), codec<U>::take(from.template at<1>())};
  }
  /// What is in a map has a constant key; a copy of it would be gone.
  template <class Pair>
  static lowered lend(const Pair& value) {
    lowered to{};
    to.template at<0>() = codec<T>::lend(value.first);
    to.template at<1>() = codec<U>::lend(value.second);
    return to;
  }
};

}  // namespace it
