// What C++ finds wrong with a value of JavaScript's while it converts it.
#pragma once
#include "fail.h"

extern "C" __attribute__((noreturn)) IT_IMPORT("_it", "refuse") void _it_refuse(const char* message, size_t length);

namespace it {
namespace detail {

/// Whose value is being converted, as messages begin: `wait: parameter 'time'`.
inline const char* converting = nullptr;

struct naming {
  explicit naming(const char* whose) { converting = whose; }
  ~naming() { converting = nullptr; }
};

}  // namespace detail

/// What `make` makes of a value, with a name for it.
template <class Make>
decltype(auto) named(const char* whose, Make make) {
  detail::naming name(whose);
  return make();
}

/// Throws an ItlRangeError: `what` begins with a verb.
[[noreturn]] inline void refuse(const char* what) {
  const char* whose = detail::converting ? detail::converting : "the value";
  detail::converting = nullptr;
  char text[512];
  size_t length = strlen(whose) < 400 ? strlen(whose) : 400;
  memcpy(text, whose, length);
  text[length++] = ' ';
  memcpy(text + length, what, strlen(what));
  _it_refuse(text, length + strlen(what));
}

}  // namespace it
