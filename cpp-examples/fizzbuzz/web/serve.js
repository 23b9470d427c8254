/** A static server for looking at the page: `node serve.js [port]`. For this machine only, and for nothing else. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Without the right one for .wasm a browser can only compile what it has read completely. */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const headers = {
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
};

/**
 * Answers with a file below the folder, or with 404.
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Readonly<Record<string, string>>} more headers, instead of those that are sent otherwise
 */
export async function serveFile(folder, request, response, more = {}) {
  const file = await fileFor(folder, request.url ?? '/');
  if (file === undefined) {
    response.writeHead(404, { ...headers, ...more, 'content-type': 'text/plain' }).end('not found\n');
    return;
  }
  const type = contentTypes[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { ...headers, ...more, 'content-type': type });
  createReadStream(file).pipe(response);
}

/**
 * @param {string} folder
 * @param {string} url
 * @returns {Promise<string | undefined>} undefined where there is no such file
 */
async function fileFor(folder, url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    return file.startsWith(join(folder, sep)) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Serves an example at the port on the command line.
 * @param {string} title
 * @param {URL} example its folder, with the page in `web/`
 * @param {(url: string) => Readonly<Record<string, string>>} headersFor
 */
export function serveExample(title, example, headersFor = () => ({})) {
  const folder = fileURLToPath(example);
  const server = createServer((request, response) =>
    serveFile(folder, request, response, headersFor(request.url ?? '/')),
  );
  server.on('error', (error) => {
    console.error(`cannot serve: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
    console.log(`${title} is at http://localhost:${server.address().port}/web/ (Ctrl+C ends it)`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serveExample('FizzBuzz', new URL('..', import.meta.url));
