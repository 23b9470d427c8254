/** WASI for core modules that import it, seen through C compiled by clang. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ItlTrapError, ItlTypeError, instantiate, type WasiOptions } from '../../runtime/it_loader.ts';
import { compile } from '../../src/compile.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { targets } from '../harness/targets.ts';
import { start as startOn, thrownBy } from './every-target.ts';

const source = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wasi/api.h>
#define EXPORT(name) __attribute__((export_name(#name)))
int made = 0;
__attribute__((constructor)) static void begin() { made++; printf("made %d\\n", made); }
EXPORT(say) void say(int n) { printf("n is %d\\nno end", n); fflush(stdout); fprintf(stderr, "oh é %d\\n", n); }
EXPORT(sum) int sum(void) {
  FILE* file = fopen("/data/numbers.txt", "r");
  if (!file) return -1;
  int total = 0, number;
  while (fscanf(file, "%d", &number) == 1) total += number;
  fclose(file);
  return total;
}
EXPORT(note) int note(void) {
  FILE* file = fopen("note.txt", "w+");
  if (!file) return -1;
  fputs("hello", file);
  rewind(file);
  char text[16] = "";
  fgets(text, sizeof text, file);
  fclose(file);
  return strcmp(text, "hello") == 0;
}
static int append(const char* path, const char* text, const char* mode) {
  FILE* file = fopen(path, mode);
  if (!file) return -1;
  fputs(text, file);
  return fclose(file);
}
EXPORT(append_note) int append_note(int n) { char text[16]; sprintf(text, "%d;", n); return append("log/out.txt", text, "a"); }
EXPORT(empty_note) int empty_note(void) { return append("log/out.txt", "", "w"); }
EXPORT(move_note) int move_note(void) { return rename("log/out.txt", "moved.txt"); }
EXPORT(forget_note) int forget_note(void) { return remove("moved.txt"); }
EXPORT(raw) void raw(void) { fwrite("\\xff\\xfe\\0\\n", 1, 4, stdout); fflush(stdout); }
EXPORT(arguments) int arguments(void) {
  __wasi_size_t count, size;
  return __wasi_args_sizes_get(&count, &size) ? -1 : (int)(count * 100 + size);
}
EXPORT(home) int home(void) { const char* value = getenv("HOME"); return value && strcmp(value, "/é") == 0; }
EXPORT(line) int line(void) { int number = -1; return scanf("%d", &number) == 1 ? number : -1; }
EXPORT(leave) void leave(int status) { exit(status); }
EXPORT(now) double now(void) { return (double)time(0); }
`;

const itl = `
(module lib "app.wasm"
  (func say "say" (param i32)) (func sum "sum" (result i32)) (func note "note" (result i32))
  (func home "home" (result i32)) (func line "line" (result i32)) (func leave "leave" (param i32))
  (func now "now" (result f64)) (func append_note "append_note" (param i32) (result i32))
  (func empty_note "empty_note" (result i32)) (func move_note "move_note" (result i32))
  (func forget_note "forget_note" (result i32)) (func raw "raw") (func arguments "arguments" (result i32)))
(export
  (func _ "appendNote" (param $n s32) (result s32) (as s32 (call append_note (as i32 (local $n)))))
  (func _ "emptyNote" (result s32) (as s32 (call empty_note)))
  (func _ "moveNote" (result s32) (as s32 (call move_note)))
  (func _ "forgetNote" (result s32) (as s32 (call forget_note)))
  (func _ "raw" (call raw))
  (func _ "arguments" (result s32) (as s32 (call arguments)))
  (func _ "leaveWith" (param $n s32) (result s32) (call leave (as i32 (local $n))) 1)
  (func _ "say" (param $n s32) (call say (as i32 (local $n))))
  (func _ "sum" (result s32) (as s32 (call sum)))
  (func _ "note" (result bool) (as bool (call note)))
  (func _ "home" (result bool) (as bool (call home)))
  (func _ "line" (result s32) (as s32 (call line)))
  (func _ "leave" (param $n s32) (call leave (as i32 (local $n))))
  (func _ "now" (result f64) (call now)))`;

interface App {
  say(n: number): void;
  sum(): number;
  note(): boolean;
  home(): boolean;
  line(): number;
  leave(status: number): void;
  now(): number;
  appendNote(n: number): number;
  emptyNote(): number;
  moveNote(): number;
  forgetNote(): number;
  raw(): void;
  arguments(): number;
  leaveWith(status: number): number;
}

let adapter: Uint8Array<ArrayBuffer>;
let core: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const compiled = await compileCpp({ sources: { 'app.c': source } });
  if (compiled.kind === 'failed') throw new Error(compiled.errors);
  core = new Uint8Array(compiled.wasm);
  const { wasm, diagnostics } = await compile({ path: 'app.itl', text: itl }, { emit: ['wasm'], readCore: () => core });
  expect(diagnostics).toEqual([]);
  adapter = new Uint8Array(wasm ?? []);
}, 60_000);

const start = (wasi?: WasiOptions | false): Promise<App> =>
  instantiate<App>(adapter, {}, { modules: { 'app.wasm': core }, ...(wasi !== undefined && { wasi }) });

/** Collects what is written. */
function listening() {
  const lines: string[] = [];
  return { lines, stdout: (text: string) => lines.push(text), stderr: (text: string) => lines.push(`! ${text}`) };
}

