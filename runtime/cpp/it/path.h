// std::filesystem::path across the boundary: a text in UTF-8.
#pragma once
#include <filesystem>

#include "string.h"

namespace it {

template <>
struct codec<std::filesystem::path> {
  using lowered = lowered_list<char>;
  static std::filesystem::path take(const lowered& from) {
    return std::filesystem::path(std::string(from.data, from.length));
  }
  static lowered lend(const std::filesystem::path& value) { return codec<std::string>::lend(value.native()); }
};

}  // namespace it
