// Arguments between the block's types and those of the user's functions: numbers, where what would lose something does not compile, and
// objects, which some take by reference and others by pointer.
#pragma once
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace it {
namespace detail {

/// Whether a To holds every From as it is.
template <class From, class To>
constexpr bool holds() {
  using from = std::numeric_limits<From>;
  using to = std::numeric_limits<To>;
  if constexpr (!std::is_arithmetic_v<From> || !std::is_arithmetic_v<To>) {
    return false;
  } else if constexpr (std::is_same_v<From, To>) {
    return true;
  } else if constexpr (std::is_same_v<To, bool>) {
    return false;
  } else if constexpr (std::is_integral_v<To>) {
    return std::is_integral_v<From> && from::digits <= to::digits && (to::is_signed || !from::is_signed);
  } else {
    return from::digits <= to::digits && (std::is_integral_v<From> || from::max_exponent <= to::max_exponent);
  }
}

}  // namespace detail

/// A number for a parameter of that very type.
template <class T>
class same_number {
 public:
  explicit same_number(T value) : value_(value) {}
  template <class U, class = std::enable_if_t<std::is_same_v<U, T>>>
  operator U() const {
    return value_;
  }

 private:
  T value_;
};

/// A number for a parameter of a type that holds all of T's.
template <class T>
class number {
 public:
  explicit number(T value) : value_(value) {}
  template <class U, class = std::enable_if_t<detail::holds<T, U>()>>
  operator U() const {
    return static_cast<U>(value_);
  }

 private:
  T value_;
};

/// An object for a parameter that is a reference to it or a pointer.
template <class T>
class object {
 public:
  explicit object(T* address) : address_(address) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<T*, U*>>>
  operator U*() const {
    return address_;
  }
  template <class U, class = std::enable_if_t<std::is_convertible_v<T*, U*>>>
  operator U&() const {
    return *address_;
  }

 private:
  T* address_;
};

/// An object that changes hands, for a parameter that is a pointer.
template <class T>
class given_away {
 public:
  explicit given_away(std::unique_ptr<T> owned) : owned_(std::move(owned)) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<T*, U*>>>
  operator U*() {
    return owned_.release();
  }

 private:
  std::unique_ptr<T> owned_;
};

namespace detail {

template <class T>
constexpr bool is_owner = false;
template <class T>
constexpr bool is_owner<std::unique_ptr<T>> = true;

template <class T>
constexpr bool may_be_null = false;
template <class T>
constexpr bool may_be_null<std::optional<T*>> = true;
template <class T>
constexpr bool may_be_null<std::optional<std::shared_ptr<T>>> = true;

template <class T>
decltype(auto) as_pointer(T&& value) {
  if constexpr (std::is_arithmetic_v<std::decay_t<T>>) {
    return number<std::decay_t<T>>(value);
  } else if constexpr (may_be_null<std::decay_t<T>>) {
    return value ? *value : nullptr;
  } else if constexpr (is_owner<T>) {
    return given_away<typename T::element_type>(std::move(value));
  } else if constexpr (std::is_lvalue_reference_v<T> && std::is_class_v<std::remove_reference_t<T>>) {
    return object<std::remove_reference_t<T>>(std::addressof(value));
  } else {
    return std::forward<T>(value);
  }
}

template <template <class> class Number, class T>
decltype(auto) as_number(T&& value) {
  if constexpr (std::is_arithmetic_v<std::decay_t<T>>) {
    return Number<std::decay_t<T>>(value);
  } else {
    return std::forward<T>(value);
  }
}

}  // namespace detail

/// Calls a function with numbers of the block's types: the overload that has these types, else one whose types hold them. Where none
/// takes the objects by reference, by pointer.
template <class Call, class... Ts>
decltype(auto) call_checked(Call call, Ts&&... values) {
  if constexpr (std::is_invocable_v<Call, decltype(detail::as_number<same_number>(std::forward<Ts>(values)))...>) {
    return call(std::forward<Ts>(values)...);
  } else if constexpr (!std::is_invocable_v<Call, decltype(detail::as_number<number>(std::forward<Ts>(values)))...> &&
                       std::is_invocable_v<Call, decltype(detail::as_pointer(std::forward<Ts>(values)))...>) {
    return call(detail::as_pointer(std::forward<Ts>(values))...);
  } else {
    return call(detail::as_number<number>(std::forward<Ts>(values))...);
  }
}

/// What a member gives, as a number of the block's type.
template <class T, class U>
T checked(const U& value) {
  if constexpr (std::is_arithmetic_v<U>) {
    static_assert(detail::holds<U, T>(), "the number is of a type that the block's type does not hold");
  }
  return static_cast<T>(value);
}

}  // namespace it
