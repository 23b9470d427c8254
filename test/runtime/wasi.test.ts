/** WASI for core modules that import it, seen through C compiled by clang. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ItlTrapError, ItlTypeError, instantiate, type WasiOptions } from '../../runtime/it_loader.ts';
import { compile } from '../../src/compile.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';

const source = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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
EXPORT(home) int home(void) { const char* value = getenv("HOME"); return value && strcmp(value, "/é") == 0; }
EXPORT(line) int line(void) { int number = -1; return scanf("%d", &number) == 1 ? number : -1; }
EXPORT(leave) void leave(int status) { exit(status); }
EXPORT(now) double now(void) { return (double)time(0); }
`;

const itl = `
(module lib "app.wasm"
  (func say "say" (param i32)) (func sum "sum" (result i32)) (func note "note" (result i32))
  (func home "home" (result i32)) (func line "line" (result i32)) (func leave "leave" (param i32))
  (func now "now" (result f64)))
(export
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
  [{ args: 'x' }, "option 'wasi.args' must be an array of strings"],
  [{ env: { A: undefined } }, "option 'wasi.env' must be an object of strings"],
  [{ files: { a: 42 } }, "option 'wasi.files' must be an object of texts and bytes"],
  [{ stdin: 42 }, "option 'wasi.stdin' must be a text or bytes"],
  [{ stdout: 42 }, "option 'wasi.stdout' must be a function"],
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
  expect(() => app.leave(3)).toThrow(new ItlTrapError('the core module has called exit(3)'));
});

test('none, where it is turned off', async () => {
  await expect(start(false)).rejects.toThrow(/'wasi_snapshot_preview1', .* and options\.wasi is false$/);
});

test('the built loader finds its neighbours', async () => {
  const folder = new URL('../../dist/', import.meta.url);
  expect(readFileSync(new URL('it_loader.js', folder), 'utf8')).toContain('import("./it_wasi.js")');
  const loader = (await import(new URL('it_loader.js', folder).href)) as { readonly instantiate: typeof instantiate };
  const { lines, ...streams } = listening();
  const app = await loader.instantiate<App>(adapter, {}, { modules: { 'app.wasm': core }, wasi: streams });
  app.say(1);
  expect(lines).toEqual(['made 1', 'n is 1', '! oh é 1']);
});
