import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CompilerSearch, findCompiler, findPackage } from '../../src/toolchain/find-compiler.ts';
import { fakeCompiler } from '../harness/fake-compiler.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

async function commandFor(search: Partial<CompilerSearch>): Promise<readonly string[]> {
  const found = await findCompiler({ environment: {}, folder: process.cwd(), ...search });
  if (found.kind !== 'found') throw new Error(JSON.stringify(found));
  return found.compiler.command;
}

describe('the order', () => {
  test('--cxx, ITLC_CXX, WASI_SDK_PATH, the package', async () => {
    const [asked, variable, sdk] = [1, 2, 3].map(() => fakeCompiler(temporaryFolder()).path);
    const environment = { ITLC_CXX: variable, WASI_SDK_PATH: join(sdk ?? '', '../..') };
    expect(await commandFor({ asked: asked ?? '', environment })).toEqual([asked]);
    expect(await commandFor({ environment })).toEqual([variable]);
    expect(await commandFor({ environment: { WASI_SDK_PATH: environment.WASI_SDK_PATH } })).toEqual([sdk]);
    expect(await commandFor({ environment: { ITLC_CXX: '', WASI_SDK_PATH: '' } })).toEqual(['clang++']);
  });

  test('one that is named and cannot be run is an error, not a reason to take the next', async () => {
    const folder = temporaryFolder({ 'bin/clang++': 'no program' });
    const inSdk = await findCompiler({ environment: { WASI_SDK_PATH: folder }, folder });
    expect(inSdk).toMatchObject({ kind: 'unusable', origin: 'WASI_SDK_PATH', reason: 'it cannot be run' });
    const named = await findCompiler({ asked: 'no-such-compiler', environment: {}, folder });
    expect(named).toMatchObject({ kind: 'unusable', origin: '--cxx', reason: 'there is no such program' });
  });
});

test('a command may have arguments, and a path spaces', async () => {
  const { path } = fakeCompiler(temporaryFolder());
  expect(await commandFor({ asked: `${path} -v 'a b'` })).toEqual([path, '-v', 'a b']);
  const spaced = fakeCompiler(join(temporaryFolder(), 'with space')).path;
  expect(await commandFor({ asked: spaced })).toEqual([spaced]);
});

test('a compiler for this machine is told to make WebAssembly', async () => {
  const folder = temporaryFolder();
  const found = await findCompiler({
    asked: fakeCompiler(folder, 'x86_64-pc-linux-gnu').path,
    environment: {},
    folder,
  });
  expect(found).toMatchObject({ compiler: { targetFlags: ['--target=wasm32-wasi'] } });
});

test("the user's project's package comes before this one's", async () => {
  const folder = temporaryFolder();
  const home = 'node_modules/@yowasp/clang';
  writeIn(folder, `${home}/package.json`, '{ "type": "module", "exports": { "default": "./bundle.js" } }');
  writeIn(folder, `${home}/bundle.js`, 'export const commands = "of the project";');
  writeIn(folder, 'deep/er/x.cpp', '');
  expect(await findPackage(join(folder, 'deep/er'))?.()).toMatchObject({ commands: 'of the project' });
  expect(await findPackage(temporaryFolder())?.()).toHaveProperty('commands.clang');
});
