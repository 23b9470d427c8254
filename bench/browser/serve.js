/**
 * Serves jobs to one browser, each in a page of its own under a strict Content-Security-Policy. A page posts what it found
 * and is told where to go next: to another host name for each job, so that the browser takes another process.
 */
import { createServer } from 'node:http';
import { createContent } from './content.js';
import { createNetwork, summaryOf } from './network.js';

/** Precise clocks need the first two. */
const headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  'cache-control': 'no-store',
};
const patience = 180_000;

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function textOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

/** Answers for a file, as fast as it can or as a network would. @returns when it was asked for and answered, and its size */
async function sendFile(response, { type, body }, network) {
  const begin = performance.now();
  if (network) await later(network(body.length));
  response.writeHead(200, { ...headers, 'content-type': type, 'content-encoding': 'gzip' }).end(body);
  return { begin, end: performance.now(), size: body.length };
}

/**
 * @param jobs `kind` (calls or cold), `module` (the participant's, a path from bench/), and `settings` for measureCalls
 * @param onJob told of each as it begins
 * @returns `start`, to be opened; `finished`, a promise of what each job posted, or `error` (a cold start: with what was asked for); `close`
 */
export async function serveJobs(jobs, onJob = () => {}) {
  const results = [];
  const content = createContent();
  let finish;
  let fail;
  const finished = new Promise((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  finished.catch(() => {});
  let requests = [];
  let network;
  let timer;

  const originOf = (name) => `http://${name}.localhost:${server.address().port}`;

  /** The address of the next job's page. */
  function next() {
    clearTimeout(timer);
    const job = jobs[results.length];
    if (job === undefined) return `${originOf('end')}/end`;
    onJob(job);
    requests = [];
    network = job.kind === 'cold' ? createNetwork() : undefined;
    timer = setTimeout(() => fail(new Error(`${job.module}: nothing came within three minutes`)), patience);
    return `${originOf(`job${results.length}`)}/page`;
  }

  function take(found) {
    const isStart = jobs[results.length].kind === 'cold' && !found.error;
    results.push(isStart ? { milliseconds: found, ...summaryOf(requests) } : found);
  }

  const pages = {
    '/favicon.ico': (_, response) => response.writeHead(204).end(),
    '/go': (_, response) => response.writeHead(302, { location: next() }).end(),
    '/done': async (request, response) => {
      take(JSON.parse(await textOf(request)));
      // A browser is busy for a while with what a page leaves behind.
      await later(200);
      response.end(next());
    },
    '/end': (_, response) => {
      response.end('done');
      finish(results);
    },
  };

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pages[pathname]) return pages[pathname](request, response);
    const job = jobs[results.length];
    const file = await content(pathname, job).catch((cause) => {
      // A module that cannot be loaded never posts anything.
      fail(new Error(`${pathname}, for ${job.module}: ${cause.message}`, { cause }));
      throw cause;
    });
    requests.push(await sendFile(response, file, network));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(404).end(error.message);
    });
  });
  await new Promise((resolve) => server.listen(0, resolve));
  const close = () => {
    clearTimeout(timer);
    server.closeAllConnections();
    server.close();
  };
  return { start: `${originOf('start')}/start`, finished, close };
}
