/** A core module that traps, throws, never ends its recursion or comes back uninvited, at whatever point it can. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { hostileComponent, hostileTargets } from './component.ts';
import { expectError, expectThrown, reasonOf, thrownBy } from './refusal.ts';

const itl = `(types (resource Item (drop release)))
(import "host" (func log "log" (param string)) (func number "number" (param s32) (result s32)))
(module core "core.wasm"
  (func malloc "malloc" (param i32) (result i32))
  (func free "free" (param i32))
  (func work "work" (param i32) (result i32))
  (func release "release" (param i32))
  (func live "live" (result i32))
  (import "env"
    (func _ "log" (param i32 i32) (call log (mem-to-string core "memory" (local 0) (local 1))))
    (func _ "number" (param i32) (result i32) (as i32 (call number (as s32 (local 0)))))))
(func lower (param $text string) (result i32)
  (let $p (call malloc (string-len (local $text))))
  (string-to-mem core "memory" (local $text) (local $p))
  (local $p))
(export
  (func _ "work" (param $text string) (result s32)
    (let $p (call lower (local $text)))
    (defer (call free (local $p)))
    (as s32 (call work (string-len (local $text)))))
  (func _ "item" (param $id u32) (result Item) (lift-resource Item (as i32 (local $id))))
  (func _ "live" (result s32) (as s32 (call live))))`;

describe.each(hostileTargets)('target %s', (target) => {
  const load = hostileComponent(itl, target);

  /** Each part can be replaced. `live` counts what `malloc` gave and `free` has not got back. */
  const parts = {
    head: '',
    malloc: '(global.set $live (i32.add (global.get $live) (i32.const 1))) (i32.const 64)',
    free: '(global.set $live (i32.sub (global.get $live) (i32.const 1)))',
    work: '(local.get 0)',
    release: '',
  };

  const coreOf = (changed: Partial<typeof parts> = {}): Readonly<Record<string, string>> => {
    const { head, malloc, free, work, release } = { ...parts, ...changed };
    return {
      'core.wasm': `(module
      (import "env" "log" (func $log (param i32 i32)))
      (import "env" "number" (func $number (param i32) (result i32)))
      (memory (export "memory") 1)
      (global $live (mut i32) (i32.const 0))
      (global $calls (mut i32) (i32.const 0))
      ${head}
      (func $malloc (export "malloc") (param i32) (result i32) ${malloc})
      (func $free (export "free") (param i32) ${free})
      (func $work (export "work") (param i32) (result i32) ${work})
      (func (export "release") (param i32) ${release})
      (func (export "live") (result i32) (global.get $live)))`,
    };
  };

  /** Traps the first time only. */
  const once =
    '(global.set $calls (i32.add (global.get $calls) (i32.const 1))) (if (i32.eq (global.get $calls) (i32.const 1)) (then unreachable))';

  let number: (n: number) => unknown;
  let lines: string[];
  const open = (changed: Partial<typeof parts> = {}): Promise<AnyExports> =>
    load(
      coreOf(changed),
      { host: { log: (line: string) => lines.push(line), number: (n: number) => number(n) } },
      { afterTrap: 'continue' },
    );

  beforeEach(() => {
    lines = [];
    number = (n) => n;
  });

  function expectTrap(error: unknown): void {
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    expectError(error, 'ItlTrapError', /unreachable/);
  }

  /** Generated JavaScript lets the engine's own error pass. */
  function expectTrapWithoutCleaning(error: unknown): void {
    if (target !== 'js') expectTrap(error);
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    expect((error as Error).message).toMatch(/unreachable/);
  }

  describe('a trap', () => {
    test('in the wasm start function keeps the component from being made', async () => {
      const error = await reasonOf(open({ head: '(func $start unreachable) (start $start)' }));
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).toMatch(/unreachable/);
    });

    test('in _initialize too', async () => {
      expectTrapWithoutCleaning(await reasonOf(open({ head: '(func (export "_initialize") unreachable)' })));
    });

    test.each<[string, Partial<typeof parts>]>([
      ['in malloc, while an argument is lowered', { malloc: `${once} ${parts.malloc}` }],
      ['in the function itself', { work: `${once} (local.get 0)` }],
      ['in a deferred free', { free: `${parts.free} ${once}` }],
    ])('%s: the defers run, and the next call is as good as the first', async (_, changed) => {
      const lib = await open(changed);
      expectTrap(thrownBy(() => lib.work('four')));
      expect(lib.live()).toBe(0);
      expect(lib.work('seven77')).toBe(7);
      expect(lib.live()).toBe(0);
    });

    test('while a resource is released: it is gone all the same', async () => {
      const lib = await open({ release: 'unreachable' });
      const item = lib.item(5);
      expectTrapWithoutCleaning(thrownBy(() => item.dispose()));
      item.dispose();
    });
  });

  test('a pointer outside its memory, from an adapted import', async () => {
    for (const [pointer, length] of [
      [65_536, 1],
      [-1, 1],
      [0, -1],
      [-1, -1],
      [-2_147_483_648, 0],
    ] as const) {
      const lib = await open({ work: `(call $log (i32.const ${pointer}) (i32.const ${length})) (i32.const 0)` });
      expectThrown(
        () => lib.work('x'),
        'ItlRangeError',
        `pointer ${pointer >>> 0} with length ${length >>> 0} is outside memory 'memory' of module 'core.wasm' (65536 bytes)`,
      );
      expect(lines).toEqual([]);
      expect(lib.live()).toBe(0);
    }
  });

  test('a malloc that gives what it has not', async () => {
    for (const pointer of [-1, -4, 65_533, 65_536, 2_147_483_647, -2_147_483_648]) {
      const lib = await open({ malloc: `(i32.const ${pointer})`, free: '' });
      expectThrown(
        () => lib.work('four'),
        'ItlRangeError',
        `pointer ${pointer >>> 0} with length 4 is outside memory 'memory' of module 'core.wasm' (65536 bytes)`,
      );
    }
  });

  describe('recursion without end', () => {
    const expectOverflow = (error: unknown): void => {
      expect(error).toBeInstanceOf(RangeError);
      expect((error as Error).message).toMatch(/call stack/);
    };

    test('in the core module', async () => {
      const lib = await open({
        work: '(if (result i32) (i32.eq (local.get 0) (i32.const 1)) (then (i32.const 1)) (else (call $work (local.get 0))))',
      });
      expectOverflow(thrownBy(() => lib.work('four')));
      expect(lib.live()).toBe(0);
      expect(lib.work('1')).toBe(1);
    });

    test('through an import that calls back', async () => {
      const lib = await open({ work: '(call $number (local.get 0))' });
      number = () => lib.work('four');
      expectOverflow(thrownBy(() => lib.work('four')));
      number = (n) => n;
      expect(lib.work('12')).toBe(2);
    });
  });

  describe('what an import throws', () => {
    const mine = new Error('mine');
    const swallowing = `(local i32)
    (try (do (local.set 1 (call $number (local.get 0)))) (catch_all (local.set 1 (i32.const -1))))
    (i32.add (local.get 1) (call $number (i32.const 100)))`;

    test('may be swallowed by the module, which may call again', async () => {
      const lib = await open({ work: swallowing });
      number = (n) => {
        if (n === 4) throw mine;
        return n;
      };
      expect(lib.work('four')).toBe(99);
      expect(lib.live()).toBe(0);
      expect(lib.work('five5')).toBe(105);
    });

    test('passes as it is where the module calls again and that throws too', async () => {
      const lib = await open({ work: swallowing });
      number = () => {
        throw mine;
      };
      expect(thrownBy(() => lib.work('four'))).toBe(mine);
      expect(lib.live()).toBe(0);
      number = (n) => n;
      expect(lib.work('four')).toBe(104);
    });

    test('is a wrong result, swallowed: the instance goes on', async () => {
      const lib = await open({ work: swallowing });
      number = (n) => (n === 4 ? 'four' : n);
      expect(lib.work('four')).toBe(99);
      number = () => 'all';
      expectThrown(() => lib.work('four'), 'ItlTypeError', "host.number: result must be a number, got 'all'");
      expect(lib.live()).toBe(0);
    });
  });

  test('a call back into the component from an import that then fails', async () => {
    const lib = await open({ work: '(call $number (local.get 0))' });
    const seen: number[] = [];
    number = (n) => {
      if (n > 6) throw new Error('deep enough');
      expect(thrownBy(() => lib.work('x'.repeat(n + 1)))).toHaveProperty('message', 'deep enough');
      seen.push(lib.live() as number);
      throw new Error('deep enough');
    };
    expect(() => lib.work('abcd')).toThrow('deep enough');
    // Each level has freed its own and nothing of the levels around it.
    expect(seen).toEqual([3, 2, 1]);
    expect(lib.live()).toBe(0);
  });
});
