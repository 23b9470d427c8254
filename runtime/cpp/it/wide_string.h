// std::u16string, std::u32string and std::wstring across the boundary: UTF-16 and its length in code units.
#pragma once
#include <string>

#include "convert.h"
#include "fail.h"

namespace it {
namespace detail {

/// A code point for each pair of surrogates; a surrogate by itself stays one.
template <class Text>
Text from_utf16(const char16_t* units, uint32_t length) {
  Text text;
  text.reserve(length);
  for (uint32_t index = 0; index < length; ++index) {
    char32_t unit = units[index];
    bool is_pair = (unit & 0xfc00) == 0xd800 && index + 1 < length && (units[index + 1] & 0xfc00) == 0xdc00;
    if (is_pair) unit = 0x10000 + ((unit & 0x3ff) << 10) + (units[++index] & 0x3ff);
    text.push_back(static_cast<typename Text::value_type>(unit));
  }
  return text;
}

template <class Text>
size_t utf16_length(const Text& text) {
  size_t length = text.size();
  for (auto each : text) {
    auto point = static_cast<char32_t>(each);
    if (point > 0x10ffff) fail("the text has a number in it that is no code point");
    if (point > 0xffff) ++length;
  }
  return length;
}

template <class Text>
void to_utf16(const Text& text, char16_t* to) {
  for (auto each : text) {
    auto point = static_cast<char32_t>(each);
    if (point > 0xffff) {
      *to++ = static_cast<char16_t>(0xd7c0 + (point >> 10));
      point = 0xdc00 | (point & 0x3ff);
    }
    *to++ = static_cast<char16_t>(point);
  }
}

}  // namespace detail

template <class Text>
Text take_text(const char16_t* units, uint32_t length) {
  if constexpr (sizeof(typename Text::value_type) == 2) {
    return Text(units, units + length);
  } else {
    return detail::from_utf16<Text>(units, length);
  }
}

template <class Text>
lowered_list<char16_t> lend_text(const Text& text) {
  if constexpr (std::is_same_v<typename Text::value_type, char16_t>) {
    return lend_items(text.data(), text.size());
  } else {
    size_t length = detail::utf16_length(text);
    auto* units = lend_room<char16_t>(length);
    if (units) detail::to_utf16(text, units);
    return {units, static_cast<uint32_t>(length)};
  }
}

template <class Text>
struct wide_codec {
  using lowered = lowered_list<char16_t>;
  static Text take(const lowered& from) { return take_text<Text>(from.data, from.length); }
  static lowered lend(const Text& value) { return lend_text(value); }
};

template <>
struct codec<std::u16string> : wide_codec<std::u16string> {};
template <>
struct codec<std::u32string> : wide_codec<std::u32string> {};
template <>
struct codec<std::wstring> : wide_codec<std::wstring> {};

}  // namespace it
