// std::string across the boundary: UTF-8 and its length in bytes.
#pragma once
#include <string>
#include <string_view>

#include "convert.h"

namespace it {

template <>
struct codec<std::string> {
  using lowered = lowered_list<char>;
  static std::string take(const lowered& from) { return std::string(from.data, from.length); }
  static lowered lend(std::string_view value) { return lend_items(value.data(), value.size()); }
};

inline lowered_list<char> lend(std::string_view value) { return codec<std::string>::lend(value); }

}  // namespace it