test('printf writes lines; a line without an end comes when the call is over; constructors run once', async () => {
  const { lines, ...streams } = listening();
  const { say } = await start(streams);
  expect(lines).toEqual(['made 1']);
  say(3);
  expect(lines).toEqual(['made 1', 'n is 3', '! oh é 3']);
  await Promise.resolve();
  expect(lines).toEqual(['made 1', 'n is 3', '! oh é 3', 'no end']);
});

test('files can be given and written; instances share none', async () => {
  const { stdout, stderr } = listening();
  const files = { 'data/numbers.txt': '1 2 39', 'data/other.bin': new Uint8Array([1]) };
  const one = await start({ files, stdout, stderr });
  expect(one.sum()).toBe(42);
  expect(one.note()).toBe(true);
  expect((await start({ stdout, stderr })).sum()).toBe(-1);
});

test('a Map of files has what the module writes, moves and removes', async () => {
  const { stdout, stderr } = listening();
  const given = Uint8Array.of(1, 2);
  const files = new Map<string, string | Uint8Array>([
    ['./log/out.txt', '0;'],
    ['data/other.bin', given],
  ]);
  const app = await start({ files, stdout, stderr });
  expect([...files]).toEqual([
    ['./log/out.txt', '0;'],
    ['data/other.bin', given],
  ]);
  const textOf = (path: string) => new TextDecoder().decode(files.get(path) as Uint8Array);
  expect([app.appendNote(1), app.appendNote(2), textOf('./log/out.txt')]).toEqual([0, 0, '0;1;2;']);
  expect([app.emptyNote(), textOf('./log/out.txt'), app.appendNote(3)]).toEqual([0, '', 0]);
  expect(app.moveNote()).toBe(0);
  expect([...files.keys()].sort()).toEqual(['data/other.bin', 'moved.txt']);
  expect([textOf('moved.txt'), app.forgetNote(), app.note()]).toEqual(['3;', 0, true]);
  expect([...files.keys()].sort()).toEqual(['data/other.bin', 'note.txt']);
  expect([textOf('note.txt'), files.get('data/other.bin')]).toEqual(['hello', given]);
});

test('what has a write gets bytes', async () => {
  const written: Uint8Array[] = [];
  const app = await start({ stdout: { write: (bytes) => written.push(bytes) } });
  app.raw();
  app.say(1);
  const bytes = written.flatMap((part) => [...part]);
  const before = 'made 1\n'.length;
  expect(bytes.slice(before, before + 4)).toEqual([255, 254, 0, 10]);
  expect(new TextDecoder().decode(Uint8Array.from(bytes.slice(before + 4)))).toBe('n is 1\nno end');
});

test('arguments of a call', async () => {
  const { stdout, stderr } = listening();
  let args = ['app'];
  const app = await start({ args: () => args, stdout, stderr });
  // With the NUL behind each.
  expect(app.arguments()).toBe(104);
  args = ['app', '-v', 'é'];
  expect(app.arguments()).toBe(300 + 4 + 3 + 3);
  const changing = ['a'];
  const other = await start({ args: changing, stdout, stderr });
  changing.push('b');
  expect(other.arguments()).toBe(204);
});

test('environment, standard input, clock', async () => {
  const { stdout, stderr } = listening();
  const app = await start({ env: { HOME: '/é' }, stdin: ' 17\n', stdout, stderr });
  expect(app.home()).toBe(true);
  expect(app.line()).toBe(17);
  expect(Math.abs(app.now() - Date.now() / 1000)).toBeLessThan(5);
});

test("functions of one's own take the place of WASI's", async () => {
  const { stdout, stderr } = listening();
  const app = await start({ stdout, stderr, functions: { clock_time_get: () => 8 } });
  expect(app.now()).toBe(0);
});

test("functions of one's own see what the module exports", async () => {
  const { stdout, stderr } = listening();
  const functions: WasiOptions['functions'] = {
    clock_time_get(_clock: number, _precision: bigint, pointer: number) {
      new DataView(this.memory.buffer).setBigUint64(pointer, 7_000_000_000n, true);
      return 0;
    },
  };
  expect((await start({ stdout, stderr, functions })).now()).toBe(7);
});

