import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileCommands } from '../../src/session/compile-commands.ts';
import type { Compiler } from '../../src/toolchain/compiler.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

const never = () => Promise.reject(new Error('not called'));
const compiler: Compiler = {
  command: ['zig', 'c++'],
  targetFlags: ['-t'],
  isProcess: true,
  compile: never,
  link: never,
};

test('entries of other files stay, those of the same are renewed', () => {
  const folder = temporaryFolder();
  const path = writeIn(folder, 'compile_commands.json', '');
  const renew = (file: string, flag: string) => {
    const text = compileCommands(path, compiler, [{ folder, file, quoteFolders: ['src'], flags: [flag] }]);
    writeIn(folder, 'compile_commands.json', text);
    return JSON.parse(text) as readonly { readonly arguments: readonly string[] }[];
  };
  const entry = (file: string, ...flags: readonly string[]) => ({
    directory: folder,
    file,
    arguments: ['zig', 'c++', '-t', ...flags, '-iquote', 'src', '-c', file],
  });
  expect(renew('a.cpp', '-O1')).toEqual([entry('a.cpp', '-O1')]);
  expect(renew('b.c', '-std=c++20')).toEqual([entry('a.cpp', '-O1'), entry('b.c', '-x', 'c')]);
  expect(renew('a.cpp', '-O2')).toEqual([entry('b.c', '-x', 'c'), entry('a.cpp', '-O2')]);
});

test.each(['no JSON', '{}', '[1, null, { "file": 1 }]'])('a file that is something else, %s, is replaced', (text) => {
  const path = join(temporaryFolder({ 'x.json': text }), 'x.json');
  const written = compileCommands(path, compiler, [{ folder: '/', file: 'a.cpp', quoteFolders: [], flags: [] }]);
  expect(JSON.parse(written)).toHaveLength(1);
});
