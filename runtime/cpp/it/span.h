// A list that somebody else owns.
#pragma once
#include <stddef.h>

#include <initializer_list>
#include <type_traits>
#include <utility>

namespace it {
namespace detail {

/// What a list in braces takes for a bool: pointers, which convert to bool, are none, so that `{data, count}` is a span.
struct bit {
  bool value;
  template <class T, class = std::enable_if_t<std::is_convertible_v<T, bool> && !std::is_pointer_v<std::decay_t<T>>>>
  constexpr bit(const T& from) : value(from) {}
};
static_assert(sizeof(bit) == sizeof(bool));

template <class T>
constexpr const T* items(const T* list) {
  return list;
}
constexpr const bool* items(const bit* list) { return list ? &list->value : nullptr; }

}  // namespace detail

/// `count` elements that begin at `data`. As a parameter it is valid until the function returns.
template <class T>
class span {
 public:
  using value_type = std::remove_cv_t<T>;

  constexpr span() = default;
  constexpr span(T* data, size_t count) : data_(data), count_(count) {}
  template <size_t N>
  constexpr span(T (&array)[N]) : data_(array), count_(N) {}
  /// Of anything with `data()` and `size()`: std::vector, std::array, std::span.
  template <class C, class = std::enable_if_t<std::is_convertible_v<decltype(std::declval<C&>().data()), T*>>>
  constexpr span(C&& container) : data_(container.data()), count_(container.size()) {}
  /// Until the end of the full expression.
  constexpr span(std::initializer_list<std::conditional_t<std::is_same_v<value_type, bool>, detail::bit, value_type>> list)
      : data_(detail::items(list.begin())), count_(list.size()) {}

  constexpr T* data() const { return data_; }
  constexpr size_t size() const { return count_; }
  constexpr bool empty() const { return count_ == 0; }
  constexpr T* begin() const { return data_; }
  constexpr T* end() const { return data_ + count_; }
  constexpr T& operator[](size_t index) const { return data_[index]; }
  constexpr T& front() const { return data_[0]; }
  constexpr T& back() const { return data_[count_ - 1]; }
  constexpr span subspan(size_t from, size_t count) const { return {data_ + from, count}; }

 private:
  T* data_ = nullptr;
  size_t count_ = 0;
};

}  // namespace it
