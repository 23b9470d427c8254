import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { run } from '../../src/cli.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const source = `#include <string>
import "host" { func fail(std::string); }
export { func callFailing(text: std::string) -> std::string; }
std::string callFailing(const std::string& text) {
  volatile char room[1000] = {1};
  fail(text);
  return text + char('0' + room[0]);
}`;

test('what JavaScript throws through C++ leaves the stack where it was', { timeout: 180_000 }, async () => {
  const folder = temporaryFolder({ 'a.cpp': source });
  expect(await run([join(folder, 'a.cpp'), '-o', join(folder, 'out')])).toBe(0);
  const seen = new Set<string>();
  let isFailing = true;
  const fail = (text: string) => {
    seen.add(text);
    if (isFailing) throw new RangeError('of JavaScript');
  };
  const module = await instantiate<AnyExports>(pathToFileURL(join(folder, 'out/it_a.wasm')), { host: { fail } });
  // The stack has 64 KiB: without care it would last for 60 of these.
  for (let count = 0; count < 1000; count++) expect(() => module.callFailing('short')).toThrow('of JavaScript');
  isFailing = false;
  expect(module.callFailing('short')).toBe('short1');
  expect([...seen]).toEqual(['short']);
});
