import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/harness/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
