// How a property is read and written: a data member, or member functions of its name in its place.
#pragma once
#include <type_traits>

#include "checked.h"
#include "class.h"
#include "fail.h"

namespace it {

/// What a bit-field holds: its type says more than that, so it is looked at when it is read and written.
template <class T>
struct bit_field {
  T value;
};

template <class T, class U>
T checked(const bit_field<U>& from) {
  auto value = static_cast<T>(from.value);
  if (static_cast<U>(value) != from.value || (value < T()) != (from.value < U())) fail("the number does not fit its type");
  return value;
}

template <class T>
std::shared_ptr<T> shared_from(T& object);

template <class T>
constexpr bool is_shared_pointer = false;
template <class T>
constexpr bool is_shared_pointer<std::shared_ptr<T>> = true;

/// A member that is an object gets a copy, a std::shared_ptr the object. A pointer would be C++'s, and the object JavaScript's.
template <class Member, class T>
void assign(Member& member, T& object) {
  static_assert(!std::is_pointer_v<Member>,
                "JavaScript may dispose of the object while C++ has the pointer: declare the property readonly");
  if constexpr (is_shared_pointer<Member>) {
    member = shared_from(object);
  } else {
    member = object;
  }
}

}  // namespace it

/// `int` goes before `long`, and that before `...`, which is there for the compiler to say what is missing. Of a bit-field there
/// is no address.
#define IT_PROPERTY(name)                                                                                        \
  struct _it_property_##name {                                                                                   \
    template <class C> static auto read(C& self, int) -> decltype(void(&self.name), self.name) { return self.name; }   \
    template <class C> static auto read(C& self, long) -> decltype(self.name()) { return self.name(); }          \
    template <class C> static auto read(C& self, ...) {                                                          \
      return it::bit_field<std::decay_t<decltype(self.name)>>{self.name};                                        \
    }                                                                                                            \
    template <class C, class V> static auto write(C& self, V&& value, int)                                       \
        -> decltype(void(&self.name), self.name = static_cast<V&&>(value), void()) {                                   \
      self.name = static_cast<V&&>(value);                                                                       \
    }                                                                                                            \
    template <class C, class V> static auto write(C& self, V&& value, long)                                      \
        -> decltype(self.name(static_cast<V&&>(value)), void()) {                                                \
      self.name(static_cast<V&&>(value));                                                                        \
    }                                                                                                            \
    template <class C, class V> static void write(C& self, V&& value, ...) {                                     \
      if constexpr (it::detail::may_be_null<std::decay_t<V>>) {                                                  \
        self.name = value ? *value : nullptr;                                                                    \
      } else {                                                                                                   \
        self.name = static_cast<V&&>(value);                                                                     \
        if (self.name != static_cast<decltype(self.name)>(value)) it::fail("the number does not fit the bits of '" #name "'"); \
      }                                                                                                          \
    }                                                                                                            \
  };

/// The same for an object of a class.
#define IT_OBJECT_PROPERTY(name)                                                                                 \
  struct _it_property_##name {                                                                                   \
    template <class C> static auto read(C& self, int) -> decltype(void(&self.name), (self.name)) { return self.name; } \
    template <class C> static decltype(auto) read(C& self, long) { return self.name(); }                         \
    template <class C, class V> static auto write(C& self, V& value, int) -> decltype(void(&self.name), void()) { \
      it::assign(self.name, value);                                                                              \
    }                                                                                                            \
    template <class C, class V> static void write(C& self, V& value, long) { self.name(value); }                 \
  };
