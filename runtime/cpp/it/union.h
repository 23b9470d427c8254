// A tag and room for one of several lowered forms.
#pragma once
#include <initializer_list>
#include <tuple>
#include <variant>

#include "convert.h"

namespace it {

/// What a case without payload lowers to; it takes no room.
struct nothing {};

template <>
struct codec<std::monostate> {
  using lowered = nothing;
  static std::monostate take(const nothing&) { return {}; }
  static nothing lend(std::monostate) { return {}; }
};

namespace detail {

template <class T>
constexpr size_t payload_size = std::is_same_v<T, nothing> ? 0 : sizeof(T);

constexpr size_t largest(std::initializer_list<size_t> sizes) {
  size_t found = 0;
  for (size_t size : sizes) found = size > found ? size : found;
  return found;
}

template <size_t Size, size_t Alignment>
struct tagged {
  uint8_t tag;
  alignas(Alignment) unsigned char bytes[Size];
};

template <size_t Alignment>
struct tagged<0, Alignment> {
  uint8_t tag;
  static inline unsigned char bytes[1];
};

}  // namespace detail

template <class... Ts>
struct lowered_union
    : detail::tagged<detail::largest({detail::payload_size<Ts>...}), detail::largest({1, alignof(Ts)...})> {
  template <size_t I>
  auto& at() {
    return *reinterpret_cast<std::tuple_element_t<I, std::tuple<Ts...>>*>(this->bytes);
  }
  template <size_t I>
  const auto& at() const {
    return *reinterpret_cast<const std::tuple_element_t<I, std::tuple<Ts...>>*>(this->bytes);
  }
};

}  // namespace it
