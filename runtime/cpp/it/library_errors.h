// Where the compiled parts of the C++ library come without exceptions, what they would throw is a text for abort(). This makes
// of the text what it says.
#pragma once
#include <stdarg.h>
#include <string.h>

#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <typeinfo>

namespace it::detail {

template <class E>
[[noreturn]] void raise_library_error(const std::string& text) {
  if constexpr (std::is_constructible_v<E, std::string>) {
    throw E(text);
  } else {
    throw E();
  }
}

template <class... Es>
struct library_errors {
  template <size_t Size>
  static void raise(const char* const (&names)[Size], const char* format, size_t length, const std::string& text) {
    static_assert(Size == sizeof...(Es));
    size_t index = 0;
    auto is_called = [&](const char* name) { return strlen(name) == length && !strncmp(format, name, length); };
    ((is_called(names[index++]) ? raise_library_error<Es>(text) : void()), ...);
  }
};

/// `length_error was thrown in -fno-exceptions mode with message "%s"`: throws that. An error that has more to it than a text
/// is a std::runtime_error with that text, which it extends. Any other text is none of these: then it returns.
inline void raise_as_said(const char* format, va_list values) {
  const char* end = strstr(format, " was thrown in -fno-exceptions mode");
  if (!end) return;
  size_t length = static_cast<size_t>(end - format);
  // `with error %i and message "%s"`
  if (strstr(end, "%i")) va_arg(values, int);
  std::string text(strstr(end, "%s") ? va_arg(values, const char*) : std::string(format, length).c_str());
  static const char* const names[] = {"bad_alloc",    "bad_array_new_length", "bad_cast",       "bad_typeid",
                                      "length_error", "out_of_range",         "overflow_error", "invalid_argument"};
  library_errors<std::bad_alloc, std::bad_array_new_length, std::bad_cast, std::bad_typeid, std::length_error,
                 std::out_of_range, std::overflow_error, std::invalid_argument>::raise(names, format, length, text);
  throw std::runtime_error(text);
}

}  // namespace it::detail
