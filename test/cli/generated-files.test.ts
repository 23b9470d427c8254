import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Reporter } from '../../src/cli/report.ts';
import { haveDistinctNames, markedCpp, markedItl, writeGenerated } from '../../src/session/generated-files.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

/** What is reported is not to be seen in the test's own output. */
function silent(): { readonly reporter: Reporter; readonly shown: () => string } {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return { reporter: new Reporter({}), shown: () => write.mock.calls.map(([text]) => String(text)).join('') };
}

test('what itlc has made is written over, what anybody else has is not, and then nothing is', () => {
  const own = markedItl('a.cpp', '(export)\n');
  const folder = temporaryFolder({ 'a.itl': own, 'a.cpp': 'int main() {}' });
  const { reporter, shown } = silent();
  const path = (name: string) => join(folder, name);
  expect(writeGenerated([{ path: path('a.itl'), text: markedItl('a.cpp', 'new') }], reporter)).toBe(true);
  expect(readFileSync(path('a.itl'), 'utf8')).toContain('new');
  const both = ['b.cpp', 'a.cpp'].map((name) => ({ path: path(name), text: markedCpp(name, '') }));
  expect(writeGenerated(both, reporter)).toBe(false);
  expect(shown()).toContain(`ITL6065: '${path('a.cpp')}' is not a file that itlc made`);
  expect(readFileSync(path('a.cpp'), 'utf8')).toBe('int main() {}');
  expect(statSync(path('b.cpp'), { throwIfNoEntry: false })).toBeUndefined();
});

test('a file that would not change is left as it is, whoever made it', () => {
  const folder = temporaryFolder({ 'a.h': 'same' });
  const path = join(folder, 'a.h');
  utimesSync(path, 1000, 1000);
  expect(writeGenerated([{ path, text: 'same' }], silent().reporter)).toBe(true);
  expect(statSync(path).mtimeMs).toBe(1_000_000);
});

test('lines keep the numbers that they have in the source', () => {
  expect(markedCpp('x/a.cpp', 'first\n').split('\n').slice(1)).toEqual(['#line 1 "x/a.cpp"', 'first', '']);
  expect(markedCpp('a.cpp', '#line 1 "a.cpp"\nfirst\n').split('\n').slice(1)).toEqual(['#line 1 "a.cpp"', 'first', '']);
});

test('two sources of one name cannot both be written', () => {
  const { reporter, shown } = silent();
  expect(haveDistinctNames('out', ['a/x.cpp', 'b/y.cpp'], reporter)).toBe(true);
  expect(haveDistinctNames('out', ['a/x.cpp', 'b/x.cpp'], reporter)).toBe(false);
  expect(shown()).toContain(`'a/x.cpp' and 'b/x.cpp' would both be written to '${join('out', 'x.cpp')}'`);
});
