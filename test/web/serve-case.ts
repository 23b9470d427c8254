import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Case, Web } from './case.ts';

const serving = (example: 'fizzbuzz' | 'canvas', adapter: string): Case => ({
  name: `the server of ${example}`,
  async run(web: Web) {
    const child = spawn(process.execPath, [join(web[example], 'web/serve.js'), '0']);
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const url = /http:\S+/.exec(String(line))?.[0] ?? '';
      await assertServes(url, 200, 'text/html; charset=utf-8');
      await assertServes(new URL('main.js', url).href, 200, 'text/javascript; charset=utf-8');
      await assertServes(new URL(`../out/it_${adapter}.wasm`, url).href, 200, 'application/wasm');
      await assertServes(new URL('none.js', url).href, 404, 'text/plain');
      const outside = ['/../app/greet.c', '/%2e%2e/app/greet.wasm', '/..%2fapp%2fgreet.wasm', '/%', '/web'];
      for (const path of outside) assert.equal((await ask(url, path)).status, 404, path);
    } finally {
      child.kill();
    }
  },
});

export const serveCases: readonly Case[] = [serving('fizzbuzz', 'fizz'), serving('canvas', 'canvas')];

async function assertServes(url: string, status: number, type: string): Promise<void> {
  assert.deepEqual(await ask(url, new URL(url).pathname), { status, type });
}

/** Not `fetch`, which would tidy the path. */
async function ask(url: string, path: string): Promise<{ readonly status?: number; readonly type?: string }> {
  const { hostname, port } = new URL(url);
  const message = request({ hostname, port, path }).end();
  const [response] = (await once(message, 'response')) as [import('node:http').IncomingMessage];
  response.resume();
  return { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' };
}
