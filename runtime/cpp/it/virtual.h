// Methods that classes of JavaScript's have of their own.
#pragma once
#include "derived.h"
#include "retained.h"

namespace it {
namespace detail {

/// The object whose method JavaScript calls as that of the class that it extends.
inline const void* calls_super = nullptr;

}  // namespace detail

/// Before a virtual method is called for JavaScript, which means the class's and not its own.
inline void call_super(const void* object) { detail::calls_super = object; }

/// Whether the call that begins now is such a one, by the addresses that the object has in the classes with the method.
template <class... Addresses>
bool is_super(Addresses... addresses) {
  const void* called = detail::calls_super;
  detail::calls_super = nullptr;
  return called && ((called == addresses) || ...);
}

}  // namespace it
