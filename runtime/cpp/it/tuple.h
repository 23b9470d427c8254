// std::tuple across the boundary: a C structure of the lowered items.
#pragma once
#include <tuple>

#include "convert.h"

namespace it {

template <class... Ts>
class lowered_tuple {
 public:
  template <size_t I>
  auto& at() {
    return *reinterpret_cast<item<I>*>(bytes_ + offset(I));
  }
  template <size_t I>
  const auto& at() const {
    return *reinterpret_cast<const item<I>*>(bytes_ + offset(I));
  }

 private:
  template <size_t I>
  using item = std::tuple_element_t<I, std::tuple<Ts...>>;

  /// Of the item; of the end, aligned, for the number of items.
  static constexpr size_t offset(size_t index) {
    constexpr size_t sizes[] = {sizeof(Ts)..., 0};
    constexpr size_t alignments[] = {alignof(Ts)..., alignof(lowered_tuple)};
    size_t at = 0;
    for (size_t i = 0;; ++i) {
      at = (at + alignments[i] - 1) & ~(alignments[i] - 1);
      if (i == index) return at;
      at += sizes[i];
    }
  }

  static constexpr size_t size() {
    constexpr size_t sizes[] = {sizeof(Ts)..., 0};
    constexpr size_t alignments[] = {alignof(Ts)..., 1};
    size_t at = 0;
    size_t largest = 1;
    for (size_t i = 0; i < sizeof...(Ts); ++i) {
      if (alignments[i] > largest) largest = alignments[i];
      at = ((at + alignments[i] - 1) & ~(alignments[i] - 1)) + sizes[i];
    }
    return (at + largest - 1) & ~(largest - 1);
  }

  alignas(Ts...) unsigned char bytes_[size() ? size() : 1];
};

template <class... Ts>
struct codec<std::tuple<Ts...>> {
  using lowered = lowered_tuple<it::lowered<Ts>...>;
  static std::tuple<Ts...> take(const lowered& from) { return take(from, std::index_sequence_for<Ts...>()); }
  static lowered lend(const std::tuple<Ts...>& value) { return lend(value, std::index_sequence_for<Ts...>()); }

 private:
  template <size_t... Is>
  static std::tuple<Ts...> take(const lowered& from, std::index_sequence<Is...>) {
    return std::tuple<Ts...>(codec<Ts>::take(from.template at<Is>())...);
  }
  template <size_t... Is>
  static lowered lend(const std::tuple<Ts...>& value, std::index_sequence<Is...>) {
    lowered to{};
    ((to.template at<Is>() = codec<Ts>::lend(std::get<Is>(value))), ...);
    return to;
  }
};

}  // namespace it
