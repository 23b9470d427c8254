/** Serves the site as a static host would, and takes what a page posts. The playground has to do under a strict policy. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface SiteServer {
  readonly origin: string;
  /** What a page has posted first. */
  readonly posted: Promise<string>;
  close(): void;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const strict = { 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" };

/** @param extra pages that are no part of the site, by path */
export async function serveSite(folder: string, extra: Readonly<Record<string, string>> = {}): Promise<SiteServer> {
  let post = (_text: string): void => {};
  const posted = new Promise<string>((resolve) => {
    post = resolve;
  });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (request.method === 'POST') {
      void bodyOf(request)
        .then((text) => post(text))
        .then(() => response.end());
      return;
    }
    const content = extra[path] ?? fileAt(join(folder, path));
    const type = types[extname(path)] ?? (path.endsWith('/') ? 'text/html' : 'application/octet-stream');
    const policy = path.startsWith('/playground/') ? strict : {};
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type, ...policy });
    response.end(content ?? 'not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posted, close };
}

function fileAt(path: string): Uint8Array | undefined {
  const file = path.endsWith('/') ? join(path, 'index.html') : path;
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces).toString();
}
