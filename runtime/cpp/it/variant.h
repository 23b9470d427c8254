// Variants of the DSL: std::variant with a type a case, so that two cases may hold the same type.
#pragma once
#include <utility>
#include <variant>

#include "union.h"

namespace it {

/// The base of a case that holds a T.
template <class T>
struct case_of {
  using payload = T;
  T value;
  case_of(T value) : value(std::move(value)) {}
};

/// The base of a case that holds nothing.
template <>
struct case_of<void> {
  using payload = void;
};

/// The base of a variant. `Shape shape = Shape::circle(1.5f);`
template <class... Cases>
class variant : public std::variant<Cases...> {
 public:
  using std::variant<Cases...>::variant;
  using it_cases = std::tuple<Cases...>;

  /// `shape.is<Shape::circle>()`
  template <class Case>
  bool is() const {
    return std::holds_alternative<Case>(*this);
  }

  /// What the case holds: `shape.get<Shape::circle>()`. Only where it is that case.
  template <class Case>
  const typename Case::payload& get() const {
    return std::get_if<Case>(this)->value;
  }

  /// `shape.match([](const Shape::circle& circle) { … }, [](const Shape::none&) { … })`: a function for each case.
  template <class... Handlers>
  decltype(auto) match(Handlers... handlers) const {
    struct all : Handlers... {
      using Handlers::operator()...;
    };
    return std::visit(all{std::move(handlers)...}, static_cast<const std::variant<Cases...>&>(*this));
  }
};

namespace detail {

template <class Case>
using payload_of = std::conditional_t<std::is_void_v<typename Case::payload>, std::monostate, typename Case::payload>;

template <class Cases>
struct lowered_cases;
template <class... Cases>
struct lowered_cases<std::tuple<Cases...>> {
  using type = lowered_union<it::lowered<payload_of<Cases>>...>;
};

template <class Cases>
struct case_owns;
template <class... Cases>
struct case_owns<std::tuple<Cases...>> {
  static constexpr bool at[] = {!std::is_trivially_destructible_v<Cases>...};
};

template <class T>
struct owns<T, std::void_t<typename T::it_cases>> {
  static bool anything(const T& value) { 
    return !value.valueless_by_exception() && case_owns<typename T::it_cases>::at[value.index()];
  }
};

/// What owns nothing.
template <class T>
union undestroyed {
  const T value;
  ~undestroyed() {}
};

}  // namespace detail

template <class T>
struct codec<T, std::void_t<typename T::it_cases>> {
  using cases = typename T::it_cases;
  using lowered = typename detail::lowered_cases<cases>::type;
  template <size_t I>
  using payload = detail::payload_of<std::tuple_element_t<I, cases>>;

  template <size_t I = 0>
  static T take(const lowered& from) {
    if constexpr (I + 1 < std::tuple_size_v<cases>) {
      if (from.tag != I) return take<I + 1>(from);
    }
    return take_case<I>(from);
  }

  template <size_t I>
  static T take_case(const lowered& from) {
    return take_payload<I>(from.template at<I>());
  }

  template <size_t I>
  static T take_payload(const it::lowered<payload<I>>& from) {
    if constexpr (std::is_void_v<typename std::tuple_element_t<I, cases>::payload>) {
      return T(std::in_place_index<I>);
    } else {
      return T(std::in_place_index<I>, codec<payload<I>>::take(from));
    }
  }

  static lowered lend(const T& value) {
    lowered to{};
    to.tag = static_cast<uint8_t>(value.index());
    lend_case(value, to);
    return to;
  }

 private:
  template <size_t I = 0>
  static void lend_case(const T& value, lowered& to) {
    using Case = std::tuple_element_t<I, cases>;
    if constexpr (!std::is_void_v<typename Case::payload>) {
      if (value.index() == I) {
        new (&to.template at<I>()) it::lowered<payload<I>>(codec<payload<I>>::lend(std::get_if<I>(&value)->value));
      }
    }
    if constexpr (I + 1 < std::tuple_size_v<cases>) lend_case<I + 1>(value, to);
  }
};

/// Calls something with a variant of one case, which nobody changes: the compiler knows which it is, and copies and destroys it
/// without a table. What owns something stands in the arena, which destroys it also where JavaScript throws.
template <class T, size_t I, class Call>
__attribute__((always_inline)) inline auto with_case(const it::lowered<typename codec<T>::template payload<I>>& from, Call call) {
  if constexpr (detail::case_owns<typename T::it_cases>::at[I]) {
    scope scope;
    return call(hold_made([&] { return codec<T>::template take_payload<I>(from); }));
  } else {
    detail::undestroyed<T> slot{codec<T>::template take_payload<I>(from)};
    return call(slot.value);
  }
}

/// The same with a case that is only known at run time, at a place of its own for each.
template <class T, size_t I = 0, class Call>
auto by_case(const lowered<T>& from, Call call) {
  using cases = typename T::it_cases;
  if constexpr (I + 1 < std::tuple_size_v<cases>) {
    if (from.tag != I) return by_case<T, I + 1>(from, call);
  }
  return with_case<T, I>(from.template at<I>(), call);
}

}  // namespace it
