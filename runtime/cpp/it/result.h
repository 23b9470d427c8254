// A value or an error. JavaScript gets the value, or the error thrown.
#pragma once
#include <utility>

#include "union.h"

namespace it {

/// In `result<void, E>` and `result<T, void>` there is nothing to hold on that side.
template <class T>
using unless_void = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T, class E>
class result;

template <class E>
struct error_value {
  E value;
};

/// `return it::error(reason);` from a function that returns a result.
template <class E>
error_value<std::decay_t<E>> error(E&& value) {
  return {std::forward<E>(value)};
}
inline error_value<std::monostate> error() { return {}; }

template <class T, class E>
class result {
 public:
  using value_type = unless_void<T>;
  using error_type = unless_void<E>;

  /// Of whatever makes a T; a `result<void, E>` needs nothing.
  result() : state_(std::in_place_index<0>) {}
  template <class U = value_type, class = std::enable_if_t<std::is_constructible_v<value_type, U&&> &&
                                                            !std::is_same_v<std::decay_t<U>, result>>>
  result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}
  template <class U>
  result(error_value<U> failed) : state_(std::in_place_index<1>, std::move(failed.value)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  /// Only where `ok()`.
  const value_type& value() const { return *std::get_if<0>(&state_); }
  value_type& value() { return *std::get_if<0>(&state_); }
  const value_type& operator*() const { return value(); }
  value_type& operator*() { return value(); }
  const value_type* operator->() const { return &value(); }
  value_type* operator->() { return &value(); }
  /// Only where not `ok()`.
  const error_type& error() const { return *std::get_if<1>(&state_); }
  error_type& error() { return *std::get_if<1>(&state_); }

 private:
  std::variant<value_type, error_type> state_;
};

template <class T, class E>
struct codec<result<T, E>> {
  using value = unless_void<T>;
  using error = unless_void<E>;
  using lowered = lowered_union<it::lowered<value>, it::lowered<error>>;
  static result<T, E> take(const lowered& from) {
    if (from.tag == 0) return result<T, E>(codec<value>::take(from.template at<0>()));
    return result<T, E>(error_value<error>{codec<error>::take(from.template at<1>())});
  }
  static lowered lend(const result<T, E>& from) {
    lowered to{};
    to.tag = from.ok() ? 0 : 1;
    if (from.ok()) {
      to.template at<0>() = codec<value>::lend(from.value());
    } else {
      to.template at<1>() = codec<error>::lend(from.error());
    }
    return to;
  }
};

}  // namespace it
