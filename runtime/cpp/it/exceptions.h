// throw and catch where the C++ library comes without them: what the compiler's code calls, over WebAssembly's exceptions.
// For one source of a module only. The tables that it reads, and the functions' names, are those of the Itanium C++ ABI
// and of clang's code for WebAssembly.
#pragma once
#include "fail.h"

#if defined(__wasm_exception_handling__) && defined(__wasi__)
#include <stdlib.h>

#include <exception>
#include <new>
#include <typeinfo>

namespace __cxxabiv1 {

/// What the library's descriptions of types have behind those of std::type_info: whether a handler of the type takes what
/// was thrown. `object` becomes what the handler sees: a base, or of a pointer its value.
class __shim_type_info : public std::type_info {
 public:
  virtual ~__shim_type_info();
  virtual void noop1() const;
  virtual void noop2() const;
  virtual bool can_catch(const __shim_type_info* thrown, void*& object) const = 0;
};

}  // namespace __cxxabiv1

namespace it::detail {

/// In front of what was thrown.
struct alignas(16) thrown {
  const std::type_info* type;
  /// In WebAssembly destructors give what they destroy.
  void* (*destroy)(void*);
  /// Under the exception that is handled the one that was handled before.
  thrown* below;
  /// What the handler sees.
  void* seen;
  /// How many handlers and std::exception_ptr there are.
  int holders;
  /// How many handlers have begun with it; less than 0 once one of them throws it again.
  int handlers;

  /// Of what a std::exception_ptr throws again: what was thrown in the first place, and holds the object.
  thrown* primary;

  thrown* origin() { return primary ? primary : this; }
  void* object() { return origin() + 1; }
  static thrown* of(void* object) { return static_cast<thrown*>(object) - 1; }
};

/// As the C++ ABI has it, for who asks for it there.
struct exception_globals {
  thrown* handled;
  unsigned uncaught;
};
inline exception_globals globals{nullptr, 0};

/// What is handled, the innermost first.
inline thrown*& handled = globals.handled;
inline unsigned& uncaught = globals.uncaught;

inline void let_go(thrown* exception) {
  if (--exception->holders > 0) return;
  if (exception->primary) {
    let_go(exception->primary);
  } else if (exception->destroy) {
    exception->destroy(exception->object());
  }
  free(exception);
}

[[noreturn]] inline void raise(thrown* exception) {
  exception->seen = exception->object();
  ++uncaught;
  __builtin_wasm_throw(0, exception);
}

/// Numbers of a table that have as many bytes as they need.
class table_reader {
 public:
  explicit table_reader(const unsigned char* at) : at_(at) {}

  unsigned char byte() { return *at_++; }

  uintptr_t unsigned_number() {
    uintptr_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      unsigned char part = byte();
      number |= static_cast<uintptr_t>(part & 0x7f) << shift;
      if (!(part & 0x80)) return number;
    }
  }

  intptr_t signed_number() {
    uintptr_t number = 0;
    unsigned shift = 0;
    for (;;) {
      unsigned char part = byte();
      number |= static_cast<uintptr_t>(part & 0x7f) << shift;
      shift += 7;
      if (part & 0x80) continue;
      if ((part & 0x40) && shift < sizeof number * 8) number |= ~uintptr_t(0) << shift;
      return static_cast<intptr_t>(number);
    }
  }

  const unsigned char* place() const { return at_; }

 private:
  const unsigned char* at_;
};

constexpr unsigned char omitted = 0xff;

/// The number of the first handler around a call that takes the exception, 0 for none.
///
/// table: a byte that is `omitted`; how types are encoded, and how far it is to their end; how call sites are, how many bytes
/// they take, and for each its landing pad and where its actions begin, from 1; actions: a type's number and how far it is to
/// the next one. Types stand before their end, last first; null takes everything.
inline uintptr_t find_handler(const unsigned char* table, uintptr_t call_site, thrown* exception) {
  table_reader head(table);
  head.byte();
  if (head.byte() == omitted) return 0;
  uintptr_t distance = head.unsigned_number();
  auto types = reinterpret_cast<const std::type_info* const*>(head.place() + distance);
  head.byte();
  uintptr_t size = head.unsigned_number();
  table_reader sites(head.place());
  const unsigned char* actions = head.place() + size;
  uintptr_t action = 0;
  for (uintptr_t index = 0; index <= call_site; ++index) {
    sites.unsigned_number();
    action = sites.unsigned_number();
  }
  for (const unsigned char* at = action ? actions + action - 1 : nullptr; at;) {
    table_reader entry(at);
    intptr_t number = entry.signed_number();
    const unsigned char* next = entry.place();
    if (number > 0) {
      auto wanted = static_cast<const __cxxabiv1::__shim_type_info*>(types[-number]);
      void* seen = exception->object();
      if (!wanted || wanted->can_catch(static_cast<const __cxxabiv1::__shim_type_info*>(exception->type), seen)) {
        exception->seen = seen;
        return static_cast<uintptr_t>(number);
      }
    }
    intptr_t step = entry.signed_number();
    at = step ? next + step : nullptr;
  }
  return 0;
}

}  // namespace it::detail

