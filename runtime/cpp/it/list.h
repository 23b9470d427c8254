// std::vector and it::span across the boundary.
#pragma once
#include <vector>

#include "convert.h"
#include "span.h"

namespace it {

template <class T>
std::vector<T> take_list(const lowered<T>* data, uint32_t length) {
  if constexpr (is_plain<T>) {
    return std::vector<T>(data, data + length);
  } else {
    std::vector<T> list;
    list.reserve(length);
    for (uint32_t index = 0; index < length; ++index) list.push_back(codec<T>::take(data[index]));
    return list;
  }
}

/// In one block where the elements have their lowered form already.
template <class T>
lowered_list<lowered<T>> lend_list(span<const T> list) {
  if constexpr (is_plain<T>) {
    return lend_items(list.data(), list.size());
  } else {
    auto length = static_cast<uint32_t>(list.size());
    auto* items = lend_room<lowered<T>>(length);
    for (uint32_t index = 0; items && index < length; ++index) new (&items[index]) lowered<T>(codec<T>::lend(list[index]));
    return {items, length};
  }
}

template <class T>
struct codec<std::vector<T>> {
  using lowered = lowered_list<void>;
  static std::vector<T> take(const lowered& from) {
    return take_list<T>(static_cast<const it::lowered<T>*>(from.data), from.length);
  }
  static lowered lend(const std::vector<T>& value) {
    auto list = lend_list<T>(value);
    return {list.data, list.length};
  }
};

/// Only as a result: it shows what somebody keeps until the adapter has read it.
template <class T>
struct codec<span<T>> {
  using lowered = lowered_list<void>;
  static lowered lend(span<T> value) {
    auto list = lend_list<std::remove_cv_t<T>>(value);
    return {list.data, list.length};
  }
};

/// A span or a view of what a function gives. What is gone when the function has returned cannot be shown.
template <class Span, class U>
Span shown(U&& list) {
  static_assert(std::is_lvalue_reference_v<U> || std::is_trivially_destructible_v<std::decay_t<U>>,
                "the list is gone once the function has returned: write std::vector<T> in the block, which is a copy");
  return Span(list.data(), list.size());
}

/// Numbers that JavaScript gets as they are: their memory has to stay until the next call that could move it.
template <class T>
class view : public span<const T> {
 public:
  using span<const T>::span;
  view(const span<const T>& list) : span<const T>(list) {}
};

template <class T>
struct codec<view<T>> {
  using lowered = lowered_list<void>;
  static lowered lend(view<T> value) { return {value.data(), static_cast<uint32_t>(value.size())}; }
};

/// Bits in C++, bytes at the boundary.
template <>
struct codec<std::vector<bool>> {
  using lowered = lowered_list<bool>;
  static std::vector<bool> take(const lowered& from) {
    return std::vector<bool>(from.data, from.data + from.length);
  }
  static lowered lend(const std::vector<bool>& value) {
    auto* items = lend_room<bool>(value.size());
    for (size_t index = 0; items && index < value.size(); ++index) items[index] = value[index];
    return {items, static_cast<uint32_t>(value.size())};
  }
};

}  // namespace it
