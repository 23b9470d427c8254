// Callbacks: functions of JavaScript's that C++ knows by an id.
#pragma once
#include "fail.h"

namespace it {

/// Of a temporary too, which lives until the end of the full expression.
template <class T>
const void* address(const T& value) {
  return &value;
}

/// A callback was called that is false.
[[noreturn]] inline void no_callback(const char* name) {
  constexpr const char* rest = " was called, but none was given, or it was released: ask whether it is true first";
  char text[256] = "the callback ";
  size_t length = strlen(name) < 100 ? strlen(name) : 100;
  memcpy(text + strlen(text), name, length);
  strcat(text, rest);
  fail(text);
}

}  // namespace it
