/** WASI is pointed to places outside of the memory: an ItlRangeError, before anything is read or written. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const functions: Readonly<Record<string, string>> = {
  args_get: 'i32 i32',
  args_sizes_get: 'i32 i32',
  clock_time_get: 'i32 i64 i32',
  environ_get: 'i32 i32',
  fd_filestat_get: 'i32 i32',
  fd_read: 'i32 i32 i32 i32',
  fd_readdir: 'i32 i32 i32 i64 i32',
  fd_seek: 'i32 i64 i32 i32',
  fd_write: 'i32 i32 i32 i32',
  path_open: 'i32 i32 i32 i32 i32 i64 i64 i32 i32',
  path_rename: 'i32 i32 i32 i32 i32 i32',
  poll_oneoff: 'i32 i32 i32 i32',
  random_get: 'i32 i32',
};

const itlTypes = (types: string): readonly string[] => types.split(' ').map((type) => (type === 'i64' ? 'u64' : 'u32'));
const params = (types: readonly string[]): string => types.map((type, index) => `(param $p${index} ${type})`).join(' ');

const wat = `(module
  ${Object.entries(functions)
    .map(([name, types]) => `(import "wasi_snapshot_preview1" "${name}" (func $${name} (param ${types}) (result i32)))`)
    .join('\n')}
  (memory (export "memory") 1)
  (func (export "word") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "put") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
  ${Object.keys(functions)
    .map((name) => `(export "${name}" (func $${name}))`)
    .join('\n')})`;

const itl = `(module core "core.wasm"
  (func word "word" (param i32) (result i32))
  (func put "put" (param i32 i32))
  ${Object.entries(functions)
    .map(([name, types]) => `(func ${name} "${name}" (param ${types}) (result i32))`)
    .join('\n')})
(export
  (func _ "word" (param $at u32) (result u32) (as u32 (call word (as i32 (local $at)))))
  (func _ "put" (param $at u32) (param $value u32) (call put (as i32 (local $at)) (as i32 (local $value))))
  ${Object.entries(functions)
    .map(([name, types]) => {
      const args = types.split(' ').map((type, index) => `(as ${type} (local $p${index}))`);
      return `(func _ "${name}" ${params(itlTypes(types))} (result u32) (as u32 (call ${name} ${args.join(' ')})))`;
    })
    .join('\n')})`;

const END = 65536;

describe.each(targets)('target %s', (target) => {
  const begin = () => start(target, itl, { wat, options: { wasi: { args: ['é', 'b'], env: { A: 'b' } } } });

  test.each<[string, readonly (number | bigint)[], number, number]>([
    ['args_get', [END - 7, 0], END - 7, 8],
    ['args_get', [0, END - 4], END - 4, 5],
    ['args_sizes_get', [0, END - 3], END - 3, 4],
    ['args_sizes_get', [2 ** 32 - 1, 0], 2 ** 32 - 1, 4],
    ['clock_time_get', [0, 0n, END - 7], END - 7, 8],
    ['environ_get', [0, END - 3], END - 3, 4],
    ['fd_filestat_get', [0, END], END, 64],
    ['fd_read', [0, END - 8, 2, 0], END - 8, 16],
    ['fd_read', [0, 0, 2 ** 32 - 1, 0], 0, 8 * (2 ** 32 - 1)],
    ['fd_readdir', [3, END - 9, 10, 0n, 0], END - 9, 10],
    ['fd_seek', [0, 0n, 0, END], END, 8],
    ['fd_write', [1, 0, 0, END - 3], END - 3, 4],
    ['path_open', [3, 0, END - 1, 2, 0, 0n, 0n, 0, 0], END - 1, 2],
    ['path_open', [3, 0, 0, 1, 0, 0n, 0n, 0, END], END, 4],
    ['path_rename', [3, 0, 0, 3, END, 1], END, 1],
    ['poll_oneoff', [END - 48, 0, 2, 0], END - 48, 96],
    ['random_get', [1, END], 1, END],
  ])('%s, %#', async (name, args, pointer, length) => {
    const core = await begin();
    core.args_sizes_get?.(0, 4);
    expect(thrownBy(() => core[name]?.(...args))).toMatchObject({
      name: 'ItlRangeError',
      code: 'ITL_RANGE',
      message: expect.stringContaining(
        `WASI's ${name}: pointer ${pointer} with length ${length} is outside the memory (65536 bytes)`,
      ),
    });
  });

  test('what a list of places has in it', async () => {
    const core = await begin();
    core.put?.(8, END - 2);
    core.put?.(12, 3);
    for (const name of ['fd_write', 'fd_read'])
      expect(thrownBy(() => core[name]?.(name === 'fd_write' ? 1 : 0, 0, 2, 100))).toMatchObject({
        code: 'ITL_RANGE',
        message: expect.stringContaining(`pointer ${END - 2} with length 3 is outside the memory`),
      });
  });

  test('up to the last byte', async () => {
    const core = await begin();
    expect(core.args_sizes_get?.(END - 8, END - 4)).toBe(0);
    expect([core.word?.(END - 8), core.word?.(END - 4)]).toEqual([2, 5]);
    expect(core.args_get?.(0, END - 5)).toBe(0);
    expect(core.random_get?.(0, 64)).toBe(0);
    expect(core.fd_seek?.(77, 0n, 0, END - 8)).not.toBe(0);
  });

  test('arguments that are no texts when they are asked for', async () => {
    for (const given of [5, [1], 'ab', undefined]) {
      const core = await start(target, itl, { wat, options: { wasi: { args: () => given } } });
      expect(thrownBy(() => core.args_sizes_get?.(0, 4))).toMatchObject({
        code: 'ITL_TYPE',
        message: expect.stringContaining("option 'wasi.args' must give an array of strings"),
      });
    }
  });
});
