// Classes that extend each other. JavaScript's handle of an object is its address as one of the class that all of them
// extend, so that whoever wants that needs no conversion; the others look up from there.
#pragma once
#include <type_traits>
#include <typeinfo>

#include "class.h"
#include "convert.h"

namespace it {
namespace detail {

/// `int` goes before `long`: behind a virtual base only the object itself knows where it is.
template <class T, class U>
auto down(U* object, int) -> decltype(static_cast<T*>(object)) {
  return static_cast<T*>(object);
}
template <class T, class U>
T* down(U* object, long) {
  return dynamic_cast<T*>(object);
}

}  // namespace detail

template <class T>
T* as(handle_t<T>* object) {
  return detail::down<T>(object, 0);
}

template <class T>
T& as(handle_t<T>& object) {
  return *as<T>(&object);
}

template <class T>
struct codec<T*, std::enable_if_t<!std::is_same_v<handle_t<T>, T>>> {
  using lowered = handle_t<T>*;
  static T* take(const lowered& from) { return as<T>(from); }
  static lowered lend(T* value) { return value; }
};

/// Which of the classes an object is of, counted from 1; those that extend others come first. 0: of none of them.
template <class Root, class... Classes>
unsigned class_of(Root* object) {
  unsigned found = 0;
#if defined(__cpp_rtti) || defined(__GXX_RTTI)
  if constexpr (std::is_polymorphic_v<Root>) {
    if (!object || typeid(*object) == typeid(Root)) return 0;
    unsigned number = 0;
    (void)((typeid(*object) == typeid(Classes) ? (found = ++number) : (++number, 0)) || ...);
    number = 0;
    if (!found) (void)((dynamic_cast<Classes*>(object) ? (found = ++number) : (++number, 0)) || ...);
  }
#endif
  return found;
}

}  // namespace it
