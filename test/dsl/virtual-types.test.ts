/** Virtual methods of C++'s with other types than the block writes: pointers, references, numbers that hold the block's. */
import { expect, test } from 'vitest';
import { buildDsl, dslTargets as targets } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
namespace lib {
struct Body { int id; explicit Body(int id) : id(id) {} };
struct Doc { int pages = 3; std::shared_ptr<Doc> next; std::shared_ptr<Doc> last_; std::shared_ptr<Doc> last() const { return last_; } void setLast(const std::shared_ptr<Doc>& to) { last_ = to; } };
inline int pagesOf(std::shared_ptr<Doc> doc) { return doc ? doc->pages : -1; }
struct Point { float x, y; };
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void begin(Body* body, const Point& at) { (void)body; (void)at; }
  virtual bool filter(const Body* one, const Body* other) const { return one != other; }
  virtual float cast(Body* body, float fraction) noexcept = 0;
  virtual Body* pick(Body* first, Body* other) { (void)other; return first; }
  virtual const std::string& name() const { static const std::string own = "listener"; return own; }
  virtual long size(short n, size_t m) { return n + static_cast<long>(m); }
  virtual void text(const char* c, std::string_view view) { log = std::string(c) + "/" + std::string(view); }
  virtual void value(std::string text, std::vector<int> list) { log = text + std::to_string(list.size()); }
  virtual Body* make(int id) { return new Body(id); }
  virtual void eat(Body* body) { delete body; }
  virtual std::shared_ptr<Doc> share(const std::shared_ptr<Doc>& doc) { return doc; }
  int over(int n) { return over(n, 1); }
  virtual int over(int n, int m) { return n + m; }
  virtual void moved(const Point* to) { log = std::to_string(static_cast<int>(to->x)); }
  virtual const Body& self(const Body& body) { return body; }
  std::string log;
};
inline Body one(1), two(2);
inline void run(Listener* listener) { listener->begin(&one, {1, 2}); listener->text("c", "view"); listener->value("v", {1, 2}); }
inline bool filter(const Listener& l, bool same) { return l.filter(&one, same ? &one : &two); }
inline float cast(Listener& l, float f) { return l.cast(&one, f); }
inline int pick(Listener& l, bool none) { auto* found = l.pick(&one, none ? nullptr : &two); return found ? found->id : -1; }
inline std::string name(Listener& l) { return l.name() + l.name(); }
inline long size(Listener& l) { return l.size(-3, 5); }
inline int make(Listener& l) { std::unique_ptr<Body> made(l.make(9)); return made ? made->id : -1; }
inline void eat(Listener& l) { l.eat(new Body(4)); }
inline int share(Listener& l, bool none) { auto doc = l.share(none ? nullptr : std::make_shared<Doc>()); return doc ? doc->pages : -1; }
inline int over(Listener& l) { return l.over(1, 2); }
inline bool self(Listener& l) { return &l.self(one) == &one; }
inline void move(Listener& l, const Point* to) { l.moved(to); }
inline void nowhere(Listener& l) { l.moved(nullptr); }
inline void null(Listener& l) { l.begin(nullptr, {0, 0}); }
}  // namespace lib
/**IT_START**/
type Point = struct lib::Point { x: f32; y: f32; };
export {
  class Body = lib::Body { readonly prop id: s32; }
  shared class Doc = lib::Doc { Doc(); prop pages: s32; prop next: option(Doc); prop last: option(Doc) = last, setLast; }
  func pagesOf = lib::pagesOf(doc: option(Doc)) -> s32;
  class Listener = lib::Listener {
    Listener();
    virtual func begin(body: Body, at: Point);
    virtual func filter(one: Body, other: Body) const -> bool;
    virtual func cast(body: Body, fraction: f32) noexcept -> f32 = 0;
    virtual func pick(first: Body, other: option(Body)) -> option(lent Body);
    virtual func name() const -> std::string;
    virtual func size(n: s16, m: u32) -> s32;
    virtual func text(c: string, view: std::string_view);
    virtual func value(text: std::string, list: std::vector<s32>);
    virtual func make(id: s32) -> own Body;
    virtual func eat(body: own Body);
    virtual func share(doc: option(Doc)) -> option(Doc);
    virtual func over(n: s32, m: s32) -> s32;
    virtual func moved(to: Point);
    virtual func own = self(body: Body) -> lent Body;
    readonly prop log: std::string;
  }
  func run = lib::run(listener: Listener);
  func filter = lib::filter(l: Listener, same: bool) -> bool;
  func cast = lib::cast(l: Listener, f: f32) -> f32;
  func pick = lib::pick(l: Listener, none: bool) -> s32;
  func name = lib::name(l: Listener) -> std::string;
  func size = lib::size(l: Listener) -> long;
  func make = lib::make(l: Listener) -> s32;
  func eat = lib::eat(l: Listener);
  func share = lib::share(l: Listener, none: bool) -> s32;
  func over = lib::over(l: Listener) -> s32;
  func self = lib::self(l: Listener) -> bool;
  func move = lib::move(l: Listener, to: Point);
  func nowhere = lib::nowhere(l: Listener);
  func null = lib::null(l: Listener);
}
/**IT_END**/
`;

test.each(targets)('virtual methods as C++ has them: %s', patience, async (target) => {
  const { startAs } = await buildDsl(source);
  const lib = await startAs(target);
  const seen: unknown[] = [];
  class Plain extends lib.Listener {
    cast(body: { id: number }, fraction: number) {
      return body.id + fraction;
    }
  }
  const plain = new Plain();
  expect([lib.filter(plain, true), lib.cast(plain, 0.5), lib.pick(plain, true), lib.name(plain)]).toEqual([
    false,
    1.5,
    1,
    'listenerlistener',
  ]);
  expect([lib.size(plain), lib.make(plain), lib.share(plain, true), lib.share(plain, false)]).toEqual([2, 9, -1, 3]);
  lib.eat(plain);
  lib.run(plain);
  expect(plain.log).toBe('v2');

  class Mine extends Plain {
    begin(body: { id: number }, at: object) {
      seen.push(['begin', body.id, at]);
    }
    filter(one: object, other: object) {
      return one === other;
    }
    pick(_first: object, other: object | undefined) {
      return other;
    }
    name() {
      return `mine ${super.name()}`;
    }
    size(n: number, m: number) {
      return n * m;
    }
    text(c: string, view: string) {
      seen.push([c, view]);
    }
    value(text: string, list: Int32Array) {
      seen.push([text, [...list]]);
      super.value(text, list);
    }
    make(id: number) {
      return super.make(id + 1);
    }
    eat(body: { id: number; dispose(): void }) {
      seen.push(['eat', body.id]);
      body.dispose();
    }
    share(doc?: { pages: number }) {
      if (doc) doc.pages = 8;
      return doc;
    }
    over(n: number, m: number) {
      return 10 * super.over(n, m);
    }
    moved(to: { x: number }) {
      super.moved({ ...to, x: to.x + 1 });
    }
    own(body: object) {
      return super.own(body);
    }
  }
  const mine = new Mine();
  expect([lib.filter(mine, true), lib.filter(mine, false), lib.pick(mine, true), lib.pick(mine, false)]).toEqual([
    true,
    false,
    -1,
    2,
  ]);
  expect([lib.name(mine), lib.size(mine), lib.make(mine)]).toEqual(['mine listenermine listener', -15, 10]);
  expect([lib.share(mine, true), lib.share(mine, false), lib.over(mine), lib.self(mine)]).toEqual([-1, 8, 30, true]);
  lib.eat(mine);
  lib.run(mine);
  expect(seen).toEqual([
    ['eat', 4],
    ['begin', 1, { x: 1, y: 2 }],
    ['c', 'view'],
    ['v', [1, 2]],
  ]);
  expect(mine.log).toBe('v2');
  lib.move(mine, { x: 6, y: 0 });
  expect(mine.log).toBe('7');
  expect(() => lib.nowhere(mine)).toThrow('a null pointer is no value');
  expect(() => lib.null(mine)).toThrow('a null pointer is no instance');
});

test.each(targets)('a std::shared_ptr that may be null: %s', patience, async (target) => {
  const lib = await (await buildDsl(source)).startAs(target);
  const doc = new lib.Doc();
  const other = new lib.Doc();
  expect([doc.next, doc.last, lib.pagesOf(undefined), lib.pagesOf(doc)]).toEqual([undefined, undefined, -1, 3]);
  doc.next = other;
  doc.last = other;
  expect([doc.next === other, doc.last === other]).toEqual([true, true]);
  doc.next = null;
  doc.last = undefined;
  expect([doc.next, doc.last]).toEqual([undefined, undefined]);
  expect(() => {
    doc.next = 5;
  }).toThrow('must be a Doc, got 5');
});
