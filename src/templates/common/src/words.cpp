#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <vector>

// What JavaScript sees. Everything below the block is C++ as usual.
export {
  type Count = struct { word: std::string; times: u32; };

  /// The words of a text in lower case, the most frequent ones first.
  func countWords(text: std::string) -> std::vector<Count>;
}

std::vector<Count> countWords(const std::string& text) {
  std::map<std::string, uint32_t> times;
  std::string word;
  for (unsigned char c : text + ' ') {
    // Letters beyond ASCII have several bytes, all of them from 0x80 on.
    if (std::isalnum(c) || c >= 0x80) {
      word += static_cast<char>(std::tolower(c));
    } else if (!word.empty()) {
      ++times[word];
      word.clear();
    }
  }
  std::vector<Count> counts;
  for (const auto& [counted, n] : times) counts.push_back({counted, n});
  std::stable_sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.times > b.times; });
  return counts;
}
