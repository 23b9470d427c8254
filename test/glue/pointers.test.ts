/** The module for function pointers where the host does not compile it. */
import { afterEach, expect, test, vi } from 'vitest';
import { compileAhead, openPointers, pointerCaller } from '../../runtime/cores/pointers.ts';

afterEach(() => vi.unstubAllGlobals());

test('a host that compiles nothing is told of when a pointer is used, not before', () => {
  const { Instance, Memory, Table } = WebAssembly;
  const Module = class {
    constructor() {
      throw new WebAssembly.CompileError('code generation disallowed');
    }
  };
  vi.stubGlobal('WebAssembly', { Instance, Memory, Module, Table, CompileError: WebAssembly.CompileError });
  const module = compileAhead('0061736d');
  const table = new Table({ initial: 1, element: 'anyfunc' });
  const pointers = openPointers({ table }, 'table', 'core.wasm', module);
  expect(() => pointerCaller(pointers, 0)).toThrow(
    'function pointers need a WebAssembly module, which this host did not compile when the program started',
  );
});
