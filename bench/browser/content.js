/** What pages are served: files of bench/, minified and with gzip, and each job's page with its one script. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Appended to a participant's module, which exports `load`. What a cold start needs, it imports from nowhere. */
const tails = {
  calls: (settings) => `
import { measureCalls } from '../timing.js';
import { post } from '../browser/post.js';
post(async () => measureCalls(await load(), ${JSON.stringify(settings)}));
`,
  prices: () => `
import { measurePrices } from '../prices/measure-prices.js';
import { post } from '../browser/post.js';
post(async () => measurePrices(await load()));
`,
  cold: () => `
const post = (found) => fetch('/done', { method: 'POST', body: JSON.stringify(found) });
load()
  .then((api) => api.isFizz(3) && performance.now())
  .then(post, (error) => post({ error: String(error) }))
  .then((answer) => answer.text())
  .then((next) => { location.href = next; });
`,
};

const pageOf = (script) => `<!doctype html><title>bench</title><script type="module" src="${script}"></script>\n`;

async function fileContent(path) {
  const type = types[extname(path)];
  if (type === undefined) throw new Error('no such file');
  return { type, content: await readFile(join(root, normalize(path))) };
}

async function contentOf(path, { kind, module, settings }) {
  if (path === '/start') return { type: 'text/html', content: pageOf('/browser/start.js') };
  if (path === '/page') return { type: 'text/html', content: pageOf('/entry/job.js') };
  if (path !== '/entry/job.js') return fileContent(path);
  const { type, content } = await fileContent(module);
  return { type, content: content + tails[kind](settings) };
}

/** @returns a function from a path and a job to `type` and `body`, with gzip; kept, so that no cold start waits for it */
export function createContent() {
  const kept = new Map();
  return async (path, job) => {
    const key = path === '/entry/job.js' ? JSON.stringify(job) : path;
    if (!kept.has(key)) {
      const { type, content } = await contentOf(path, job);
      const isScript = type === types['.js'];
      const shipped = isScript ? (await transform(String(content), { minify: true, format: 'esm' })).code : content;
      kept.set(key, { type, body: gzipSync(shipped, { level: 9 }) });
    }
    return kept.get(key);
  };
}
