// How a property is read and written: a data member, or member functions of its name in its place.
#pragma once

/// `int` goes before `long`, and both before `...`, which is there for the compiler to say what is missing.
#define IT_PROPERTY(name)                                                                                        \
  struct _it_property_##name {                                                                                   \
    template <class C> static auto read(C& self, int) -> decltype(self.name) { return self.name; }               \
    template <class C> static auto read(C& self, long) -> decltype(self.name()) { return self.name(); }          \
    template <class C> static decltype(auto) read(C& self, ...) { return (self.name); }                          \
    template <class C, class V> static auto write(C& self, V&& value, int)                                       \
        -> decltype(self.name = static_cast<V&&>(value), void()) {                                               \
      self.name = static_cast<V&&>(value);                                                                       \
    }                                                                                                            \
    template <class C, class V> static auto write(C& self, V&& value, long)                                      \
        -> decltype(self.name(static_cast<V&&>(value)), void()) {                                                \
      self.name(static_cast<V&&>(value));                                                                        \
    }                                                                                                            \
    template <class C, class V> static void write(C& self, V&& value, ...) { self.name = static_cast<V&&>(value); } \
  };
