/** Core modules that are not what the adapter was made for: rebuilt otherwise, or running before all is linked. */
import { describe, expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, core, host } from '../runtime/adapter.ts';
import { answer } from '../runtime/answering.ts';
import { hostileComponent, hostileTargets } from './component.ts';
import { expectRejected, expectThrown, reasonOf, thrownBy } from './refusal.ts';

const itl = `(import "host" (func log "log" (param string)))
(module core "core.wasm"
  (func sum "sum" (param i32 i32) (result i32))
  (func note "note" (param i32))
  (import "env" (func _ "log" (param i32 i32) (call log (mem-to-string core "memory" (local 0) (local 1))))
    (func _ "sum" (param i32) (result i32) (call sum (local 0) 1))))
(export
  (func _ "sum" (param $a s32) (param $b s32) (result s32) (as s32 (call sum (as i32 (local $a)) (as i32 (local $b)))))
  (func _ "note" (param $n s32) (call note (as i32 (local $n)))))`;

describe.each(hostileTargets)('target %s', (target) => {
  const load = hostileComponent(itl, target);
  const imports = { host: { log: () => {} } };
  const sum = '(func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))';
  const note = '(func (export "note") (param i32))';
  const coreOf = (parts: string) => ({
    'core.wasm': `(module (import "env" "log" (func $log (param i32 i32))) (import "env" "sum" (func $sum (param i32) (result i32)))
    (memory (export "memory") 1) ${parts})`,
  });

  describe('a core module that was rebuilt with another signature', () => {
    // Generated JavaScript calls whatever is there, and converts what it is given and gets.
    test
      .skipIf(target === 'js')
      .each([
        '(func (export "sum") (param i32) (result i32) (local.get 0))',
        '(func (export "sum") (param i32 i32 i32) (result i32) (local.get 0))',
        '(func (export "sum") (param i32 i32))',
        '(func (export "sum") (param i64 i64) (result i64) (local.get 0))',
        '(func (export "sum") (param f32 f32) (result i32) (i32.const 0))',
      ])('%s: the call says what may have happened, and other functions work', async (changed) => {
      const lib = await load(coreOf(`${changed} ${note}`), imports, { afterTrap: 'continue' });
      const error = thrownBy(() => lib.sum(1, 2));
      expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
      expectThrown(
        () => lib.sum(1, 2),
        'ItlTrapError',
        /^sum: .*signature.*has the core module changed since itlc read it\?$/,
      );
      expect((error as Error).cause).toBeInstanceOf(WebAssembly.RuntimeError);
      lib.note(1);
    });
  });

  describe('a wasm start function', () => {
    test.each(['(call $log (i32.const 0) (i32.const 1))', '(drop (call $sum (i32.const 1)))'])(
      'that calls an adapted import comes too early, and is told so: %s',
      async (call) => {
        const made = load(coreOf(`${sum} ${note} (func $start ${call}) (start $start)`), imports);
        await expectRejected(made, 'ItlLinkError', /^cannot start core module 'core\.wasm': /);
      },
    );

    test('that needs nothing of the component runs', async () => {
      const lib = await load(
        coreOf(`(global $g (mut i32) (i32.const 0)) ${note} (func $start (global.set $g (i32.const 5))) (start $start)
        (func (export "sum") (param i32 i32) (result i32) (global.get $g))`),
        imports,
      );
      expect(lib.sum(1, 2)).toBe(5);
    });

    test('of the adapter comes before there are modules', async () => {
      const bytes = adapter({
        imports: host('load_wasm', 'i32', 'externref'),
        literals: { 0: 'core.wasm' },
        body: '(func $s (drop (call $load_wasm (i32.const 0)))) (start $s)',
        section: { modules: [core('core.wasm')] },
      });
      const error = await reasonOf(instantiate(bytes, {}, { modules: { 'core.wasm': answer(1) } }));
      expect(error).toMatchObject({ name: 'ItlLinkError', code: 'ITL_LINK' });
    });
  });

  test('a memory that no engine has room for is no start function that failed', async () => {
    const lib = load(coreOf(`${sum} ${note} (memory $big 65536)`.replace('(memory $big 65536)', '')), imports);
    expect((await lib).sum(1, 2)).toBe(3);
    const table = load(coreOf(`${sum} ${note} (table 10000001 funcref)`), imports);
    const error = (await reasonOf(table)) as Error;
    expect(error).toMatchObject({ name: 'ItlLinkError', code: 'ITL_LINK' });
    expect(error.message).not.toMatch(/start function/);
  });
});
