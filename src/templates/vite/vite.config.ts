import { vite as itlc } from 'itlc/plugin';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [itlc()] });
