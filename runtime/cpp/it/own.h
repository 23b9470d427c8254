// Objects that change hands: std::unique_ptr across the boundary.
#pragma once
#include "arena.h"
#include "class.h"
#include "convert.h"
#include "derived.h"

namespace it {

template <class T>
struct codec<std::unique_ptr<T>> {
  using lowered = handle_t<T>*;
  static std::unique_ptr<T> take(lowered object) { return std::unique_ptr<T>(as<T>(object)); }
  /// It is let go of once the lowered form is the one that the adapter reads.
  static lowered lend(const std::unique_ptr<T>& value) {
    if (detail::results.how == detail::lending::copied) {
      lend_no_copy();
      return value.get();
    }
    return const_cast<std::unique_ptr<T>&>(value).release();
  }
};

}  // namespace it
