import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { vite as itlc } from 'itlc/plugin';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [itlc(), sveltekit({ adapter: adapter() })] });
