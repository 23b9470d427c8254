// hnswlib locks what it changes. In a C++ library for a single thread there are no mutexes, and nobody to lock out.
#pragma once
#include <mutex>

#if defined(_LIBCPP_VERSION) && !defined(_LIBCPP_HAS_NO_THREADS) && !(defined(_LIBCPP_HAS_THREADS) && _LIBCPP_HAS_THREADS)
#define NEEDS_MUTEX
#elif defined(_LIBCPP_HAS_NO_THREADS)
#define NEEDS_MUTEX
#endif

#ifdef NEEDS_MUTEX
#undef NEEDS_MUTEX
namespace std {
struct mutex {
  void lock() {}
  void unlock() {}
};
struct defer_lock_t {};
inline constexpr defer_lock_t defer_lock{};
template <class Mutex>
struct unique_lock {
  explicit unique_lock(Mutex&) {}
  unique_lock(Mutex&, defer_lock_t) {}
  ~unique_lock() {}
  void lock() {}
  void unlock() {}
};
}  // namespace std
#endif
