/** The function that a trap's message names. */
import { describe, expect, test } from 'vitest';
import { trappingFunction } from '../../runtime/cores/trapping-function.ts';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const itl = `
(module core "core.wasm" (func div "div" (param i32 i32) (result i32)) (func copy "copy") (func plus "plus" (result i32)))
(export
  (func _ "divide" (param $a s32) (param $b s32) (result s32) (as s32 (call div (as i32 (local $a)) (as i32 (local $b)))))
  (func _ "twice" (result s32) (as s32 (+ (call plus) (call plus))))
  (func _ "copy" (call copy) (call copy)))`;

/**
 * Out of generated JavaScript a trap comes as the engine's own error, unless there is something to put back: C's stack,
 * where an export can move it.
 */
const stack = '(global (export "__stack_pointer") (mut i32) (i32.const 65536))';
const move = '(global.set 0 (global.get 0))';

/** `copy` traps in what it calls. */
const wat = `(module ${stack}
  (func $core_divide (export "div") (param i32 i32) (result i32) ${move} (i32.div_s (local.get 0) (local.get 1)))
  (func $core_copy (export "copy") ${move} (call $alloc))
  (func $alloc unreachable)
  (func $core_plus (export "plus") (result i32) ${move} (call $alloc) (i32.const 1)))`;
const nameless = wat.replace(/\(func \$\w+/g, '(func').replaceAll('$alloc', '2');

describe.each(targets)('target %s', (target) => {
  test('is the innermost one', async () => {
    const { divide, copy, twice } = await start(target, itl, { wat, options: { afterTrap: 'continue' } });
    expect(thrownBy(() => divide?.(1, 0)).message).toBe("divide: divide by zero in 'core_divide'");
    expect(thrownBy(() => copy?.()).message).toBe("copy: unreachable in 'alloc'");
    expect(thrownBy(() => twice?.()).message).toBe("twice: unreachable in 'alloc'");
  });

  test('is none where the module keeps no names, not the one that called it', async () => {
    const { divide, copy, twice } = await start(target, itl, { wat: nameless, options: { afterTrap: 'continue' } });
    expect(thrownBy(() => divide?.(1, 0)).message).toBe('divide: divide by zero');
    expect(thrownBy(() => copy?.()).message).toBe('copy: unreachable');
    expect(thrownBy(() => twice?.()).message).toBe('twice: unreachable');
  });

  test('a wrong function pointer may be no more than that', async () => {
    const wrong = `(module ${stack} (table funcref (elem $none)) (func $none)
      (func (export "call") (result i32) (call_indirect (result i32) (i32.const 0))))`;
    const called =
      '(module core "core.wasm" (func call "call" (result i32))) (export (func _ "go" (result s32) (as s32 (call call))))';
    const { go } = await start(target, called, { wat: wrong });
    expect(thrownBy(() => go?.()).message).toMatch(
      /^go: .*signature.*; a wrong function pointer, or has the core module changed since itlc read it\?$/,
    );
  });
});

/** The first lines of stacks as the engines have them. */
test.each([
  [
    'V8',
    'RuntimeError: unreachable\n    at wasm://wasm/0145fffe:wasm-function[0]:0x1e\n    at outer (file:///x.mjs:16:78)',
  ],
  [
    'V8, of a module with a name',
    'RuntimeError: unreachable\n    at a.b (wasm://wasm/a.b-0145fffe:wasm-function[0]:0x1e)',
  ],
  ['Deno', 'RuntimeError: unreachable\n    at <anonymous> (wasm://wasm/e30a2672:wasm-function[0]:0x1e)'],
  ['Bun', "RuntimeError: unreachable (evaluating 'f()')\n    at unknown\n    at /tmp/x.mjs:16:78"],
  ['Firefox', '@http://host/page.js line 17 > WebAssembly.Module:wasm-function[0]:0x1e\n@http://host/page.js:17:78\n'],
  ['WebKit', '12@<?>:wasm-function[12]\ncalled@<?>:wasm-function[3]\nmodule code@http://host/page.js:17:79'],
])('%s names none where the module keeps no names', (_, stack) => {
  expect(trappingFunction(Object.assign(new Error(), { stack }))).toBeUndefined();
});

test.each([
  ['V8', 'RuntimeError: unreachable\n    at core_divide (wasm://wasm/0145fffe:wasm-function[0]:0x1e)'],
  [
    'V8, of a module with a name',
    'RuntimeError: unreachable\n    at a.b.core_divide (wasm://wasm/a.b-0145fffe:wasm-function[0]:0x1e)',
  ],
  ['Firefox', 'core_divide@http://host/page.js line 17 > WebAssembly.Module:wasm-function[0]:0x1e\n'],
  ['WebKit', 'core_divide@<?>:wasm-function[12]\ncalled@<?>:wasm-function[3]'],
])('%s names the innermost one', (_, stack) => {
  expect(trappingFunction(Object.assign(new Error(), { stack }))).toBe('core_divide');
});
