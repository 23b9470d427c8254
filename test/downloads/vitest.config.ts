/** `npm run test:downloads`: examples whose sources come from a distributor. CI runs them; `npm test` needs no network. */
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

export default defineConfig({ ...base, test: { ...base.test, include: ['test/downloads/**/*.test.ts'], exclude: [] } });
