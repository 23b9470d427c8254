/** `std::function`, both ways. */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `
/**IT_START**/
import "host" {
  func give(std::function<s32(s32)>);
  func get() -> std::function<void(std::string)>;
}
type Handlers = struct { name: std::string; onText: std::function<void(std::string)>; add: option(std::function<s32(s32)>); };
export {
  class Button {
    Button();
    prop onClick: std::function<void(std::string)>;
    func click(std::string);
  }
  class Item { Item(s32); readonly prop value: s32; }
  func apply(f: std::function<s32(s32)>, n: s32) -> s32;
  func keep(std::function<void(std::string)>);
  func call(std::string);
  func drop();
  func adder(by: s32) -> std::function<s32(s32)>;
  func both(std::vector<std::function<s32(s32)>>) -> std::function<s32(s32)>;
  func use(const std::function<std::vector<u8>(std::vector<std::string>, f64)>&) -> u32;
  func handlers(Handlers) -> Handlers;
  func maybe(bool) -> option(std::function<s32(s32)>);
  func empty() -> std::function<s32(s32)>;
  func items(std::function<bool(Item)>) -> u32;
  func round() -> s32;
  func say(std::string);
  func nothing(std::function<void()>) -> bool;
  func counters() -> std::pair<std::function<s32()>, std::function<void(s32)>>;
}
/**IT_END**/
#include <memory>
struct Button {
  std::function<void(const std::string&)> onClick;
  void click(const std::string& text) { if (onClick) onClick(text); }
};
struct Item { int value; explicit Item(int value) : value(value) {} };
static std::function<void(const std::string&)> kept;
int apply(std::function<int(int)> f, int n) { return f(f(n)); }
void keep(std::function<void(const std::string&)> f) { kept = std::move(f); }
void call(const std::string& text) { kept(text); }
void drop() { kept = nullptr; }
std::function<int(int)> adder(int by) { return [by](int n) { return n + by; }; }
std::function<int(int)> both(const std::vector<std::function<int(int)>>& all) {
  return [all](int n) {
    for (auto& each : all) n = each(n);
    return n;
  };
}
uint32_t use(const std::function<std::vector<uint8_t>(const std::vector<std::string>&, double)>& f) { return f({"a", "bc"}, 0.5).size(); }
Handlers handlers(const Handlers& from) { return from; }
std::optional<std::function<int(int)>> maybe(bool is) { return is ? std::optional(adder(1)) : std::nullopt; }
std::function<int(int)> empty() { return nullptr; }
uint32_t items(std::function<bool(Item&)> f) {
  uint32_t count = 0;
  for (int n = 0; n < 4; ++n) {
    Item item(n);
    count += f(item);
  }
  return count;
}
int round() {
  int seen = 0;
  give([&seen](int n) { return seen = n; });
  return seen;
}
void say(const std::string& text) { get()(text); }
bool nothing(std::function<void()> f) { return !f; }
std::pair<std::function<int()>, std::function<void(int)>> counters() {
  auto count = std::make_shared<int>(0);
  return {[count] { return *count; }, [count](int by) { *count += by; }};
}
`;

const built = buildDsl(source);

test.each(dslTargets)('functions go both ways: %s', patience, async (target) => {
  const said: string[] = [];
  const host = {
    give: (f: (n: number) => number) => f(5),
    get: () => (text: string) => said.push(`host ${text}`),
  };
  const { startAs, dts } = await built;
  const lib = await startAs(target, { host });
  expect(Object.keys(lib).filter((name) => name.startsWith('_it_'))).toEqual([]);
  expect(lib.apply((n: number) => n * 3, 2)).toBe(18);
  const mine = new RangeError('mine');
  expect(() =>
    lib.apply(() => {
      throw mine;
    }, 1),
  ).toThrow(mine);
  lib.keep((text: string) => said.push(text));
  lib.call('kept');
  lib.keep((text: string) => said.push(`other ${text}`));
  lib.call('kept');
  lib.drop();
  const add = lib.adder(4);
  expect([add(1), add(2), lib.apply(add, 0), lib.both([add, add, (n: number) => -n])(1)]).toEqual([5, 6, 8, -9]);
  expect(() => add('x')).toThrow(/^function: parameter 1 must be a number, got 'x'$/);
  expect(() => add(1.5)).toThrow(/^function: parameter 1 must be an integer/);
  expect(lib.use((list: string[], by: number) => Uint8Array.from([...list.join(''), by], Number))).toBe(4);
  const handlers = lib.handlers({ name: 'h', onText: (text: string) => said.push(`h ${text}`) });
  handlers.onText('there and back');
  expect([handlers.name, handlers.add]).toEqual(['h', undefined]);
  expect(lib.handlers({ ...handlers, add }).add(1)).toBe(5);
  expect([lib.maybe(false), lib.maybe(true)(1)]).toEqual([undefined, 2]);
  expect(() => lib.empty()).toThrow('an empty std::function is no function');
  expect(lib.items((item: { value: number }) => item.value % 2 === 1)).toBe(2);
  expect(lib.round()).toBe(5);
  lib.say('hi');
  expect([lib.nothing(undefined), lib.nothing(() => {})]).toEqual([true, false]);
  const [read, more] = lib.counters();
  more(3);
  more(4);
  expect(read()).toBe(7);
  const button = new lib.Button();
  button.click('nobody listens');
  button.onClick = (text: string) => said.push(`click ${text}`);
  button.click('one');
  button.onClick('two');
  button.dispose();
  expect(said).toEqual(['kept', 'other kept', 'h there and back', 'host hi', 'click one', 'click two']);
  expect(dts).toContain('adder(by: number): (arg0: number) => number');
  // One callback a place: were they not released, there would be no room.
  for (let round = 0; round < 300_000; round++) lib.apply((n: number) => n, round);
});

test.each(['func f(std::function<s32>);', 'func f(std::function<s32(s32), s32>);', 'func f(std::function);'])(
  'refused: %s',
  (text) => {
    expect(() => translate(`/**IT_START**/\nexport { ${text} }\n/**IT_END**/\n`)).toThrow('ITL6021');
  },
);
