// std::function across the boundary. One of JavaScript's is released with the last copy; one of C++'s is deleted when JavaScript
// has forgotten it.
#pragma once
#include <functional>

#include "convert.h"
#include "retained.h"

namespace it {

/// @tparam Callback what C++ calls JavaScript's by @tparam Held what JavaScript has of C++'s
template <class F, class Callback, class Held>
struct function_codec {
  using lowered = void*;
  static F take(void* state) {
    auto kept = retained<Callback>::adopt(static_cast<retained_state*>(state));
    return kept ? F(std::move(kept)) : F();
  }
  /// Null where there is none.
  static void* lend(const F& function) {
    if (!function) return nullptr;
    if (detail::results.how != detail::lending::copied) return new Held{function};
    // It will be lent again, to be kept.
    lend_no_copy();
    return nullptr;
  }
};

}  // namespace it
