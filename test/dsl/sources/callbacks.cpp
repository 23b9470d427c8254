/**IT_START**/
type Colour = enum { Red, Green };
type Access = flags { read, write };
type Point = struct { x: f32; y: f32; };
type Person = struct { name: std::string; age: u8; friends: array(Person); };
type Shape = variant { circle: f32; poly: array(Point); none; };
class Counter { func next() -> s32; readonly prop value: s32; }

callback Log(string);
/// Asks to stop.
callback Progress(done: s32, total: s32) -> s32;
callback Done();
/// Shares the relay `vpp` with Log, and lifts otherwise.
callback Place(Point);
callback Big(id: s64, wide: u64, exact: f64, single: f32, small: u8, yes: bool) -> u64;
callback Person2(person: Person, colour: Colour, access: Access) -> Person;
callback Names(names: std::vector<std::string>, raw: buffer, points: array(Point), flags: std::vector<bool>) -> std::vector<std::string>;
callback Try(text: std::string) -> result(f64, std::string);
callback Maybe(value: option(s32), pair: tuple(s32, std::string)) -> option(Shape);
callback Any(value: any) -> any;
callback Named(string) -> string;
callback Owned(own string) -> own string;
callback Count(counter: Counter);
callback Text(text: std::string_view) -> std::string;

export {
  func log(text: string, log: Log) -> bool;
  func run(steps: s32, onProgress: Progress, onDone: Done) -> s32;
  func place(onPlace: Place, log: Log);
  func big(Big) -> u64;
  func person(Person2) -> std::string;
  func names(Names) -> std::string;
  func tryIt(text: std::string, parse: Try) -> std::string;
  func maybe(Maybe) -> std::string;
  func anyOf(value: any, Any) -> any;
  func named(Named) -> std::string;
  func owned(Owned) -> std::string;
  func count(Count) -> s32;
  func text(Text) -> std::string;
  func throughC(text: string, Log);

  func onAlert(listener: retain Log);
  func alert(text: string);
  func listeners() -> u32;
  func releaseAll();
  func forgetAll();
  func keep(first: retain Log, second: retain Log) -> bool;
  func failing(listener: retain Log, name: std::string);
  func deep(level: s32, again: Progress) -> s32;
  class Button {
    Button(onClick: retain Log);
    func click(text: string);
    func onHover(retain Done);
    func hover();
    static func create(label: std::string, onClick: retain Log) -> Button;
    func each(Progress) -> s32;
  }
}
/**IT_END**/

#include <algorithm>
#include <cstdlib>
#include <string>

class Counter {
 public:
  int next() { return ++value; }
  int value = 0;
};

bool log(const char* text, Log log) {
  if (!log) return false;
  log(text);
  return true;
}

int run(int steps, Progress onProgress, Done onDone) {
  for (int step = 1; step <= steps; ++step)
    if (onProgress && onProgress(step, steps)) return step;
  if (onDone) onDone();
  return steps;
}

void place(Place onPlace, Log log) {
  onPlace({1, 2});
  log("placed");
  Point point{3, 4};
  Place::relay(onPlace.id, &point);
}

uint64_t big(Big big) { return big(-1, ~0ull, 0.1, 0.5f, 255, true); }

std::string person(Person2 person) {
  auto older = person({"Å", 3, {{"b", 1, {}}}}, Colour::Green, Access::write);
  return older.name + std::to_string(older.age) + older.friends.at(0).name;
}

std::string names(Names names) {
  std::string joined;
  const uint8_t raw[] = {1, 2};
  for (auto& name : names({"a", "é"}, raw, {{1, 2}, {3, 4}}, {true, false})) joined += name + ",";
  return joined;
}

std::string tryIt(const std::string& text, Try parse) {
  auto result = parse(text);
  return result ? std::to_string(*result) : "error: " + result.error();
}

std::string maybe(Maybe maybe) {
  auto shape = maybe(std::nullopt, {7, "seven"});
  if (!shape) return "none";
  return shape->is<Shape::poly>() ? std::to_string(shape->get<Shape::poly>()[0].y) : "other";
}

it::ref anyOf(it::ref value, Any any) { return any(value); }
std::string named(Named named) { return std::string(named("a")) + named("b"); }

std::string owned(Owned owned) {
  char* given = static_cast<char*>(malloc(2));
  given[0] = 'x';
  given[1] = '\0';
  char* got = owned(given);
  std::string text = got;
  free(got);
  return text;
}

int count(Count count) {
  auto* counter = new Counter;
  count(counter);
  return 0;
}

std::string text(Text text) { return text("a\0b" + std::string("ü")); }

// A C library takes a function and what to call it with.
extern "C" void each_word(const char* text, void (*say)(const void* id, const char* word), const void* id) {
  std::string word;
  for (; *text; ++text) {
    if (*text != ' ') word += *text;
    if (text[1] && text[1] != ' ') continue;
    say(id, word.c_str());
    word.clear();
  }
}

void throughC(const char* text, Log log) {
  each_word(text, Log::relay, log.id);
  each_word(text, vpp, log.id);
}

static std::vector<it::retained<Log>> all;

void onAlert(it::retained<Log> listener) { all.push_back(std::move(listener)); }
void alert(const char* text) {
  auto current = all;
  for (auto& listener : current)
    if (listener) listener(text);
  all.erase(std::remove_if(all.begin(), all.end(), [](auto& each) { return !each; }), all.end());
}
uint32_t listeners() { return std::count_if(all.begin(), all.end(), [](auto& each) { return bool(each); }); }
void releaseAll() {
  for (auto& listener : all) listener.release();
}
void forgetAll() { all.clear(); }

bool keep(it::retained<Log> first, it::retained<Log> second) {
  all.push_back(first);
  return first != second && second;
}

void failing(it::retained<Log> listener, const std::string& name) {
  all.push_back(listener);
  listener(name.c_str());
}

int deep(int level, Progress again) { return again(level, 0); }

class Button {
 public:
  explicit Button(it::retained<Log> onClick) : onClick_(std::move(onClick)) {}
  void click(const char* text) {
    if (onClick_) onClick_(text);
  }
  void onHover(it::retained<Done> onHover) { onHover_ = std::move(onHover); }
  void hover() {
    if (onHover_) onHover_();
  }
  static Button create(const std::string& label, it::retained<Log> onClick) {
    onClick(label.c_str());
    return Button(std::move(onClick));
  }
  int each(Progress progress) { return progress(1, 2); }

 private:
  it::retained<Log> onClick_;
  it::retained<Done> onHover_;
};
