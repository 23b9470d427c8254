// Classes whose objects belong to std::shared_ptr. For each object that JavaScript has there is one std::shared_ptr here, until
// its instance is disposed of or forgotten; so one object is one instance, however often C++ hands it over.
#pragma once
#include <unordered_map>

#include "class.h"
#include "convert.h"
#include "derived.h"

namespace it {
namespace detail {

template <class T>
std::unordered_map<const T*, std::shared_ptr<T>>& shared_objects() {
  static auto& objects = *new std::unordered_map<const T*, std::shared_ptr<T>>();
  return objects;
}

}  // namespace detail

/// The handle of an object that JavaScript shares from now on, or shares already.
template <class T>
handle_t<T>* share(std::shared_ptr<T> object) {
  handle_t<T>* handle = object.get();
  if (!handle) fail("a null pointer is no instance");
  detail::shared_objects<handle_t<T>>().try_emplace(handle, std::move(object));
  return handle;
}

template <class T, class U>
handle_t<T>* share(U&& object) {
  if constexpr (std::is_convertible_v<U&&, std::shared_ptr<T>>) {
    return share<T>(std::shared_ptr<T>(std::forward<U>(object)));
  } else {
    static_assert(!std::is_pointer_v<std::decay_t<U>>,
                  "a pointer to an object of a shared class does not say what keeps it alive: give its std::shared_ptr, or write `lent C` in the block");
    return share<T>(std::shared_ptr<T>(adopt<T>(std::forward<U>(object))));
  }
}

/// A property: a std::shared_ptr, or a part of the object, which the object's own keeps alive.
template <class T, class Owner, class U>
handle_t<T>* share_member(Owner owner, U&& member) {
  if constexpr (std::is_convertible_v<U&&, std::shared_ptr<T>>) {
    return share<T>(std::shared_ptr<T>(member));
  } else {
    static_assert(!std::is_same_v<Owner, std::nullptr_t>,
                  "a part of an object that is not shared cannot be shared: write `lent C` in the block, or `shared class` for the object");
    return share<T>(std::shared_ptr<T>(std::move(owner), pointer_to<T>(std::forward<U>(member))));
  }
}

/// What JavaScript holds as C++ shares it. Of an object that is lent there is none.
template <class T>
std::shared_ptr<T> shared_from(T& object) {
  auto& objects = detail::shared_objects<handle_t<T>>();
  auto found = objects.find(static_cast<handle_t<T>*>(&object));
  if (found == objects.end()) fail("an object that is only lent cannot be shared");
  return std::shared_ptr<T>(found->second, &object);
}

/// JavaScript has let go of it. T is what handles are pointers to.
template <class T>
void unshare(T* object) {
  auto& objects = detail::shared_objects<T>();
  auto found = objects.find(object);
  if (found == objects.end()) return;
  // Its destructor may hand over or let go of others.
  auto last = std::move(found->second);
  objects.erase(found);
}

template <class T>
struct codec<std::shared_ptr<T>> {
  using lowered = handle_t<T>*;
  static std::shared_ptr<T> take(lowered object) { return shared_from(*as<T>(object)); }
  static lowered lend(const std::shared_ptr<T>& value) { return value ? share<T>(value) : nullptr; }
};

}  // namespace it
