// abort(), assert() and the checks of libc++ as JavaScript Errors with their message. For one source of a module only:
// it replaces functions of the C and C++ libraries.
#pragma once
#include "fail.h"

#ifdef __wasi__
#include <stdarg.h>
#include <stdio.h>

#if __has_include(<__verbose_abort>)
#include <__verbose_abort>
#endif

extern "C" __attribute__((used, noreturn)) void abort() { it::fail("abort() was called"); }

extern "C" [[noreturn]] void __assert_fail(const char* condition, const char* file, int line, const char* function) {
  char message[512];
  snprintf(message, sizeof message, "assertion failed: %s (%s:%d, %s)", condition, file, line, function);
  it::fail(message);
}

#ifdef _LIBCPP_VERBOSE_ABORT
/// Also what a `throw` of the library does in a build without exceptions, as in `std::vector::at`. Whether it is declared
/// noexcept depends on the version.
[[noreturn]] void std::__libcpp_verbose_abort(const char* format, ...)
    noexcept(noexcept(std::__libcpp_verbose_abort(""))) {
  char message[512];
  va_list values;
  va_start(values, format);
  vsnprintf(message, sizeof message, format, values);
  it::fail(message);
}
#endif
#endif
