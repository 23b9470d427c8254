// Classes whose objects JavaScript holds: the handle is the object's address.
#pragma once
#include <memory>
#include <utility>

#include "fail.h"

// A block says `class`, whichever of the two words the definition has.
#ifdef __clang__
#pragma clang diagnostic ignored "-Wmismatched-tags"
#endif

namespace it {

/// Makes JavaScript the owner of an object, which it deletes when the instance is disposed of or forgotten.
template <class T>
T* adopt(T* object) {
  if (!object) fail("a null pointer is no instance");
  return object;
}

template <class T>
T* adopt(std::unique_ptr<T> object) {
  return adopt<T>(object.release());
}

template <class T>
T* adopt(T&& object) {
  return new T(std::move(object));
}

template <class T>
T* adopt(const T& object) {
  return new T(object);
}

}  // namespace it
