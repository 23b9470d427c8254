/** Imports that the user gives, and calls of exports with as many parameters as there may be. */
import { describe, expect, test } from 'vitest';
import type { ItlSection } from '../../runtime/abi.ts';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, func } from './adapter.ts';
import { expectRefusal } from './answering.ts';

describe('imports', () => {
  const wanting = adapter({
    imports: '(import "console" "log" (func $log (param externref))) (import "env" "now" (func $now (result f64)))',
    body: '(func (export "log") (param externref) (call $log (local.get 0))) (func (export "now") (result f64) (call $now))',
    section: {
      imports: {
        console: { log: func(['string']), unused: func(['u8', ['array', '#P']], [['option', 'string']]) },
        env: { now: func([], ['f64']) },
      },
      types: { P: ['record'] },
      exports: { log: func(['string']), now: func([], ['f64']) },
    },
  });

  test('all that are missing are named', async () => {
    await expectRefusal(
      instantiate(wanting, { console: { log: 'x' } }),
      [
        "import 'log' from 'console' is not a function: the component expects (param string) (result), got 'x'",
        "missing import 'unused' from 'console': the component expects (param u8 (array P)) (result (option string)), got undefined",
        "missing import 'now' from 'env': the component expects (param) (result f64), got undefined",
      ].join('\n'),
    );
    await expectRefusal(instantiate(wanting), /^missing import 'log'/);
  });

  test('are called with their object as `this`, inherited ones too', async () => {
    class Logger {
      readonly lines: string[] = [];
      log(line: string): void {
        this.lines.push(line);
      }
      unused(): void {}
    }
    const logger = new Logger();
    const env = {
      time: 12.5,
      now(): number {
        return this.time;
      },
    };
    const { log, now } = await instantiate(wanting, { console: logger, env });
    log?.('hello');
    expect(logger.lines).toEqual(['hello']);
    expect(now?.()).toBe(12.5);
  });

  test.each(['constructor', 'toString', '__defineGetter__', 'apply', 'bind', '__proto__', 'valueOf'])(
    'what every object or function has is no import: %s',
    async (name) => {
      const json = JSON.parse(`{"env":{"${name}":${JSON.stringify(func([]))}}}`);
      const bytes = adapter({ section: { imports: json } });
      await expectRefusal(instantiate(bytes, { env: {} }), /^missing import/);
      await expectRefusal(instantiate(bytes, { env: class {} }), /^missing import/);
      const own = Object.defineProperty({}, name, { value: () => {} });
      await expect(instantiate(bytes, { env: own })).resolves.toEqual({});
    },
  );

  test.each(['toString', 'apply', 'caller', 'arguments', 'valueOf'])(
    "a method of one's own class may have a common name: %s",
    async (name) => {
      const bytes = adapter({ section: { imports: { env: { [name]: func([]) } } } });
      class Env {}
      Object.defineProperty(Env.prototype, name, { value: () => {} });
      await expect(instantiate(bytes, { env: new Env() })).resolves.toEqual({});
      await expect(instantiate(bytes, new Proxy({}, { get: () => new Env() }))).resolves.toEqual({});
    },
  );

  test('a module of the name of what every object has', async () => {
    const bytes = adapter({
      section: {
        imports: JSON.parse(
          `{"__proto__":{"f":${JSON.stringify(func([]))}},"toString":{"call":${JSON.stringify(func([]))}}}`,
        ),
      },
    });
    await expectRefusal(
      instantiate(bytes, {}),
      /^missing import 'f' from '__proto__'.*\nmissing import 'call' from 'toString'/,
    );
    await expect(instantiate(bytes, { ['__proto__']: { f() {} }, toString: { call() {} } } as never)).resolves.toEqual(
      {},
    );
  });

  test('an adapter that hides some of its imports', async () => {
    const bytes = adapter({ imports: '(import "env" "secret" (func))' });
    await expectRefusal(
      instantiate(bytes, { env: { secret() {} } }),
      "the given module has a malformed 'itl' section: it lacks 'secret' from 'env'",
    );
  });

  test.each([0, 1, 2, 3, 4, 5, 7])('with %i parameters', async (count) => {
    const types = (['u32', 'bool', 'char', 'u64', 'f64', 's32', 'string'] as const).slice(0, count);
    const wasm = ['i32', 'i32', 'i32', 'i64', 'f64', 'i32', 'externref'].slice(0, count).join(' ');
    const bytes = adapter({
      imports: `(import "env" "call" (func $call (param ${wasm}) (result externref)))`,
      body: `(func (export "call") (param ${wasm}) (result externref) (call $call ${types.map((_, index) => `(local.get ${index})`).join(' ')}))`,
      section: { imports: { env: { call: func([...types], ['any']) } }, exports: { call: func([...types], ['any']) } },
    });
    const { call } = await instantiate(bytes, { env: { call: (...args: unknown[]) => args } });
    const args = [4294967295, true, '🍕', 2n ** 64n - 1n, 0.5, -1, 'text'].slice(0, count);
    expect(call?.(...args)).toEqual(args);
    expect(call?.(...args, 'more', 'still more')).toEqual(args);
    args.forEach((_, index) => {
      const wrong = args.with(index, null as never);
      expect(() => call?.(...wrong)).toThrow(`call: parameter '${String.fromCharCode(97 + index)}' must be`);
    });
  });
});

