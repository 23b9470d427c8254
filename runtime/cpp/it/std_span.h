// std::span of C++20 across the boundary. As a result it is copied when the adapter reads it.
#pragma once
#include <version>
#if !defined(__cpp_lib_span)
#error "std::span is of C++20: add --cxxflags=-std=c++20, or write it::span<T>"
#endif
#include <span>

#include "list.h"

namespace it {

template <class T>
struct codec<std::span<T>> {
  using lowered = lowered_list<void>;
  static lowered lend(std::span<T> value) {
    auto list = lend_list<std::remove_cv_t<T>>(span<const std::remove_cv_t<T>>(value.data(), value.size()));
    return {list.data, list.length};
  }
};

}  // namespace it
