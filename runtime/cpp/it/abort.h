// abort(), assert() and the checks of libc++ as JavaScript Errors with their message. For one source of a module only:
// it replaces functions of the C and C++ libraries, and with them what these need of a terminal.
#pragma once
#include "fail.h"

#if defined(__wasi__) || defined(__EMSCRIPTEN__)
#include <stdarg.h>

#if __has_include(<__verbose_abort>)
#include <__verbose_abort>
#endif

#if defined(__cpp_exceptions) && defined(__wasm_exception_handling__) && defined(__wasi__)
#define IT_LIBRARY_ERRORS
#include "library_errors.h"
#endif

namespace it::detail {

/// As much of printf as such messages need: `%s`, `%d`, `%u`. The whole would be most of a small module.
class message {
 public:
  message& add(const char* text) {
    while (*text && end_ < text_ + sizeof text_ - 1) *end_++ = *text++;
    *end_ = '\0';
    return *this;
  }

  message& add(long long number) {
    char digits[24];
    char* at = digits + sizeof digits - 1;
    *at = '\0';
    unsigned long long rest = number < 0 ? 0ull - static_cast<unsigned long long>(number) : number;
    do *--at = static_cast<char>('0' + rest % 10);
    while (rest /= 10);
    if (number < 0) *--at = '-';
    return add(at);
  }

  message& format(const char* format, va_list values) {
    for (; *format; ++format) {
      char plain[2] = {*format, '\0'};
      if (*format != '%') {
        add(plain);
        continue;
      }
      while (format[1] == 'l' || format[1] == 'z') ++format;
      switch (*++format) {
        case 's':
          add(va_arg(values, const char*));
          break;
        case 'd':
        case 'i':
          add(static_cast<long long>(va_arg(values, int)));
          break;
        case 'u':
          add(static_cast<long long>(va_arg(values, unsigned)));
          break;
        case '\0':
          return *this;
        default:
          add("?");
      }
    }
    return *this;
  }

  [[noreturn]] void fail() { it::fail(text_); }

 private:
  char text_[512] = "";
  char* end_ = text_;
};

}  // namespace it::detail

extern "C" {

#ifdef __wasi__
__attribute__((noreturn)) void abort() { it::fail("abort() was called"); }
#endif

__attribute__((noreturn)) void __assert_fail(const char* condition, const char* file, int line, const char* function) {
  it::detail::message text;
  text.add("assertion failed: ").add(condition).add(" (").add(file).add(":").add(line);
  text.add(", ").add(function).add(")").fail();
}

/// std::terminate, pure virtual functions, `new` without memory.
__attribute__((noreturn)) void __abort_message(const char* format, ...) {
  va_list values;
  va_start(values, format);
#ifdef IT_LIBRARY_ERRORS
  it::detail::raise_as_said(format, values);
#endif
  it::detail::message().format(format, values).fail();
}
}

#ifdef _LIBCPP_VERBOSE_ABORT
#ifdef IT_LIBRARY_ERRORS
/// std::__libcpp_verbose_abort, by its symbol: as the library declares it, it could not throw.
#define IT_TEXT_OF(name) #name
#define IT_TEXT(name) IT_TEXT_OF(name)
static_assert(sizeof IT_TEXT(_LIBCPP_ABI_NAMESPACE) == 4);
extern "C" [[noreturn]] void _it_verbose_abort(const char* format, ...)
    __asm__("_ZNSt3" IT_TEXT(_LIBCPP_ABI_NAMESPACE) "22__libcpp_verbose_abortEPKcz");
__attribute__((used)) void _it_verbose_abort(const char* format, ...) {
  va_list values;
  va_start(values, format);
  it::detail::raise_as_said(format, values);
  it::detail::message().format(format, values).fail();
}
#else
/// Also what a `throw` of the library does in a build without exceptions, as in `std::vector::at`. Whether it is declared
/// noexcept depends on the version.
[[noreturn]] void std::__libcpp_verbose_abort(const char* format, ...)
    noexcept(noexcept(std::__libcpp_verbose_abort(""))) {
  va_list values;
  va_start(values, format);
  it::detail::message().format(format, values).fail();
}
#endif
#endif
#endif
