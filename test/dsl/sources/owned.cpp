#include <stdlib.h>

#include <string>

/**IT_START**/
type Names = struct { first: own string; others: std::vector<own string>; };
type Json = variant { nothing; boolean: bool; text: std::string; list: array(Json); };
import "js" {
  func take(Names);
  func give() -> Names;
  func louder(own string) -> own string;
}
export {
  func names(given: Names) -> Names;
  func throughJs() -> std::string;
  func json(Json) -> Json;
  func shout(own string) -> own string;
  /// Gives back what it is given, or throws.
  func lists(names: array(std::string), texts: std::vector<std::string>, text: std::string, values: array(any), json: Json,
             fails: bool) -> u32;
  func blocks() -> s32;
}
/**IT_END**/

// Blocks of malloc's that are not freed.
static int living = 0;
extern "C" {
void* __real_malloc(size_t size);
void __real_free(void* memory);
void* __wrap_malloc(size_t size) {
  ++living;
  return __real_malloc(size);
}
void __wrap_free(void* memory) {
  if (memory) --living;
  __real_free(memory);
}
}
int blocks() { return living; }

Names names(const Names& given) { return given; }

std::string throughJs() {
  Names names = give();
  std::string all = names.first;
  for (char* other : names.others) all += other;
  take(names);
  return all;
}

Json json(const Json& given) {
  return given.is<Json::list>() ? Json(Json::list(given.get<Json::list>())) : given;
}

char* shout(char* text) { return louder(text); }

uint32_t lists(it::span<const std::string> names, const std::vector<std::string>& texts, const std::string& text,
               it::span<const it::ref> values, const Json& json, bool fails) {
  if (fails) it::fail("fails");
  return names.size() + texts.size() + text.size() + values.size() + (json.is<Json::list>() ? 1 : 0);
}
