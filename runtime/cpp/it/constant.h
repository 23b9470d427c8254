// Constants, and what belongs to a class itself: variables, enumerators, functions without parameters.
#pragma once
#include <type_traits>

#include "fail.h"

namespace it {

/// What a name stands for: its value, or what the function gives.
template <class T>
decltype(auto) value(T&& named) {
  if constexpr (std::is_invocable_v<T&&>) {
    return named();
  } else {
    return static_cast<T&&>(named);
  }
}

/// A number as one of the block's type.
template <class T, class U>
T constant(const U& from) {
  if constexpr (std::is_enum_v<U>) {
    return constant<T>(static_cast<std::underlying_type_t<U>>(from));
  } else {
    auto made = static_cast<T>(from);
    if (static_cast<U>(made) != from || (made < T()) != (from < U())) fail("the constant does not fit its type");
    return made;
  }
}

}  // namespace it

/// A static member: a variable, or functions of its name.
#define IT_STATIC_PROPERTY(name)                                                                                 \
  struct _it_static_##name {                                                                                     \
    template <class C> static auto read(int) -> decltype(C::name()) { return C::name(); }                        \
    template <class C> static auto read(long) { return C::name; }                                                \
    template <class C, class V> static auto write(V&& value, int)                                                \
        -> decltype(C::name(static_cast<V&&>(value)), void()) {                                                  \
      C::name(static_cast<V&&>(value));                                                                          \
    }                                                                                                            \
    template <class C, class V> static void write(V&& value, long) { C::name = static_cast<V&&>(value); }        \
  };
