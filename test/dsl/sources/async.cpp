#include <string>
#include <vector>

/**IT_START**/
import "net" {
  /// May give a promise.
  async func fetchText(url: string) -> std::string;
  async func pause(u32);
  async func attempt(u32) -> result(string, string);
  async func sum(view(u32)) -> u32;
  func note(std::string);
}
export {
  /// The length of all texts.
  async func total(urls: array(std::string)) -> u32;
  async func nap(u32);
  async func both(a: u32, b: u32) -> result(std::string, std::string);
  async func added(numbers: array(u32)) -> u32;
  async func weighed(bytes: buffer) -> u32;
  async func summed(numbers: std::vector<u32>) -> u32;
  func hasty(url: string) -> u32;
  func plain(n: u32) -> u32;
  class Page {
    Page(url: std::string);
    async func text() -> std::string;
    static async func open(url: std::string) -> Page;
    readonly prop length: u32;
  }
}
/**IT_END**/

uint32_t total(it::span<const std::string> urls) {
  uint32_t sum = 0;
  for (const std::string& url : urls) {
    sum += fetchText(url.c_str()).size();
    note(url);
  }
  return sum;
}
uint32_t weighed(it::span<const uint8_t> bytes) {
  pause(0);
  uint32_t sum = 0;
  for (uint8_t byte : bytes) sum += byte;
  return sum;
}
uint32_t summed(const std::vector<uint32_t>& numbers) {
  pause(0);
  uint32_t sum = 0;
  for (uint32_t number : numbers) sum += number;
  return sum;
}
void nap(uint32_t milliseconds) { pause(milliseconds); }
it::result<std::string, std::string> both(uint32_t a, uint32_t b) {
  auto first = attempt(a);
  if (!first) return it::error(std::string("first: ") + first.error());
  std::string kept = *first;
  auto second = attempt(b);
  if (!second) return it::error(std::string("second: ") + second.error());
  return kept + *second;
}
uint32_t added(it::span<const uint32_t> numbers) { return sum(numbers); }
uint32_t hasty(const char* url) { return fetchText(url).size(); }
uint32_t plain(uint32_t n) { return n + 1; }

class Page {
 public:
  explicit Page(const std::string& url) : url_(url) {}
  std::string text() {
    std::string text = fetchText(url_.c_str());
    length = text.size();
    return text;
  }
  static Page open(const std::string& url) {
    Page page(url);
    page.text();
    return page;
  }
  uint32_t length = 0;

 private:
  std::string url_;
};