test.each([
  [
    { enviroment: {} },
    "unknown option 'wasi.enviroment', there are args, env, files, functions, stderr, stdin, stdout",
  ],
  [{ args: 'x' }, "option 'wasi.args' must be an array of strings, or a function that gives one"],
  [{ env: { A: undefined } }, "option 'wasi.env' must be an object of strings"],
  [{ files: { a: 42 } }, "option 'wasi.files' must be an object or a Map of texts and bytes"],
  [{ files: new Map([['a', 42]]) }, "option 'wasi.files' must be an object or a Map of texts and bytes"],
  [{ stdin: 42 }, "option 'wasi.stdin' must be a text or bytes"],
  [{ stdout: 42 }, "option 'wasi.stdout' must be a function, or an object with write"],
  [{ functions: { fd_write: 1 } }, "option 'wasi.functions' must be an object of functions"],
  [{ files: { a: '', 'a/b': '' } }, "option 'wasi.files' has no place for 'a/b'"],
  [{ files: { '../x': '' } }, "option 'wasi.files' has no place for '../x'"],
  [{ files: { 'd/': '' } }, "option 'wasi.files' has no place for 'd/'"],
])('a slip in the options: %o', async (options, text) => {
  await expect(start(options as object)).rejects.toThrow(new ItlTypeError(`instantiate: ${text}`));
});

test('exit is an error with the status', async () => {
  const { stdout, stderr } = listening();
  const app = await start({ stdout, stderr });
  const left = thrownBy(() => app.leave(3));
  expect(left).toBeInstanceOf(ItlTrapError);
  expect(left).toMatchObject({ message: 'the core module has called exit(3)', exitCode: 3 });
  // There is no result to give.
  expect(thrownBy(() => app.leaveWith(0))).toMatchObject({ code: 'ITL_TRAP', exitCode: 0 });
});

test('exit(0) is a normal end', async () => {
  const { stdout, stderr } = listening();
  const app = await start({ stdout, stderr });
  expect(app.leave(0)).toBeUndefined();
  expect(app.home()).toBe(false);
});

describe('a command', () => {
  const command = `(module core "core.wasm" (func start "_start"))
    (import "host" (func after "after"))
    (export (func _ "run" (defer (call after)) (call start)))`;
  const commandOf = (body: string): string => `(module
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1)
    (global $runs (mut i32) (i32.const 0))
    (func $_start (export "_start")
      (if (global.get $runs) (then unreachable))
      (global.set $runs (i32.const 1))
      ${body}))`;

  test.each(targets)('ends when it exits with 0, or when it is through, target %s', async (target) => {
    for (const body of ['(call $exit (i32.const 0))', '']) {
      const ends: number[] = [];
      const app = await startOn(target, command, {
        wat: commandOf(body),
        imports: { host: { after: () => ends.push(ends.length) } },
      });
      expect(app.run?.()).toBeUndefined();
      const { message } = thrownBy(() => app.run?.());
      expect(message).toBe(
        "run: unreachable in '_start'; a command runs once in an instance: instantiate it again for another run",
      );
      expect(ends).toEqual([0, 1]);
    }
  });

  test.each(targets)('may trap in its first run, which is no second one, target %s', async (target) => {
    const app = await startOn(target, command, {
      wat: commandOf('(unreachable)'),
      imports: { host: { after() {} } },
    });
    expect(thrownBy(() => app.run?.()).message).toBe("run: unreachable in '_start'");
    expect(thrownBy(() => app.run?.()).message).toMatch(/^run: the instance has trapped and takes no more calls/);
  });

  test.each(targets)('of a module that has a name is one too, target %s', async (target) => {
    const app = await startOn(target, command, {
      wat: commandOf('').replace('(module', '(module $app.wasm'),
      imports: { host: { after() {} } },
    });
    app.run?.();
    const { message } = thrownBy(() => app.run?.());
    expect(message).toMatch(/^run: unreachable in '_start'; a command runs once in an instance/);
  });

  test.each(targets)('may exit with another status, target %s', async (target) => {
    const app = await startOn(target, command, {
      wat: commandOf('(call $exit (i32.const 7))'),
      imports: { host: { after() {} } },
    });
    expect(thrownBy(() => app.run?.())).toMatchObject({ name: 'ItlTrapError', exitCode: 7 });
  });
});

test('none, where it is turned off', async () => {
  await expect(start(false)).rejects.toThrow(/'wasi_snapshot_preview1', .* and options\.wasi is false$/);
});

test('the built loader finds its neighbours', async () => {
  const folder = new URL('../../dist/', import.meta.url);
  expect(readFileSync(new URL('it_loader.js', folder), 'utf8')).toContain('import("./it_wasi.js")');
  // What hosts know by name has not got a short one.
  expect(readFileSync(new URL('it_wasi.js', folder), 'utf8')).toContain('performance.now()');
  const loader = (await import(new URL('it_loader.js', folder).href)) as { readonly instantiate: typeof instantiate };
  const { lines, ...streams } = listening();
  const app = await loader.instantiate<App>(adapter, {}, { modules: { 'app.wasm': core }, wasi: streams });
  app.say(1);
  expect(lines).toEqual(['made 1', 'n is 1', '! oh é 1']);
});
