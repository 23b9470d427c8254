import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** In the folder of the packages: `npm ci`, which may bring another compiler, starts with an empty one. */
const compiled = fileURLToPath(new URL('node_modules/.cache/itlc', import.meta.url));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/downloads/**'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'runtime/**/*.ts'],
      exclude: ['src/templates/**'],
      reporter: ['text', 'json-summary'],
      // A test that measures memory may fail where every line is counted.
      reportOnFailure: true,
    },
    reporters: ['default', './test/harness/closing-line.ts'],
    env: { ITLC_CACHE: compiled },
    globalSetup: './test/harness/tidy-cache.ts',
    // vitest leaves one core alone, which is half of them on the machines that CI has.
    maxWorkers: availableParallelism(),
    // Ends what hangs; no test is about time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
