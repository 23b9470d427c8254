// Between a C++ value and its lowered form, the C structure that the adapter reads and writes.
#pragma once
#include "arena.h"

namespace it {

/// By default the C++ type has the lowered form's very layout, and nothing is converted.
template <class T, class = void>
struct codec {
  using lowered = T;
  static const T& take(const T& from) { return from; }
  static const T& lend(const T& value) { return value; }
};

template <class T>
using lowered = typename codec<T>::lowered;

template <class T>
constexpr bool is_plain = std::is_same_v<lowered<T>, T>;

/// Makes the C++ value; it owns what it holds.
template <class T>
decltype(auto) take(const lowered<T>& from) {
  return codec<T>::take(from);
}

/// A lowered form that borrows from the value, and from the arena.
template <class T>
decltype(auto) lend(const T& value) {
  return codec<T>::lend(value);
}

/// The lowered form of what `make` returns, which stays until the adapter has lifted it.
template <class T, class Make>
const lowered<T>* give(Make make) {
  // The function may return what only converts to a T.
  auto made = [&]() -> T { return make(); };
  if constexpr (is_plain<T> && std::is_trivially_destructible_v<T>) {
    // Nothing of C++ or JavaScript runs before the adapter has read it.
    alignas(T) static char room[sizeof(T)];
    return new (room) T(made());
  } else if constexpr (is_plain<T>) {
    return &hold_made(made);
  } else {
    const T& value = hold_made(made);
    return &hold_made([&]() -> lowered<T> { return codec<T>::lend(value); });
  }
}

/// Strings and lists.
template <class T>
struct lowered_list {
  const T* data;
  uint32_t length;
};

}  // namespace it
