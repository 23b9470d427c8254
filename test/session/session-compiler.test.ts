import { expect, test } from 'vitest';
import { CollectedReports } from '../../src/session/collected-reports.ts';
import { newSession } from '../../src/session/cpp-session.ts';
import { noProgress } from '../../src/session/progress.ts';
import { compilerFor, warmCompiler } from '../../src/session/session-compiler.ts';

test('a session has one compiler, however often it is warmed', async () => {
  const session = newSession(noProgress);
  const first = await compilerFor({}, session, new CollectedReports());
  expect(first).toBeDefined();
  expect(await warmCompiler({}, session)).toBe(true);
  expect(session.compiler).toBe(first);
});

test('who asks while it is looked for has the same compiler', async () => {
  const session = newSession(noProgress, true);
  const [warm, first, second] = await Promise.all([
    warmCompiler({}, session),
    compilerFor({}, session, new CollectedReports()),
    compilerFor({}, session, new CollectedReports()),
  ]);
  expect(warm).toBe(true);
  expect(first).toBeDefined();
  expect(second).toBe(first);
  first?.close?.();
});
