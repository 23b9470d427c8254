// Errors that JavaScript sees.
#pragma once
#include <string.h>

#include "export.h"

extern "C" __attribute__((noreturn)) IT_IMPORT("_it", "throw") void _it_throw(const char* message, size_t length);

namespace it {

/// Throws a JavaScript Error with this message through whatever C++ is running; destructors run where exceptions are on.
[[noreturn]] inline void fail(const char* message) { _it_throw(message, strlen(message)); }

/// The same for std::string and std::string_view.
template <class Text>
[[noreturn]] inline auto fail(const Text& message) -> decltype(message.size(), _it_throw(message.data(), 0)) {
  _it_throw(message.data(), message.size());
}

}  // namespace it

// What escapes an exported function becomes an Error with its `what()`, in builds that have exceptions.
#ifdef __cpp_exceptions
#include <exception>
namespace it {

/// In a handler. In one place, since each exported function has such a handler.
[[noreturn]] __attribute__((noinline)) inline void fail_as_caught() {
  try {
    throw;
  } catch (const std::exception& error) {
    fail(error.what());
  } catch (...) {
    fail("a C++ exception that is no std::exception");
  }
}

}  // namespace it
#define IT_TRY try
#define IT_CATCH \
  catch (...) { it::fail_as_caught(); }
#else
#define IT_TRY
#define IT_CATCH
#endif