const samples = {
  f64: ['f64', 0.1],
  s32: ['i32', -(2 ** 31)],
  u16: ['i32', 65535],
  u1: ['i32', 1],
  s64: ['i64', -1n],
  string: ['externref', 'text'],
  any: ['externref', undefined],
  u32: ['i32', 2 ** 32 - 1],
  bool: ['i32', true],
  u64: ['i64', 2n ** 64n - 1n],
} as const;

test.each([
  ['nothing', []],
  ['what needs no conversion', ['f64', 's32', 'u16', 'u1', 's64', 'any']],
  ['a text and numbers', ['string', 'f64', 'f64']],
  ...(['u32', 'bool', 'u64'] as const).map(
    (type) => [`one ${type} among others`, ['f64', 's32', type, 'f64']] as const,
  ),
] satisfies readonly (readonly [string, readonly (keyof typeof samples)[]])[])(
  'an import that gives nothing gets %s, as its object has it',
  async (_, types) => {
    const wasm = types.map((type) => samples[type][0]).join(' ');
    const bytes = adapter({
      imports: `(import "env" "call" (func $call (param ${wasm})))`,
      body: `(func (export "call") (param ${wasm}) (call $call ${types.map((_, index) => `(local.get ${index})`).join(' ')}))`,
      section: { imports: { env: { call: func([...types]) } }, exports: { call: func([...types]) } },
    });
    class Env {
      readonly seen: unknown[] = [];
      call(...args: unknown[]): string {
        this.seen.push(...args);
        return 'is not looked at';
      }
    }
    const env = new Env();
    const { call } = await instantiate(bytes, { env });
    const args = types.map((type) => samples[type][1]);
    expect(call?.(...args)).toBeUndefined();
    expect(env.seen).toEqual(args);
    const failure = new Error('mine');
    const failing = await instantiate(bytes, {
      env: {
        call() {
          throw failure;
        },
      },
    });
    expect(() => failing.call?.(...args)).toThrow(failure);
  },
);

test('unnamed parameters are counted from 1', async () => {
  const params: ItlSection['exports'][string]['params'] = [
    ['', 's32'],
    ['', ['array', 'string']],
  ];
  const bytes = adapter({
    body: '(func (export "f") (param i32 externref))',
    section: { exports: { f: { params, results: [] } } },
  });
  const { f } = await instantiate(bytes);
  expect(() => f?.('x', [])).toThrow("f: parameter 1 must be a number, got 'x'");
  expect(() => f?.(1, ['a', 2])).toThrow('f: parameter 2[1] must be a string, got 2');
});
test('instances side by side', async () => {
  const bytes = adapter({
    body: `(global $count (mut i32) (i32.const 0))
      (func (export "next") (result i32) (global.set $count (i32.add (global.get $count) (i32.const 1))) (global.get $count))`,
    section: { exports: { next: func([], ['s32']) } },
  });
  const [one, two] = await Promise.all([instantiate(bytes), instantiate(bytes)]);
  expect([one.next?.(), one.next?.(), two.next?.()]).toEqual([1, 2, 1]);
});
