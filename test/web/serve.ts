/** A static server that can be told to serve badly, and remembers what was asked of it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** What to answer instead of the file as it should be; what is left out stays as it is. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  /** What `script-src` of the Content-Security-Policy has besides. */
  readonly scripts?: string;
}

/** By path or by extension, `/out/fizz.wasm` or `.wasm`. */
export type Answers = Readonly<Record<string, Answer>>;

export interface Site {
  readonly origin: string;
  /** Paths, in the order they were asked for. */
  readonly requests: readonly string[];
  /** What a page has posted first. */
  readonly posted: Promise<string>;
  close(): void;
}

/** Strict: no eval, no inline script or style, no `data:`; WebAssembly only because a page has to allow it by name. */
const policyWith = (scripts = ''): string =>
  `default-src 'self'; script-src ${["'self'", "'wasm-unsafe-eval'", scripts].join(' ').trimEnd()}`;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export async function serve(folder: string, answers: Answers = {}): Promise<Site> {
  const requests: string[] = [];
  let post = (_text: string): void => {};
  const posted = new Promise<string>((resolve) => {
    post = resolve;
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    requests.push(path);
    if (request.method === 'POST')
      void bodyOf(request)
        .then(post)
        .then(() => response.end());
    else respond(response, join(folder, path), answers[path] ?? answers[extname(path)] ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    posted,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces).toString();
}

function respond(response: ServerResponse, path: string, answer: Answer): void {
  const file = path.endsWith('/') ? join(path, 'index.html') : path;
  const exists = existsSync(file) && statSync(file).isFile();
  const type = answer.type ?? contentTypes[extname(file)] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'content-security-policy': policyWith(answer.scripts) };
  response.writeHead(answer.status ?? (exists ? 200 : 404), headers);
  response.end(answer.body ?? (exists ? readFileSync(file) : 'not found'));
}
