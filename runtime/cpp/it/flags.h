// Sets of flags: an enum class whose values are bits.
#pragma once

/// Gives the type, whose flags together are `all`, `| & ^ ~ |= &= ^=`, and `has(set, flags)`: whether all of them are set.
#define IT_FLAGS(F, all)                                                                                        \
  constexpr F operator|(F a, F b) { return static_cast<F>(static_cast<unsigned>(a) | static_cast<unsigned>(b)); } \
  constexpr F operator&(F a, F b) { return static_cast<F>(static_cast<unsigned>(a) & static_cast<unsigned>(b)); } \
  constexpr F operator^(F a, F b) { return static_cast<F>(static_cast<unsigned>(a) ^ static_cast<unsigned>(b)); } \
  constexpr F operator~(F a) { return static_cast<F>((all) & ~static_cast<unsigned>(a)); }                                                      \
  constexpr F& operator|=(F& a, F b) { return a = a | b; }                                                  \
  constexpr F& operator&=(F& a, F b) { return a = a & b; }                                                  \
  constexpr F& operator^=(F& a, F b) { return a = a ^ b; }                                                  \
  constexpr bool has(F set, F flags) { return (set & flags) == flags; }