/// The tag of everything that C++ throws: whoever compiles for WebAssembly's exceptions mentions it, and nobody defines it.
__asm__(".globl __cpp_exception\n"
        ".tagtype __cpp_exception i32\n"
        "__cpp_exception:\n");

extern "C" {

/// The compiler's code sets the first two, and reads the third.
struct __it_landing_pad {
  uintptr_t index;
  const unsigned char* table;
  uintptr_t selector;
};
__attribute__((used)) thread_local __it_landing_pad __wasm_lpad_context;

__attribute__((used)) int _Unwind_CallPersonality(void* exception) {
  auto& pad = __wasm_lpad_context;
  pad.selector = pad.table ? it::detail::find_handler(pad.table, pad.index, static_cast<it::detail::thrown*>(exception)) : 0;
  return 0;
}

__attribute__((used)) int __gxx_wasm_personality_v0(...) { return 0; }
__attribute__((used)) void _Unwind_DeleteException(void* exception) {
  it::detail::let_go(static_cast<it::detail::thrown*>(exception));
}

__attribute__((used)) void* __cxa_allocate_exception(size_t size) throw() {
  using it::detail::thrown;
  auto* made = static_cast<thrown*>(aligned_alloc(alignof(thrown), (sizeof(thrown) + size + 15) & ~size_t(15)));
  if (!made) it::fail("out of memory");
  *made = {};
  return made->object();
}
__attribute__((used)) void __cxa_free_exception(void* object) throw() { free(it::detail::thrown::of(object)); }

__attribute__((used, noreturn)) void __cxa_throw(void* object, std::type_info* type, void* (*destroy)(void*)) {
  auto* exception = it::detail::thrown::of(object);
  exception->type = type;
  exception->destroy = destroy;
  exception->holders = 1;
  it::detail::raise(exception);
}

__attribute__((used)) void* __cxa_get_exception_ptr(void* exception) throw() {
  return static_cast<it::detail::thrown*>(exception)->seen;
}

__attribute__((used)) void* __cxa_begin_catch(void* caught) throw() {
  using namespace it::detail;
  auto* exception = static_cast<thrown*>(caught);
  exception->handlers = (exception->handlers < 0 ? -exception->handlers : exception->handlers) + 1;
  if (handled != exception) {
    exception->below = handled;
    handled = exception;
  }
  --uncaught;
  return exception->seen;
}

__attribute__((used)) void __cxa_end_catch() {
  using namespace it::detail;
  thrown* exception = handled;
  if (!exception) return;
  if (exception->handlers < 0) {
    // Thrown again: whoever catches it next lets go of it.
    if (++exception->handlers == 0) handled = exception->below;
  } else if (--exception->handlers == 0) {
    handled = exception->below;
    let_go(exception);
  }
}

__attribute__((used, noreturn)) void __cxa_rethrow() {
  using namespace it::detail;
  thrown* exception = handled;
  if (!exception) std::terminate();
  exception->handlers = -exception->handlers;
  ++uncaught;
  __builtin_wasm_throw(0, exception);
}

__attribute__((used)) std::type_info* __cxa_current_exception_type() {
  return it::detail::handled ? const_cast<std::type_info*>(it::detail::handled->type) : nullptr;
}
__attribute__((used)) void* __cxa_get_globals() noexcept { return &it::detail::globals; }
__attribute__((used)) bool __cxa_uncaught_exception() throw() { return it::detail::uncaught > 0; }
__attribute__((used)) unsigned int __cxa_uncaught_exceptions() throw() { return it::detail::uncaught; }

// Behind std::exception_ptr.
__attribute__((used)) void __cxa_increment_exception_refcount(void* object) throw() {
  if (object) ++it::detail::thrown::of(object)->holders;
}
__attribute__((used)) void __cxa_decrement_exception_refcount(void* object) throw() {
  if (object) it::detail::let_go(it::detail::thrown::of(object));
}
__attribute__((used)) void* __cxa_current_primary_exception() throw() {
  if (!it::detail::handled) return nullptr;
  ++it::detail::handled->origin()->holders;
  return it::detail::handled->object();
}
__attribute__((used)) void __cxa_rethrow_primary_exception(void* object) {
  using it::detail::thrown;
  if (!object) return;
  auto* again = thrown::of(__cxa_allocate_exception(0));
  again->primary = thrown::of(object);
  again->type = again->primary->type;
  again->holders = 1;
  ++again->primary->holders;
  it::detail::raise(again);
}
}
#endif
