// Callbacks that outlive the call in which JavaScript handed them over: `retain` of the DSL.
#pragma once
#include <utility>

#include "callback.h"
#include "fail.h"

extern "C" IT_IMPORT("_it", "free_callback") void _it_free_callback(const void* id);

namespace it {

/// What all that hold a callback share: C++'s `retained`, and the object that JavaScript got.
struct retained_state {
  /// Null once it is released.
  const void* id;
  /// How many `retained` there are.
  unsigned holders;
  /// Whether the adapter or JavaScript may still come back to it.
  bool is_outside;
  /// Whether the call that handed it over has gone well.
  bool is_kept;
};

namespace detail {

inline void free_callback(retained_state& state) {
  if (const void* id = std::exchange(state.id, nullptr)) _it_free_callback(id);
}

inline void let_go(retained_state* state) {
  if (--state->holders > 0) return;
  free_callback(*state);
  if (!state->is_outside) delete state;
}

inline void leave_outside(retained_state* state) {
  state->is_outside = false;
  if (state->holders == 0) delete state;
}

}  // namespace detail

/// Keeps a callback of type `Callback`. Copies are the same callback, which is released with the last of them, or
/// earlier: by `release()`, or by JavaScript. From then on it is false, and calling it is an error.
template <class Callback>
class retained {
 public:
  /// None.
  retained() = default;
  retained(const retained& other) : state_(other.state_) {
    if (state_) ++state_->holders;
  }
  retained(retained&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  retained& operator=(retained other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~retained() {
    if (state_) detail::let_go(state_);
  }

  explicit operator bool() const { return static_cast<bool>(get()); }
  /// For C: its `id`, which is null once it is released.
  Callback get() const { return {state_ ? state_->id : nullptr}; }

  template <class... Ts>
  decltype(auto) operator()(Ts&&... values) const {
    return get()(std::forward<Ts>(values)...);
  }

  /// For all copies.
  void release() {
    if (state_) detail::free_callback(*state_);
  }

  bool operator==(const retained& other) const { return state_ == other.state_; }
  bool operator!=(const retained& other) const { return state_ != other.state_; }

  /// What the adapter made; it counts the first holder already.
  static retained adopt(retained_state* state) {
    retained made;
    made.state_ = state;
    return made;
  }

 private:
  retained_state* state_ = nullptr;
};

}  // namespace it

extern "C" {

/// For a callback that an exported function is about to take.
IT_EXPORT("_it_retain_callback") inline it::retained_state* _it_retain_callback(const void* id) {
  return new it::retained_state{id, 1, true, false};
}

/// For one that C++ alone has, as a part of a value.
IT_EXPORT("_it_entrust_callback") inline it::retained_state* _it_entrust_callback(const void* id) {
  return new it::retained_state{id, 1, false, true};
}

/// The function has returned.
IT_EXPORT("_it_keep_callback") inline it::retained_state* _it_keep_callback(it::retained_state* state) {
  state->is_kept = true;
  return state;
}

/// The call is over. What failed keeps nothing; `is_entrusted`: JavaScript got no object to release it with.
IT_EXPORT("_it_settle_callback") inline void _it_settle_callback(it::retained_state* state, bool is_entrusted) {
  if (!state->is_kept) it::detail::free_callback(*state);
  if (!state->is_kept || is_entrusted) it::detail::leave_outside(state);
}

/// JavaScript's object was disposed of, or forgotten.
IT_EXPORT("_it_release_callback") inline void _it_release_callback(it::retained_state* state) {
  it::detail::free_callback(*state);
  it::detail::leave_outside(state);
}
}
