// Classes whose objects JavaScript holds: the handle is the object's address.
#pragma once
#include <memory>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include "fail.h"

// A block says `class`, whichever of the two words the definition has.
#ifdef __clang__
#pragma clang diagnostic ignored "-Wmismatched-tags"
#endif

namespace it {

/// What stands for an object of a class in JavaScript: a block says so where it extends another.
template <class T>
struct handle {
  using type = T;
};
template <class T>
using handle_t = typename handle<T>::type;

/// Ends an object that JavaScript has. One whose destructor is not public it never has: such objects are lent.
template <class T>
void destroy(T* object) {
  if constexpr (std::is_destructible_v<T>) delete object;
}

/// Makes JavaScript the owner of an object, which it deletes when the instance is disposed of or forgotten.
template <class T>
T* take_over(T* object) {
  static_assert(std::is_destructible_v<T>,
                "JavaScript cannot delete an object whose destructor is not public: write `lent C` in the block where it stays C++'s");
  if (!object) fail("a null pointer is no instance");
  return object;
}

template <class T>
T* take_over(std::unique_ptr<T> object) {
  return take_over<T>(object.release());
}

/// What a function gives without a word about who is to have it: a new object, or a copy of one.
template <class T, class U>
T* adopt(U&& object) {
  if constexpr (std::is_convertible_v<U&&, std::unique_ptr<T>>) {
    return take_over<T>(std::unique_ptr<T>(std::forward<U>(object)));
  } else if constexpr (std::is_pointer_v<std::decay_t<U>>) {
    static_assert(!std::is_pointer_v<std::decay_t<U>>,
                  "a pointer does not say whose the object is: write `own C` in the block where JavaScript is to delete it, `lent C` where it stays C++'s");
    return nullptr;
  } else if constexpr (std::is_convertible_v<std::decay_t<U>*, const T*>) {
    static_assert(std::is_same_v<std::decay_t<U>, T>,
                  "as a copy the object would lose what its own class adds: give it by std::unique_ptr, or write its own class in the block");
#if defined(__cpp_rtti) || defined(__GXX_RTTI)
    if constexpr (std::is_polymorphic_v<T>) {
      if (typeid(object) != typeid(T)) fail("as a copy the object would lose what its own class adds");
    }
#endif
    return new T(std::forward<U>(object));
  } else {
    static_assert(std::is_convertible_v<std::decay_t<U>*, const T*>,
                  "this is no object of the class: one of std::shared_ptr takes `shared class` in the block");
    return nullptr;
  }
}

/// What a function gives that the block calls a constructor: that makes a new object, be it by pointer.
template <class T, class U>
T* construct(U&& object) {
  if constexpr (std::is_pointer_v<std::decay_t<U>>) {
    return take_over<T>(object);
  } else {
    return adopt<T>(std::forward<U>(object));
  }
}

/// An object that C++ keeps.
template <class T, class U>
T* pointer_to(U&& object) {
  if constexpr (std::is_pointer_v<std::remove_reference_t<U>>) {
    return const_cast<T*>(static_cast<const T*>(object));
  } else if constexpr (std::is_lvalue_reference_v<U> && std::is_convertible_v<std::remove_reference_t<U>*, const T*>) {
    return const_cast<T*>(static_cast<const T*>(&object));
  } else {
    static_assert(std::is_lvalue_reference_v<U>, "what is lent, or shown by a property, is an object that C++ keeps: give a new one by a method");
    return object.get();
  }
}

}  // namespace it
