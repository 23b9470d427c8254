/** An instance that is let go of, and what its functions say of traps. */
import { expect, test } from 'vitest';
import { ItlLinkError, ItlTrapError, ItlTypeError, instantiate } from '../../runtime/it_loader.ts';
import { adapter, assemble, core, func, host } from './adapter.ts';

const disposeSymbol: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

interface Calls extends Disposable {
  answer(): number;
  double(a: number): number;
}

/** `answer` calls the core module, `double` only the adapter. */
const component = adapter({
  imports: `${host('load_wasm', 'i32', 'externref')} ${host('set_table_func', 'i32 externref i32')}`,
  literals: { 10: 'core.wasm', 50: 'answer' },
  body: `(func (export "_it_init") (call $set_table_func (i32.const 0) (call $load_wasm (i32.const 10)) (i32.const 50)))
    (func (export "answer") (result i32) (call_indirect (result i32) (i32.const 0)))
    (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))`,
  section: { modules: [core('core.wasm')], exports: { answer: func([], ['s32']), double: func(['s32'], ['s32']) } },
});

const made = (wat: string): Promise<Calls> =>
  instantiate<Calls>(component, {}, { modules: { 'core.wasm': assemble(wat) } });

test('calls are errors once the instance was disposed of', async () => {
  const calls = await made('(module (func (export "answer") (result i32) (i32.const 42)))');
  expect(calls.answer()).toBe(42);
  calls[disposeSymbol]();
  calls[disposeSymbol]();
  expect(() => calls.answer()).toThrow(new ItlTypeError('answer: the instance was disposed of'));
  expect(() => calls.double(4)).toThrow(new ItlTypeError('double: the instance was disposed of'));
  expect(Object.keys(calls)).toEqual(['answer', 'double']);
});

test('other instances of the same adapter live on', async () => {
  const wat = '(module (func (export "answer") (result i32) (i32.const 42)))';
  const [one, two] = await Promise.all([made(wat), made(wat)]);
  one[disposeSymbol]();
  expect(two.answer()).toBe(42);
});

test('a trap names the export and the function, and keeps what the engine said', async () => {
  const { answer } = await made('(module (func $deep (result i32) unreachable) (export "answer" (func $deep)))');
  try {
    answer();
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ItlTrapError);
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    expect(error).toMatchObject({
      message: "answer: unreachable in 'deep'",
      code: 'ITL_TRAP',
      cause: expect.any(WebAssembly.RuntimeError),
    });
  }
});

test('a core function of another signature', async () => {
  const { answer } = await made('(module (func (export "answer") (result f64) (f64.const 42)))');
  expect(() => answer()).toThrow(/^answer: .*signature.*has the core module changed since itlc read it\?$/);
});

test('what fails before it is needed is no unhandled rejection', async () => {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', listen);
  const slow = new Promise<Uint8Array<ArrayBuffer>>((resolve) => setTimeout(() => resolve(component), 50));
  const down = Promise.reject(new Error('down'));
  await expect(instantiate(slow, {}, { modules: { 'core.wasm': down } })).rejects.toThrow(
    new ItlLinkError("cannot load the module given for 'core.wasm': down"),
  );
  process.off('unhandledRejection', listen);
  expect(unhandled).toEqual([]);
});

test.each([
  [{ modules: 'x' }, "option 'modules' must be an object of sources by path, got 'x'"],
  [{ resolve: 'x' }, "option 'resolve' must be a function, got 'x'"],
  [{ wasi: 42 }, "option 'wasi' must be an object or false, got 42"],
])('%o', async (options, text) => {
  await expect(instantiate(component, {}, options as object)).rejects.toThrow(new ItlTypeError(`instantiate: ${text}`));
});

test('options that there are not', async () => {
  const options: object = { module: {} };
  await expect(instantiate(component, {}, options)).rejects.toThrow(
    new ItlTypeError(
      "instantiate: unknown option 'module', there are modules, resolve, afterTrap, onMemoryGrowth, variant, wasi",
    ),
  );
});
