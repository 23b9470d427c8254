/** Compilers that are programs of this machine; tests that need one are skipped where it is missing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's clang, with its packages for WebAssembly. */
export function hasClang(): boolean {
  const source = '#include <vector>\nint main() { return std::vector<int>(3).size(); }';
  const output = join(mkdtempSync(join(tmpdir(), 'itlc-test-')), 'a.wasm');
  const args = ['--target=wasm32-wasi', '-fno-exceptions', '-x', 'c++', '-', '-o', output];
  return spawnSync('clang++', args, { input: source }).status === 0;
}

export const hasEmscripten = (): boolean => spawnSync('em++', ['--version']).status === 0;
