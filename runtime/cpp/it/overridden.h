// Virtual methods as C++ declares them, and the way of their values to and from a method of JavaScript's.
#pragma once
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "checked.h"
#include "class.h"

namespace it {
namespace detail {

/// What a pointer to a member function says.
template <class Result, bool isConst, bool isNoexcept, class... Params>
struct method_type {
  using result = Result;
  using params = std::tuple<Params...>;
  static constexpr bool is_const = isConst, is_noexcept = isNoexcept;
};

template <class M>
struct method {
  using type = void;
};
template <class R, class C, class... Ps>
struct method<R (C::*)(Ps...)> {
  using type = method_type<R, false, false, Ps...>;
};
template <class R, class C, class... Ps>
struct method<R (C::*)(Ps...) const> {
  using type = method_type<R, true, false, Ps...>;
};
template <class R, class C, class... Ps>
struct method<R (C::*)(Ps...) noexcept> {
  using type = method_type<R, false, true, Ps...>;
};
template <class R, class C, class... Ps>
struct method<R (C::*)(Ps...) const noexcept> {
  using type = method_type<R, true, true, Ps...>;
};

template <class Declared, class Written>
constexpr bool is_like() {
  if constexpr (std::is_void_v<Declared>) {
    return false;
  } else {
    return Declared::is_const == Written::is_const &&
           std::tuple_size_v<typename Declared::params> == std::tuple_size_v<typename Written::params>;
  }
}

}  // namespace detail

/// The method as C++ declares it; as the block writes it where that is not to be found out, of overloads, or is quite another.
template <class Declared, class Written>
using overridden = std::conditional_t<
    detail::is_like<typename detail::method<Declared>::type, typename detail::method<Written>::type>(),
    typename detail::method<Declared>::type, typename detail::method<Written>::type>;

template <class Method>
using result_of = typename Method::result;
template <class Method, size_t index>
using param_of = std::tuple_element_t<index, typename Method::params>;

namespace detail {

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// What a pointer points to, or the type itself.
template <class T>
using pointee = std::remove_cv_t<std::remove_pointer_t<std::decay_t<T>>>;

template <class To, class From>
To as_value(From&& value) {
  if constexpr (std::is_arithmetic_v<std::decay_t<From>> && std::is_arithmetic_v<To>) {
    static_assert(holds<std::decay_t<From>, To>(), "the number is of a type that the block's type does not hold");
    return static_cast<To>(value);
  } else {
    static_assert(std::is_convertible_v<From&&, To>, "the method has another type in C++ than in the block");
    return static_cast<To>(std::forward<From>(value));
  }
}

}  // namespace detail

/// An argument of the method's for the callback, which takes a To.
template <class To, class From>
decltype(auto) handed(From&& value) {
  using from = std::decay_t<From>;
  if constexpr (std::is_same_v<from, To>) {
    return std::forward<From>(value);
  } else if constexpr (std::is_pointer_v<To> && std::is_class_v<detail::pointee<To>>) {
    using object = std::remove_pointer_t<To>;
    if constexpr (std::is_pointer_v<from>) {
      if (!value) fail("a null pointer is no instance");
      return const_cast<object*>(static_cast<const object*>(value));
    } else {
      return const_cast<object*>(static_cast<const object*>(std::addressof(value)));
    }
  } else if constexpr (detail::is_optional<To> && std::is_pointer_v<from>) {
    return value ? To(const_cast<detail::pointee<from>*>(value)) : To();
  } else if constexpr (detail::is_optional<To> && std::is_constructible_v<bool, from> && std::is_class_v<from>) {
    return value ? To(std::forward<From>(value)) : To();
  } else if constexpr (std::is_pointer_v<from> && std::is_convertible_v<from, const To*>) {
    if (!value) fail("a null pointer is no value");
    return static_cast<const To&>(*value);
  } else if constexpr (std::is_pointer_v<from> && std::is_constructible_v<To, from>) {
    return To(value);
  } else {
    return detail::as_value<To>(std::forward<From>(value));
  }
}

/// What a method that gives a reference to a value refers to, until it is called again.
template <class Result>
struct kept_result {};
template <class T>
struct kept_result<T&> {
  mutable std::optional<std::remove_cv_t<T>> value;
};

/// What the callback gave, as the method's result. Objects come as pointers.
template <class Result, class From>
Result given(From&& value, const kept_result<Result>& kept) {
  using from = std::decay_t<From>;
  if constexpr (std::is_lvalue_reference_v<Result> && std::is_pointer_v<from> &&
                std::is_convertible_v<from, std::decay_t<Result>*>) {
    return *value;
  } else if constexpr (std::is_lvalue_reference_v<Result>) {
    static_assert(std::is_const_v<std::remove_reference_t<Result>>,
                  "the method gives a reference to what C++ keeps, which JavaScript's has none of");
    return kept.value.emplace(detail::as_value<std::decay_t<Result>>(std::forward<From>(value)));
  } else if constexpr (std::is_pointer_v<Result> && std::is_class_v<detail::pointee<Result>> && detail::is_optional<from>) {
    return value ? *value : nullptr;
  } else if constexpr (detail::is_optional<from> && !detail::is_optional<Result> && std::is_class_v<Result>) {
    return value ? Result(*std::forward<From>(value)) : Result();
  } else if constexpr (std::is_pointer_v<Result> && std::is_convertible_v<from, std::unique_ptr<detail::pointee<Result>>>) {
    return value.release();
  } else {
    return detail::as_value<Result>(std::forward<From>(value));
  }
}

}  // namespace it
