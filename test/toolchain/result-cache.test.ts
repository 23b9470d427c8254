/** What the clang package made is found again exactly where it would make the same again. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { buildCore } from '../../src/toolchain/build-core.ts';
import { loadingOnce, packagedClang } from '../../src/toolchain/clang-package.ts';
import { resultCache, type ToolCall } from '../../src/toolchain/result-cache.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

const call: ToolCall = { args: ['-c', 'a.cpp'], tree: { host: { 'a.cpp': Uint8Array.of(1, 10, 2) }, lib: {} } };
const made = { ok: true, bytes: Uint8Array.of(0, 10, 255), messages: 'a.cpp:1: warning: ä\n' } as const;

test('a result comes back as it was kept', () => {
  const cache = resultCache(join(temporaryFolder(), 'new/folder'), 'clang 1');
  expect(cache.find(call)).toBeUndefined();
  cache.keep(call, made);
  expect(cache.find(call)).toEqual(made);
  const refused = { ok: false, messages: 'error\n' } as const;
  cache.keep(call, refused);
  expect(cache.find(call)).toEqual(refused);
});

test.each<[what: string, other: Partial<ToolCall> & { readonly compiler?: string }]>([
  ['compiler', { compiler: 'clang 2' }],
  ['flags', { args: ['-c', 'a.cpp', '-O1'] }],
  ['content', { tree: { host: { 'a.cpp': Uint8Array.of(1, 10, 3) }, lib: {} } }],
  ['path', { tree: { host: { 'b.cpp': Uint8Array.of(1, 10, 2) }, lib: {} } }],
  ['folder without files', { tree: { host: { 'a.cpp': Uint8Array.of(1, 10, 2) } } }],
])('not for another %s', (_, { compiler = 'clang 1', ...other }) => {
  const folder = temporaryFolder();
  resultCache(folder, 'clang 1').keep(call, made);
  expect(resultCache(folder, compiler).find({ ...call, ...other })).toBeUndefined();
});

test('what is damaged is as good as absent', () => {
  const folder = temporaryFolder();
  const cache = resultCache(folder, 'clang 1');
  for (const share of [0, 0.2, 0.99]) {
    cache.keep(call, made);
    const path = join(folder, readdirSync(folder)[0] ?? '');
    truncateSync(path, Math.floor(statSync(path).size * share));
    expect(cache.find(call)).toBeUndefined();
  }
});

test('a folder that cannot be written to keeps nothing', () => {
  const folder = temporaryFolder({ taken: 'a file' });
  const cache = resultCache(join(folder, 'taken'), 'clang 1');
  cache.keep(call, made);
  expect(cache.find(call)).toBeUndefined();
});

const load = vi.fn(loadingOnce(() => import('@yowasp/clang')));
beforeAll(async () => void (await load()));

test.each([
  ['made', 'int f() { }'],
  ['refused', 'int f( { }'],
])('clang is not loaded for what it has %s, and its messages are the same', { timeout: 120_000 }, async (_, text) => {
  const folder = temporaryFolder({ 'a.cpp': text });
  const clang = packagedClang(load, undefined, resultCache(join(folder, 'cache'), 'clang 1'));
  const build = () =>
    buildCore(clang, { folder, units: [{ file: 'a.cpp', quoteFolders: [], flags: ['-O1'] }], link: [] });
  const first = await build();
  load.mockClear();
  expect(first.messages).toContain('a.cpp:1:');
  expect(await build()).toEqual(first);
  expect(load).not.toHaveBeenCalled();
  writeIn(folder, 'a.cpp', `${text}\n`);
  expect((await build()).messages).toBe(first.messages);
  expect(load).toHaveBeenCalled();
});

test('that the package could not be loaded is not kept', async () => {
  const folder = temporaryFolder({ 'a.cpp': '' });
  const failing = vi.fn(() => Promise.reject(new Error('no network')));
  const clang = packagedClang(failing, undefined, resultCache(join(folder, 'cache'), 'clang 1'));
  const compile = () => clang.compile({ folder, file: 'a.cpp', quoteFolders: [], flags: [] });
  expect([await compile(), await compile()]).toMatchObject([{ ok: false }, { messages: 'no network\n' }]);
  expect(failing).toHaveBeenCalledTimes(2);
});
