/** The loader's one file in workers: a service worker, above all, must not `import()`. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';
import { visit } from './visit.ts';

const greeting = `import { instantiate } from './node_modules/itlc/dist/it_loader.js';
const greet = async () => {
  const lib = await instantiate(new URL('out/it_greet.wasm', import.meta.url));
  return lib.greet('Ada');
};
`;

const files: Readonly<Record<string, string>> = {
  'workers.html': '<!doctype html><title>Workers</title><script type="module" src="workers.js"></script>',
  'workers.js': `
    window.worker = new Promise((resolve) => {
      new Worker('module-worker.js', { type: 'module' }).onmessage = ({ data }) => resolve(data);
    });
    window.serviceWorker = new Promise((resolve, reject) => {
      navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
      navigator.serviceWorker.register('service-worker.js', { type: 'module' }).then(async (registration) => {
        await navigator.serviceWorker.ready;
        registration.active.postMessage('greet');
      }).catch(reject);
    });`,
  'module-worker.js': `${greeting}greet().then(postMessage, (error) => postMessage(String(error)));`,
  'service-worker.js': `${greeting}
    addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('message', ({ source }) => greet().then(
      (text) => source.postMessage(text), (error) => source.postMessage(String(error))));`,
};

export const workerCases: readonly Case[] = [
  {
    name: 'a module worker and a service worker',
    async run({ app, browser }) {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
      await visit(browser, { folder: app, path: '/workers.html' }, async ({ page }) => {
        assert.equal(await page.evaluate('worker'), 'Hello, Ada!');
        assert.equal(await page.evaluate('serviceWorker'), 'Hello, Ada!');
      });
    },
  },
];
