#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

export {
  /// C's way: the result stays the module's.
  func motto() -> string;
  /// C's way: the result is freed when JavaScript has it.
  func greet(name: string) -> own string;
  /// The words of a text in the opposite order.
  func reverseWords(text: std::string_view) -> std::string;
  func split(text: std::string, separator: std::string) -> std::vector<std::string>;
  func join(parts: std::vector<std::string>, separator: std::string) -> std::string;
  /// How many bytes a text takes in UTF-8.
  func byteLength(text: std::string_view) -> u32;
}

const char* motto() { return "Strings are strings"; }

char* greet(const char* name) {
  char* text = static_cast<char*>(malloc(strlen("Hello, !") + strlen(name) + 1));
  strcpy(text, "Hello, ");
  strcat(text, name);
  return strcat(text, "!");
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  size_t from = 0;
  for (size_t at; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size())
    parts.push_back(text.substr(from, at - from));
  parts.push_back(text.substr(from));
  return parts;
}

std::string join(const std::vector<std::string>& parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::string reverseWords(std::string_view text) {
  std::vector<std::string> words = split(std::string(text), " ");
  std::reverse(words.begin(), words.end());
  return join(words, " ");
}

uint32_t byteLength(std::string_view text) { return text.size(); }
