/** Which of what core modules import is wrapped to wait for promises. */
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';

test('an import that another module serves does not wait, though JavaScript may call what the component binds', async () => {
  const text = `
    (import "net" (func wait "wait" async (result s32)))
    (module server "server.wasm" (func hook "hook" (result i32)))
    (module user "user.wasm"
      (func one "one" (result i32)) (func use "use" (result i32)) (func bound "bound" (result i32))
      (import "net" (func _wait "wait" (result i32) (as i32 (call wait))))
      (import "hook" (func _hook "hook" (result i32) (call hook))))
    (func later (result s32) (as s32 (call bound)))
    (export
      (func _ "one" async (result s32) (as s32 (call one)))
      (func _ "use" (result s32) (as s32 (call use)))
      (func _ "adder" (result (func (result s32))) (lift-func later)))`;
  const { js = '', diagnostics } = await compile({ path: 'case.itl', text }, { emit: ['js'] });
  expect(diagnostics).toEqual([]);
  expect(js.match(/\w+: suspending\(/g)).toEqual(['wait: suspending(']);
});
