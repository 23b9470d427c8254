/** Files that core modules write piece by piece are not copied for each piece. */
import { File, OpenFile } from '@bjorn3/browser_wasi_shim';
import { expect, test } from 'vitest';
import { GrowingFile } from '../../runtime/wasi/growing-file.ts';

test('pieces at the end', () => {
  const file = new File(new Uint8Array([7]));
  const open = new GrowingFile(new OpenFile(file));
  const buffers = new Set<ArrayBufferLike>();
  open.fd_seek(0n, 2);
  for (let piece = 0; piece < 10_000; piece++) {
    expect(open.fd_write(Uint8Array.of(piece, 1, 2))).toEqual({ ret: 0, nwritten: 3 });
    buffers.add(file.data.buffer);
  }
  expect(file.size).toBe(30_001n);
  expect([...file.data.subarray(0, 7), file.data.at(-3)]).toEqual([7, 0, 1, 2, 1, 1, 2, 9_999 & 255]);
  expect(buffers.size).toBeLessThan(20);
});

test('what lies between and behind is zero, whatever was there', () => {
  const file = new File([]);
  const open = new GrowingFile(new OpenFile(file));
  open.fd_write(Uint8Array.of(1, 2, 3, 4));
  open.fd_write(Uint8Array.of(5));
  open.fd_filestat_set_size(2n);
  open.fd_pwrite(Uint8Array.of(9), 6n);
  expect([...file.data]).toEqual([1, 2, 0, 0, 0, 0, 9]);
  open.fd_pwrite(Uint8Array.of(8), 0n);
  expect([...file.data]).toEqual([8, 2, 0, 0, 0, 0, 9]);
});

test('what may only be read stays', () => {
  const file = new File(new Uint8Array([1]), { readonly: true });
  expect(new GrowingFile(new OpenFile(file)).fd_write(Uint8Array.of(2, 3)).nwritten).toBe(0);
  expect([...file.data]).toEqual([1]);
});
