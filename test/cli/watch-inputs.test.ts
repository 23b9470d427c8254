/** `itlc --watch` as a user sees it: a process that builds, reports, and goes on. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fakeCompiler } from '../harness/fake-compiler.ts';
import { root } from '../harness/folders.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

/** What the process has printed since the last look, once it waits again. */
function startWatching(folder: string, args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ITLC_CXX: '', WASI_SDK_PATH: '' };
  const child = spawn(process.execPath, [join(root, 'bin/itlc.js'), ...args, '--watch'], { cwd: folder, env });
  onTestFinished(() => void child.kill());
  let printed = '';
  child.stderr.on('data', (piece) => {
    printed += piece;
  });
  const next = async (): Promise<string> => {
    await vi.waitFor(() => expect(printed).toContain('; watching '), { timeout: 50_000, interval: 20 });
    const text = printed;
    printed = '';
    return text;
  };
  return { next, isRunning: () => child.exitCode === null };
}

const block = 'export {\n  func one() -> s32;\n}\n';

test('C++: sources, headers and included declarations count, and errors do not end it', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder({
    'a.cpp': `#include "a.h"\n/**IT_START**/\ninclude "shared.it"\n${block}/**IT_END**/\n`,
    'a.h': '#define ONE 1\n',
    'b.cpp': 'int two() { return 2; }\n',
    'shared.it': 'type Number = s32;\n',
  });
  const fake = fakeCompiler(folder);
  const compiled = (): readonly string[] =>
    fake.calls().flatMap((args) => (args.includes('-c') ? [args[args.indexOf('-c') + 1] ?? ''] : []));
  const watching = startWatching(folder, ['a.cpp', 'b.cpp', '-o', 'out', '--cxx', fake.path]);
  // The fake makes a module without exports.
  expect(await watching.next()).toMatch(
    /ITL6064: 'one' is declared here and never defined[\s\S]*itlc: .*errors; watching 4 files\n$/,
  );
  expect([...compiled()].sort()).toEqual(['b.cpp', join('out', 'a.cpp')]);

  writeIn(folder, 'a.h', '#define ONE mistake\n#include "late.h"\n');
  await watching.next();
  expect(compiled().slice(2)).toEqual([join('out', 'a.cpp')]);

  writeIn(folder, 'b.cpp', 'mistake\n');
  expect(await watching.next()).toContain("b.cpp:1:1: error: a mistake\nerror ITL6062: 'b.cpp' does not compile\n");

  writeIn(folder, 'late.h', '');
  expect(await watching.next()).toContain('watching 5 files\n');

  writeIn(folder, 'shared.it', 'type Number = ;\n');
  expect(await watching.next()).toMatch(/^shared\.it:1:15 - error ITL60\d\d: /);
  expect(watching.isRunning()).toBe(true);
});

test('ITL: the core module counts too, and what is right again is written again', { timeout: 120_000 }, async () => {
  const itl = (name: string) => `(export\n  (func _ "${name}" (result s32) 1))\n`;
  const folder = temporaryFolder({ 'one.itl': itl('one') });
  const watching = startWatching(folder, ['one.itl', '-o', 'out']);
  const written = ['it_one.wasm', 'one.js', 'one.d.ts'].map((name) => `wrote ${join('out', name)}\n`).join('');
  expect(await watching.next()).toBe(`${written}itlc: done; watching 1 file\n`);
  writeIn(folder, 'one.itl', '(export');
  expect(await watching.next()).toMatch(/^one\.itl:1:8 - error [\s\S]*itlc: there were errors; watching 1 file\n$/);
  writeIn(folder, 'one.itl', itl('two'));
  expect(await watching.next()).toBe(`${written}itlc: done; watching 1 file\n`);
  expect(readFileSync(join(folder, 'out/one.d.ts'), 'utf8')).toContain('two(): number');
  writeIn(folder, 'one.itl', `(module wasm "core.wasm"\n  (func two "two" (result i32)))\n${itl('two')}`);
  expect(await watching.next()).toContain('watching 2 files\n');
  writeIn(folder, 'core.wasm', 'no module');
  expect(await watching.next()).toContain('error ITL4001');
});

test('a core module is called as in a build of its own, whatever was built before', { timeout: 120_000 }, async () => {
  const itl = (path: string): string => `(component greet "${path}/greet.component.wasm")\n(export greet)\n`;
  const folder = temporaryFolder({ 'one.itl': itl('before') });
  for (const path of ['before', 'after']) {
    mkdirSync(join(folder, path));
    copyFileSync(
      join(root, 'fixtures/wasm-components/greet/case.component.wasm'),
      join(folder, path, 'greet.component.wasm'),
    );
  }
  const watching = startWatching(folder, ['one.itl', '-o', 'out']);
  expect(await watching.next()).toContain(`wrote ${join('out', 'greet.core.wasm')}\n`);
  writeIn(folder, 'one.itl', itl('after'));
  expect(await watching.next()).toContain(`wrote ${join('out', 'greet.core.wasm')}\n`);
});
