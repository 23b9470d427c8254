// Where the compiled parts of the C++ library come without exceptions, what they would throw is a text for abort(). This makes
// of the text what it says.
#pragma once
#include <stdarg.h>
#include <string.h>

#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <typeinfo>

namespace it::detail {

/// `length_error was thrown in -fno-exceptions mode with message "%s"`: throws that. An error that has more to it than a text
/// is a std::runtime_error with that text, which it extends. Any other text is none of these: then it returns.
inline void raise_as_said(const char* format, va_list values) {
  const char* end = strstr(format, " was thrown in -fno-exceptions mode");
  if (!end) return;
  std::string_view name(format, static_cast<size_t>(end - format));
  // `with error %i and message "%s"`
  if (strstr(end, "%i")) va_arg(values, int);
  std::string text(strstr(end, "%s") ? va_arg(values, const char*) : name);
  if (name == "bad_alloc") throw std::bad_alloc();
  if (name == "bad_array_new_length") throw std::bad_array_new_length();
  if (name == "bad_cast") throw std::bad_cast();
  if (name == "bad_typeid") throw std::bad_typeid();
  if (name == "length_error") throw std::length_error(text);
  if (name == "out_of_range") throw std::out_of_range(text);
  if (name == "overflow_error") throw std::overflow_error(text);
  if (name == "invalid_argument") throw std::invalid_argument(text);
  throw std::runtime_error(text);
}

}  // namespace it::detail
