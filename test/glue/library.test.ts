/** `npm run build:library` and `npm run bless` make it anew. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'vitest';
import { root } from '../harness/folders.ts';

test('the library in src/backend/js is made of runtime/values and runtime/cores', () => {
  const check = process.env.BLESS ? [] : ['--check'];
  execFileSync(process.execPath, [join(root, 'runtime/build-library.js'), ...check], { stdio: 'pipe' });
});
