import { cloudflare } from '@cloudflare/vite-plugin';
import { vite as itlc } from 'itlc/plugin';
import { defineConfig } from 'vite';

// Workers compile no WebAssembly while they run: they import compiled modules.
export default defineConfig({ plugins: [itlc({ wasm: 'module' }), cloudflare()] });
