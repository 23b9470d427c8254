/** C++ exceptions as errors of JavaScript, with a compiler whose library has them: Emscripten, where it is installed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { run } from '../../src/cli.ts';
import { usesExceptions } from '../../src/session/cpp-flags.ts';
import { translate } from '../dsl/build-dsl.ts';
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
int at(int index) { return std::vector<int>{1, 2}.at(index); }
void check(int n) { assert(n > 0 && "positive"); }
`;

test.skipIf(!hasEmscripten())('what C++ throws is an Error with its message', { timeout: 300_000 }, async () => {
  const folder = temporaryFolder({ 'a.cpp': source });
  const flags = ['--cxx', 'em++', '--cxxflags', '-fwasm-exceptions'];
  expect(await run([join(folder, 'a.cpp'), '-o', join(folder, 'out'), ...flags])).toBe(0);
  const mine = new RangeError('of JavaScript');
  const call = (n: number): number => {
    if (n < 0) throw mine;
    return n + 1;
  };
  const module = await instantiate<AnyExports>(pathToFileURL(join(folder, 'out/it_a.wasm')), { host: { call } });
  // The stack and the heap would not last for so many of these, were something left behind.
  for (let round = 0; round < 3000; round++) expect(() => module.half(7)).toThrow(new Error('odd: 7'));
  expect([module.half(8), module.safely(8), module.safely(5)]).toEqual([4, '4', 'odd: 5']);
  expect(() => module.number(4)).toThrow(new Error('a C++ exception that is no std::exception'));
  expect(() => module.at(4)).toThrow(new Error('vector'));
  expect(() => module.check(0)).toThrow(/^assertion failed: n > 0 && "positive" \(.*a\.cpp:\d+, check\)$/);
  expect(() => new module.Sum(-1)).toThrow(new Error('negative'));
  const sum = new module.Sum(1);
  expect(() => sum.add(0)).toThrow(new Error('nothing to add'));
  expect(sum.add(3)).toBe(4);
  // C++ cannot catch JavaScript's errors, but cleans up after them.
  expect(module.through(3)).toBe(4);
  expect(() => module.through(-3)).toThrow(mine);
  expect(module.alive()).toBe(0);
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
