/** Functions of type `(result T E)`: errors that are values. */
import { describe, expect, test } from 'vitest';
import type { TypeJson } from '../../runtime/abi.ts';
import { ItlResultError, ItlTypeError, instantiate } from '../../runtime/it_loader.ts';
import { adapter, func } from './adapter.ts';

/** `give` hands its argument on as a result; `get` gives what the import gives. */
async function open(type: TypeJson, get: () => unknown = () => undefined) {
  const bytes = adapter({
    imports: '(import "env" "get" (func $get (result externref)))',
    body: `(func (export "give") (param externref) (result externref) (local.get 0))
      (func (export "get") (result externref) (call $get))`,
    section: {
      types: { Code: ['enum', 'missing', 'denied'] },
      imports: { env: { get: func([], [type]) } },
      exports: { give: func(['any'], [type]), get: func([], ['any']) },
    },
  });
  return instantiate<{ give(value: unknown): unknown; get(): unknown }>(bytes, { env: { get } });
}

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const throwing = (error: unknown) => (): never => {
  throw error;
};

describe('exports', () => {
  test('return what is ok', async () => {
    const { give } = await open(['result', 'u8', 'string']);
    expect(give({ tag: 'ok', val: 5 })).toBe(5);
    expect(give({ tag: 'ok' })).toBe(undefined);
  });

  test('throw what is an error', async () => {
    const { give } = await open(['result', 'u8', 'string']);
    const error = caught(() => give({ tag: 'err', val: 'no such file' }));
    expect(error).toBeInstanceOf(ItlResultError);
    expect(error).toMatchObject({
      message: 'no such file',
      payload: 'no such file',
      code: 'ITL_RESULT',
      name: 'ItlResultError',
    });
    const payload = { at: 5 };
    const other = caught(() => give({ tag: 'err', val: payload }));
    expect(other).toMatchObject({ message: 'failed with an object' });
    expect((other as ItlResultError).payload).toBe(payload);
    expect(caught(() => give({ tag: 'err', val: { message: 'too long', at: 5 } }))).toMatchObject({
      message: 'too long',
      payload: { message: 'too long', at: 5 },
    });
    expect(new ItlResultError({ message: 5 }).message).toBe('failed with an object');
    expect(new ItlResultError(Object.defineProperty({}, 'message', { get: () => 'x' })).message).toBe(
      'failed with an object',
    );
    expect(caught(() => give({ tag: 'err' }))).toMatchObject({ payload: undefined, message: 'failed with undefined' });
  });
});

describe('imports', () => {
  const get = async (type: TypeJson, given: () => unknown): Promise<unknown> => (await open(type, given)).get();

  test('give what they return as ok, checked', async () => {
    expect(await get(['result', 'u8', 'string'], () => 5)).toStrictEqual({ tag: 'ok', val: 5 });
    expect(await get(['result', ['array', 'u8'], null], () => new Set([1]))).toStrictEqual({
      tag: 'ok',
      val: Uint8Array.of(1),
    });
    expect(await get(['result', null, 'string'], () => 'whatever')).toStrictEqual({ tag: 'ok' });
    await expect(get(['result', 'u8', 'string'], () => 'x')).rejects.toThrow(
      new ItlTypeError("env.get: result must be a number, got 'x'"),
    );
  });

  test('give what they throw as the error where it is one', async () => {
    expect(await get(['result', 'u8', '#Code'], throwing(new ItlResultError('missing')))).toStrictEqual({
      tag: 'err',
      val: 'missing',
    });
    expect(await get(['result', 'u8', '#Code'], throwing('denied'))).toStrictEqual({ tag: 'err', val: 'denied' });
    expect(await get(['result', 'u8', 'string'], throwing('plain'))).toStrictEqual({ tag: 'err', val: 'plain' });
    expect(await get(['result', 'u8', 'string'], throwing(new Error('text')))).toStrictEqual({
      tag: 'err',
      val: 'text',
    });
    // A slip of the pen, a trap or a full stack is no outcome that anybody declared.
    await expect(get(['result', 'u8', 'string'], throwing(new RangeError('mine')))).rejects.toThrow('mine');
    expect(await get(['result', 'u8', null], throwing(new ItlResultError(undefined)))).toStrictEqual({
      tag: 'err',
    });
  });

  test('give whatever they throw as the error where that is of any type', async () => {
    const thrown = [new RangeError('mine'), new ItlResultError(5), new Error('plain'), 'text', undefined];
    for (const error of thrown) {
      const given = (await get(['result', 'u8', 'any'], throwing(error))) as { tag: string; val: unknown };
      expect(given.tag).toBe('err');
      expect(given.val).toBe(error);
    }
  });

  test('anything else that they throw passes as it is', async () => {
    const mine = new Error('mine');
    const { get } = await open(['result', 'u8', '#Code'], throwing(mine));
    expect(caught(get)).toBe(mine);
    const nothing = await open(['result', 'u8', null], throwing(mine));
    expect(caught(nothing.get)).toBe(mine);
    const { get: wrong } = await open(['result', 'u8', '#Code'], throwing(new ItlResultError('bad')));
    expect(wrong).toThrow(new ItlTypeError("env.get: error must be one of 'missing', 'denied', got 'bad'"));
  });
});
