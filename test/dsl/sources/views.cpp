#include <vector>

/**IT_START**/
import "seen" {
  type Bytes = view(u8);
  func bytes(Bytes);
  func all(a: view(s8), b: view(u16), c: view(s16), d: view(s32), e: view(u32)) -> f64;
  func wide(s64, view(s64), view(u64), view(f32), view(f64)) -> std::string;
  /// Reads what `grow` moves.
  func before(numbers: view(u32));
}
export {
  callback Chunk(part: view(u8), last: bool) -> bool;
  func showBytes(buffer);
  func showAll(array(s8), std::vector<u16>, array(s16), array(s32), array(u32)) -> f64;
  func showWide(array(s64), array(u64), array(f32), array(f64)) -> std::string;
  func showNothing();
  func chunks(data: buffer, size: u32, use: Chunk) -> u32;
  func moved(count: u32) -> u32;
}
/**IT_END**/

void showBytes(it::span<const uint8_t> data) { bytes(data); }
double showAll(it::span<const int8_t> a, const std::vector<uint16_t>& b, it::span<const int16_t> c,
               it::span<const int> d, it::span<const uint32_t> e) {
  return all(a, b, c, d, e);
}
std::string showWide(it::span<const int64_t> a, it::span<const uint64_t> b, it::span<const float> c,
                     it::span<const double> d) {
  return wide(-1, a, b, c, d);
}
void showNothing() {
  bytes({});
  bytes(std::vector<uint8_t>());
}
uint32_t chunks(it::span<const uint8_t> data, uint32_t size, Chunk use) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < data.size(); at += size) {
    bool last = at + size >= data.size();
    ++count;
    if (!use(data.subspan(at, last ? data.size() - at : size), last)) break;
  }
  return count;
}
uint32_t moved(uint32_t count) {
  std::vector<uint32_t> numbers(count, 7);
  before(numbers);
  return numbers.empty() ? 0 : numbers.back();
}
