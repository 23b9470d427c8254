/** What the compiler's own time must not do: grow faster than the source, or be noticed where a name is misspelt. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const itlc = fileURLToPath(new URL('../bin/itlc.js', import.meta.url));

const functions = (count) =>
  Array.from(
    { length: count },
    (_, index) => `(func _ "f${index}" (param $a s32) (param $b string) (result s32)
      (let $x (call f (as i32 (local $a))))
      (if (> (local $x) 0) (as s32 (+ (local $x) ${index})) (as s32 (string-len (local $b)))))`,
  ).join('\n');

const misspelt = (count) =>
  Array.from({ length: count }, (_, index) => `(func ${'abcdefghij'.repeat(8)}_${index} (result i32) 1)`).join('\n');

const core = '(module _m "m.wasm" (func f "f" (param i32) (result i32)))\n';

/** Seconds from the command to its end. */
function secondsFor(source, status) {
  const folder = mkdtempSync(join(tmpdir(), 'itlc-times-'));
  try {
    writeFileSync(join(folder, 'case.itl'), source);
    const begin = performance.now();
    const { status: ended } = spawnSync(process.execPath, [itlc, join(folder, 'case.itl'), '-o', folder]);
    const seconds = (performance.now() - begin) / 1000;
    if (ended !== status) throw new Error(`itlc ended with ${ended}, not ${status}`);
    return seconds;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A line for each. */
export function compilerProblems() {
  const [one, two] = [10_000, 20_000].map((count) => secondsFor(`${core}(export ${functions(count)})`, 0));
  const suggesting = secondsFor(
    `${misspelt(10_000)}(export (func _ "e" (result s32) (call ${'abcdefghij'.repeat(8)}_777x)))`,
    1,
  );
  return [
    ...(one < 10 ? [] : [`10,000 functions: ${one.toFixed(1)} seconds, 10 are allowed`]),
    ...(two / one < 3 ? [] : [`20,000 functions: ${(two / one).toFixed(1)} times the time of 10,000, 3 are allowed`]),
    ...(suggesting < 10 ? [] : [`a misspelt name: ${suggesting.toFixed(1)} seconds, 10 are allowed`]),
  ];
}
