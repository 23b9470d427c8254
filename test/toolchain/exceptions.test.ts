/** C++ exceptions as errors of JavaScript: with the compiler that comes from npm, and with Emscripten where it is installed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { run } from '../../src/cli.ts';
import { usesExceptions } from '../../src/session/cpp-flags.ts';
import { buildDsl, translate } from '../dsl/build-dsl.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { hasEmscripten } from '../harness/machine-compilers.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const source = `#include <cassert>
#include <stdexcept>
#include <string>
#include <vector>
import "host" { func call(s32) -> s32; }
export {
  class Sum {
    Sum(s32);
    func add(s32) -> s32;
  };
  func half(s32) -> s32;
  func safely(s32) -> std::string;
  func number(s32);
  func through(s32) -> s32;
  func alive() -> s32;
  func at(s32) -> s32;
  func check(s32);
  func kind(s32) -> std::string;
  func nested() -> std::string;
  func again() -> std::string;
  func pointer() -> std::string;
  func pages() -> u32;
  func library(s32, std::string) -> std::string;
}
int count = 0;
struct Live {
  Live() { count++; }
  ~Live() { count--; }
};
struct Sum {
  int sum;
  Sum(int first) : sum(first) { if (first < 0) throw std::invalid_argument("negative"); }
  int add(int more) { if (more == 0) throw std::range_error("nothing to add"); return sum += more; }
};
int half(int n) {
  Live live;
  if (n % 2) throw std::runtime_error("odd: " + std::to_string(n));
  return n / 2;
}
std::string safely(int n) {
  try { return std::to_string(half(n)); } catch (const std::exception& error) { return error.what(); }
}
void number(int n) { throw n; }
int through(int n) {
  Live live;
  try { return call(n); } catch (const std::exception&) { return -1; } catch (...) { return -2; }
}
int alive() { return count; }
std::string library(int n, const std::string& text) {
  Live live;
  try {
    switch (n) {
      case 0: return std::to_string(std::stoi(text));
      case 1: return std::string(1, text.at(9));
      case 2: return std::string(text, 9);
      default: ::operator delete(::operator new(0xfffffff0u)); return "made";
    }
  } catch (const std::out_of_range& error) {
    return std::string("out of range: ") + error.what();
  } catch (const std::logic_error& error) {
    return std::string("logic: ") + error.what();
  } catch (const std::bad_alloc& error) {
    return error.what();
  }
}
int at(int index) { return std::vector<int>{1, 2}.at(index); }
void check(int n) { assert(n > 0 && "positive"); }
struct First { virtual ~First() {} int first = 1; };
struct Second { virtual ~Second() {} int second = 2; };
struct Both : First, Second { Live live; std::string text = "a text that is long enough to need memory of its own"; };
struct Odd : virtual Second { int odd = 3; };
enum class Color { red, green };
static void raise(int kind) {
  Live live;
  std::vector<Live> more(2);
  // One stays alive.
  static Both both;
  static const int number = 4;
  switch (kind) {
    case 0: throw 7;
    case 1: throw Both();
    case 2: throw "text";
    case 3: throw std::out_of_range("range");
    case 4: throw &both;
    case 5: throw Odd();
    case 6: throw Color::green;
    case 7: throw &number;
    case 8: throw static_cast<Second*>(nullptr);
    case 9: throw 2.5;
    case 10: throw std::string("a string that is long enough to need memory of its own");
    case 11: raise(0);
    case 12: throw std::bad_alloc();
    case 99: throw std::runtime_error("not caught");
  }
}
std::string kind(int number) {
  try {
    try {
      try {
        raise(number);
      } catch (int n) {
        return "int " + std::to_string(n);
      } catch (Second& second) {
        return "Second " + std::to_string(second.second);
      } catch (Second* second) {
        return second ? "Second* " + std::to_string(second->second) : "null";
      }
    } catch (const char* text) {
      return text;
    } catch (const std::logic_error& error) {
      return std::string("logic ") + error.what();
    } catch (Color color) {
      return color == Color::green ? "green" : "red";
    } catch (const int* pointer) {
      return pointer ? "const int* " + std::to_string(*pointer) : "null";
    } catch (double) {
      throw;
    }
  } catch (std::string& text) {
    return text.substr(0, 8);
  } catch (const std::runtime_error&) {
    throw;
  } catch (...) {
    return "something";
  }
  return "nothing";
}
std::string nested() {
  try {
    raise(0);
  } catch (...) {
    std::string said;
    try {
      raise(3);
    } catch (const std::exception&) {
      said = "inner";
    }
    try {
      throw;
    } catch (int) {
      return said + " outer";
    }
  }
  return "";
}
std::string again() {
  int times = 0;
  try {
    try {
      try {
        throw std::runtime_error("first");
      } catch (std::exception&) {
        ++times;
        throw;
      }
    } catch (std::exception&) {
      ++times;
      throw;
    }
  } catch (std::exception& error) {
    return error.what() + (" " + std::to_string(times));
  }
}
std::string pointer() {
  std::exception_ptr kept;
  try {
    throw std::runtime_error("kept");
  } catch (...) {
    kept = std::current_exception();
  }
  for (int round = 0; round < 3; ++round) {
    try {
      std::rethrow_exception(kept);
    } catch (const std::exception& error) {
      if (round == 2) return error.what();
    }
  }
  return "";
}
uint32_t pages() { return __builtin_wasm_memory_size(0); }
`;

const expectedKinds = [
  'int 7',
  'Second 2',
  'text',
  'logic range',
  'Second* 2',
  'Second 2',
  'green',
  'const int* 4',
  'null',
  'something',
  'a string',
  'int 7',
  'something',
  'nothing',
];

const compilers: readonly { readonly name: string; readonly choice: readonly string[] }[] = [
  { name: '@yowasp/clang', choice: [] },
  ...(hasEmscripten() ? [{ name: 'em++', choice: ['--cxx', 'em++'] }] : []),
];

test.each(compilers)(
  'what C++ throws is an Error with its message: $name',
  { timeout: 300_000 },
  async ({ choice }) => {
    const folder = temporaryFolder({ 'a.cpp': source });
    const flags = [...choice, '--cxxflags', '-fwasm-exceptions'];
    expect(await run([join(folder, 'a.cpp'), '-o', join(folder, 'out'), ...flags])).toBe(0);
    const mine = new RangeError('of JavaScript');
    const call = (n: number): number => {
      if (n < 0) throw mine;
      return n + 1;
    };
    const imports = { host: { call } };
    const adapter = await instantiate<AnyExports>(pathToFileURL(join(folder, 'out/it_a.wasm')), imports);
    const generated = await import(pathToFileURL(join(folder, 'out/a.js')).href);
    for (const module of [adapter, await generated.instantiate(imports)]) behaves(module, mine);
  },
);

function behaves(module: AnyExports, mine: Error): void {
  // The stack and the heap would not last for so many of these, were something left behind.
  for (let round = 0; round < 3000; round++) expect(() => module.half(7)).toThrow(new Error('odd: 7'));
  expect([module.half(8), module.safely(8), module.safely(5)]).toEqual([4, '4', 'odd: 5']);
  expect(() => module.number(4)).toThrow(new Error('a C++ exception that is no std::exception'));
  expect(() => module.at(4)).toThrow(new Error('vector'));
  // What the compiled parts of the library throw C++ catches like its own.
  const alive = module.alive();
  expect(module.library(0, '12')).toBe('12');
  expect(module.library(0, 'x')).toBe('logic: stoi: no conversion');
  expect(module.library(0, '99999999999')).toBe('out of range: stoi: out of range');
  expect(module.library(1, 'text')).toBe('out of range: basic_string');
  expect(module.library(2, 'text')).toBe('out of range: basic_string');
  expect(module.library(3, '')).toBe('std::bad_alloc');
  expect(module.alive()).toBe(alive);
  expect(() => module.check(0)).toThrow(/^assertion failed: n > 0 && "positive" \(.*a\.cpp:\d+, check\)$/);
  expect(() => new module.Sum(-1)).toThrow(new Error('negative'));
  const sum = new module.Sum(1);
  expect(() => sum.add(0)).toThrow(new Error('nothing to add'));
  expect(sum.add(3)).toBe(4);
  // C++ cannot catch JavaScript's errors, but cleans up after them.
  expect(module.through(3)).toBe(4);
  expect(() => module.through(-3)).toThrow(mine);
  expect(module.alive()).toBe(0);
  for (let kind = 0; kind < expectedKinds.length; kind++)
    expect([kind, module.kind(kind)]).toEqual([kind, expectedKinds[kind]]);
  expect(() => module.kind(99)).toThrow(new Error('not caught'));
  const results = [module.alive(), module.nested(), module.again(), module.pointer(), module.alive()];
  expect(results).toEqual([1, 'inner outer', 'first 2', 'kept', 1]);
  // What was thrown is given back, however it ended.
  const before = module.pages();
  for (let round = 0; round < 20_000; round++) {
    module.kind(round % expectedKinds.length);
    module.pointer();
    module.again();
    expect(() => module.kind(99)).toThrow();
  }
  expect(module.pages()).toBe(before);
}

test('a pattern that is none is caught', { timeout: 120_000 }, async () => {
  const { startAs } = await buildDsl(
    `export { func matches(std::string, std::string) -> bool; }
#include <regex>
bool matches(const std::string& pattern, const std::string& text) {
  try {
    return std::regex_search(text, std::regex(pattern));
  } catch (const std::regex_error& error) {
    throw std::runtime_error(error.code() == std::regex_constants::error_paren ? "a parenthesis is missing" : error.what());
  }
}`,
    ['-fwasm-exceptions'],
  );
  const { matches } = await startAs('adapter');
  expect([matches('a+', 'caat'), matches('a+', 'c')]).toEqual([true, false]);
  expect(() => matches('(', 'c')).toThrow(new Error('a parenthesis is missing'));
});

describe('an export of numbers', () => {
  const text = 'export { func f(s32) -> s32; }\nint f(int n) { return n; }';

  test('is exported as it is where there are no exceptions', () => {
    expect(translate(text).cpp[0]?.text).toContain('__attribute__((export_name("f"))) int f(int);');
  });

  test('has something around it that catches them where there are', () => {
    const [file] = translate(text, { exceptions: true }).cpp;
    expect(file?.text).not.toContain('__attribute__((export_name("f")))');
    expect(file?.text).toMatch(/IT_EXPORT\("f"\) int _it_export_f\(int p0\) IT_TRY \{\n.*\n? *return ::f\(p0\);/);
  });
});

test.each([
  [undefined, false],
  [['-O1'], false],
  [['-fexceptions'], true],
  [['-O1 -fwasm-exceptions'], true],
  [['-fwasm-exceptions', '-fno-exceptions'], false],
  [['-fno-exceptions -fexceptions'], true],
])('the flags %j turn exceptions on: %s', (cxxflags, expected) => {
  expect(usesExceptions({ ...(cxxflags && { cxxflags }) })).toBe(expected);
});
