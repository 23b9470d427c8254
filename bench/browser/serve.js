/**
 * Serves this folder to one browser: a page for each job under a strict Content-Security-Policy, files minified and with
 * gzip, and for a cold start with the latency and the bandwidth of a network. A page posts what it found and is told
 * where to go next: to another host name for each job, so that the browser takes another process.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

/** Precise clocks need the first two. */
const headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  'cache-control': 'no-store',
};

/** Milliseconds before the first byte of each response, and bytes a millisecond of all together. */
const network = { latency: 40, bandwidth: 1250 };

const pageOf = (script) => `<!doctype html><title>bench</title><script type="module" src="${script}"></script>\n`;

/** Appended to a participant's module: calls `load`, then `run`, whose result is posted. */
const entryTail = {
  calls: (settings) => `
import { measureCalls } from '../timing.js';
import { post } from '../browser/post.js';
post(async () => measureCalls(await load(), ${JSON.stringify(settings)}));
`,
  // Without another file: each costs a request, which no user has.
  cold: () => `
load().then((api) => api.isFizz(3)).then(() => performance.now(), (error) => ({ error: String(error) })).then((found) =>
  fetch('/done', { method: 'POST', body: JSON.stringify(found) })).then((answer) => answer.text()).then((next) => { location.href = next; });
`,
};

async function minified(path) {
  const bytes = await readFile(path);
  return extname(path) === '.js' ? (await transform(bytes.toString(), { minify: true, format: 'esm' })).code : bytes;
}

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * What a job asked for. `depth` is how many requests came one after another: each that begins when another has been
 * answered is one deeper.
 */
export function summaryOf(requests) {
  const deep = [];
  for (const each of requests) {
    const before = deep.filter(({ end }) => end <= each.begin).map(({ depth }) => depth);
    deep.push({ ...each, depth: 1 + Math.max(0, ...before) });
  }
  return {
    requests: requests.length,
    bytes: requests.reduce((sum, { size }) => sum + size, 0),
    depth: Math.max(...deep.map(({ depth }) => depth)),
  };
}

/**
 * @param jobs `kind` (calls or cold), `module` (path of the participant's module here), `settings`
 * @returns `origin` to open, and `results`: for each job what its page posted; cold starts with what they asked for
 */
export async function serveJobs(jobs, onJob = () => {}) {
  const results = [];
  const files = new Map();
  let requests = [];
  let busyUntil = 0;
  let finish;
  let fail;
  const finished = new Promise((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  finished.catch(() => {});
  let timer;

  const job = () => jobs[results.length];
  const originOf = (name) => `http://${name}.localhost:${server.address().port}`;
  function next() {
    clearTimeout(timer);
    requests = [];
    if (job() === undefined) return `${originOf('end')}/end`;
    onJob(job());
    timer = setTimeout(() => fail(new Error(`${job().module}: nothing came within three minutes`)), 180_000);
    return `${originOf(`job${results.length}`)}/page`;
  }

  async function contentOf(path) {
    const { kind, module, settings } = job() ?? {};
    if (path === '/page') return { type: 'text/html', bytes: pageOf('/entry/job.js') };
    if (path === '/start') return { type: 'text/html', bytes: pageOf('/browser/start.js') };
    const type = types[extname(path)];
    const tail = path === '/entry/job.js' ? entryTail[kind](settings) : '';
    const file = tail === '' ? join(root, normalize(path)) : join(root, module);
    return { type, bytes: (await minified(file)) + tail, binary: type === types['.wasm'] && (await readFile(file)) };
  }

  /** With gzip; kept, so that no cold start waits for it. */
  async function bodyOf(path) {
    const key = path === '/entry/job.js' ? JSON.stringify(job()) : path;
    if (!files.has(key)) {
      const { type, bytes, binary } = await contentOf(path);
      files.set(key, { type, body: gzipSync(binary || bytes, { level: 9 }) });
    }
    return files.get(key);
  }

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/done') return take(request, response);
    if (pathname === '/end') {
      response.end('done');
      return finish(results);
    }
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const begin = performance.now();
    const { type, body } = await bodyOf(pathname);
    if (job()?.kind === 'cold' && pathname !== '/start' && pathname !== '/browser/start.js') {
      busyUntil = Math.max(busyUntil, begin + network.latency) + body.length / network.bandwidth;
      await later(busyUntil - performance.now());
    }
    response.writeHead(200, { ...headers, 'content-type': type, 'content-encoding': 'gzip' }).end(body);
    requests.push({ begin, end: performance.now(), size: body.length });
  }

  async function take(request, response) {
    let text = '';
    for await (const part of request) text += part;
    const found = JSON.parse(text);
    if (found.error) fail(new Error(`${job().module}: ${found.error}`));
    results.push(job().kind === 'cold' ? { milliseconds: found, ...summaryOf(requests) } : found);
    // A browser is busy for a while with what a page leaves behind.
    await later(200);
    response.end(next());
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(404).end();
      console.error(`${request.url}: ${error.message}`);
    });
  });
  await new Promise((resolve) => server.listen(0, resolve));
  const close = () => {
    clearTimeout(timer);
    server.closeAllConnections();
    server.close();
  };
  return { start: `${originOf('start')}/start`, first: next(), finished, close };
}
