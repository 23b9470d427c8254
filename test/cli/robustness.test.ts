/** The program itself, on sources that are too large, too deep or no text. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../harness/folders.ts';
import { exported, lines, manyFunctions, nested } from '../harness/large-source.ts';

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'itlc-robust-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  interface Run {
    readonly status: number | null;
    readonly output: string;
    readonly megabytes: number;
  }

  const usage = "process.on('exit', () => console.error('KiB', process.resourceUsage().maxRSS))";

  function run(source: string | Uint8Array, ...nodeOptions: readonly string[]): Run {
    const path = join(folder, 'case.itl');
    writeFileSync(path, source);
    const args = [
      ...nodeOptions,
      '--import',
      `data:text/javascript,${usage}`,
      join(root, 'bin/itlc.js'),
      path,
      '--no-check-core',
      '--quiet',
      '-o',
      folder,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    const kibibytes = Number(/^KiB (\d+)$/m.exec(stderr)?.[1] ?? Number.NaN);
    return { status, output: stdout + stderr.replace(/^KiB \d+\n/m, ''), megabytes: kibibytes / 1024 };
  }

  /**
   * How much a collector leaves lying about is for the engine to decide: what counts is what it cannot do without. That
   * twice as many functions take about twice the time is a matter of `npm run bench:check`.
   */
  test('10,000 functions need no more than half a GiB of heap and a quarter for the assembler, 1 GiB in all', () => {
    const limits = ['--max-old-space-size=512', '--wasm-max-mem-pages=4096'];
    const { status, output, megabytes } = run(manyFunctions(10_000), ...limits);
    expect([status, output]).toEqual([0, '']);
    expect(megabytes).toBeLessThan(1024);
  });

  test.each<[what: string, source: string | Uint8Array]>([
    ['parentheses', '('.repeat(100_000)],
    ['NULs', '\0'.repeat(100_000)],
    ['bytes that are not UTF-8', Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256)],
  ])('says what is wrong with %s', (_, source) => {
    const { status, output } = run(source);
    expect(status).toBe(1);
    expect(output).toMatch(/error ITL1\d{3}: /);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });

  /** Where the limit of parentheses does not keep code from being too deep for the stack that is left. */
  test('says when code is too deep to be assembled', () => {
    const types = nested(150, '(array ', 's32');
    const code = lines(150, (index) => `(lift-array ${nested(149 - index, '(array ', 's32')} 4 0 1`);
    const source = exported(`(result ${types})`, `${code} (load s32 _m "memory" 0) ${')'.repeat(150)}`);
    const outputs = [600, 500, 450, 400].map((size) => run(source, `--stack-size=${size}`).output);
    expect(outputs.join('\n')).toContain('ITL3029');
  });

  // A device of Linux that takes nothing.
  test.skipIf(!existsSync('/dev/full'))('says that standard output cannot be written', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/itlc.js'), '--help'], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect([status, stderr]).toEqual([1, "error ITL5002: cannot write 'standard output': the disk is full\n"]);
  });
});
