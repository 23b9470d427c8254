import { vite as itlc } from 'itlc/plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({ plugins: [itlc()] });
