/** A component that answers with what its core module gives, in as many ways as tests of the loader need. */
import { expect } from 'vitest';
import { ItlLinkError } from '../../runtime/it_loader.ts';
import { adapter, assemble, func, host } from './adapter.ts';

/** Calls `answer` of its core module. */
export const answering = (file: string, path = 'out/core.wasm'): Uint8Array<ArrayBuffer> =>
  adapter({
    imports: `${host('load_wasm', 'i32', 'externref')} ${host('set_table_func', 'i32 externref i32')}`,
    literals: { 10: path, 50: 'answer' },
    body: `(func (export "_it_init") (call $set_table_func (i32.const 0) (call $load_wasm (i32.const 10)) (i32.const 50)))
      (func (export "answer") (result i32) (call_indirect (result i32) (i32.const 0)))`,
    section: { name: 'answering', modules: [{ path, file, imports: {} }], exports: { answer: func([], ['s32']) } },
  });

export const answer = (number: number): Uint8Array<ArrayBuffer> =>
  assemble(`(module (func (export "answer") (result i32) (i32.const ${number})))`);

export interface Answering {
  answer(): number;
}

export const modules = { 'out/core.wasm': answer(42) };

export async function expectAnswer(made: Promise<Answering>, number = 42): Promise<void> {
  expect((await made).answer()).toBe(number);
}

export async function expectRefusal(made: Promise<unknown>, text: string | RegExp): Promise<void> {
  const error: unknown = await made.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ItlLinkError);
  expect(error).toMatchObject({ code: 'ITL_LINK', name: 'ItlLinkError' });
  if (typeof text === 'string') expect((error as Error).message).toBe(text);
  else expect((error as Error).message).toMatch(text);
}
