/** Where an adapter file can make the loader look for a core module: beside itself, as relative URLs go, and nowhere else. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { type Answering, answer, answering, expectAnswer } from '../runtime/answering.ts';
import { expectRejected } from './refusal.ts';

/** Absolute, of another scheme or host, or made relative only by a URL parser's kindness. */
const strayPlaces = [
  ...[
    '/x.wasm',
    '//evil.example/x.wasm',
    '///x.wasm',
    '\\x.wasm',
    '\\\\evil.example\\x.wasm',
    '/\\evil.example/x.wasm',
  ],
  ...['http://evil.example/x.wasm', 'https:x.wasm', 'http:/x.wasm', 'file:///etc/passwd', 'file:x.wasm'],
  ...[
    'data:application/wasm;base64,AGFzbQEAAAA=',
    'blob:http://evil.example/1',
    'javascript:1',
    'node:fs',
    'about:blank',
  ],
  ...['C:\\x.wasm', 'c:/x.wasm', 'C|/x.wasm', 'C|\\x.wasm', 'ws://evil.example/'],
  ...[' x.wasm', '\tx.wasm', '\n//evil.example/x.wasm', 'x\u0000.wasm', 'ht\ntp://evil.example/', '\u0001x'],
];

/** Relative, and all the same a file that is no core module. */
const missing = [
  '../none.wasm',
  '../../none.wasm',
  '%2e%2e/none.wasm',
  '.\\..\\none.wasm',
  './/none.wasm',
  'a/../../none.wasm',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  await mkdir(join(folder, 'app/out'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'root:x:0:0');
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
});

async function adapterFile(file: string): Promise<string> {
  const path = join(folder, 'app/out/it.wasm');
  await writeFile(path, answering(file));
  return path;
}

describe('an adapter in a file', () => {
  test.each(strayPlaces)('cannot lead to %j', async (file) => {
    const fetching = vi.spyOn(globalThis, 'fetch');
    await expectRejected(instantiate(await adapterFile(file)), 'ItlLinkError', `'${file}' is not a relative path`);
    expect(fetching).not.toHaveBeenCalled();
  });

  test.each(missing)('finds nothing at %j', async (file) => {
    await expectRejected(
      instantiate(await adapterFile(file)),
      'ItlLinkError',
      /^cannot load file:.*none\.wasm: ENOENT.*; options\.modules can say where core module 'out\/core\.wasm' is$/,
    );
  });

  test('runs nothing before all is found, and tells nobody what else is there', async () => {
    const path = await adapterFile('../../secret.txt');
    const instantiating = vi.spyOn(WebAssembly, 'instantiate');
    const place = pathToFileURL(join(folder, 'secret.txt')).href;
    await expectRejected(
      instantiate(path),
      'ItlLinkError',
      new RegExp(`^cannot load ${place.replaceAll('.', '\\.')}: .*magic word.*; options\\.modules can say`),
    );
    expect(instantiating).not.toHaveBeenCalled();
  });

  test.each(['', '?', '#', './', 'it.wasm'])('is no core module for itself: %j', async (file) => {
    const reason =
      file === './' ? /^cannot load file:.*: it is a folder|EISDIR/ : /imports function '\w+' from '_it_runtime'/;
    await expectRejected(instantiate(await adapterFile(file)), 'ItlLinkError', reason);
  });
});

describe('an adapter from a server', () => {
  let server: Server;
  let origin: string;
  const asked: string[] = [];
  let file = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const body =
        request.url === '/app/it.wasm' ? answering(file) : request.url === '/core.wasm' ? answer(3) : undefined;
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/wasm' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test.each(strayPlaces)('cannot lead to %j', async (place) => {
    asked.length = 0;
    file = place;
    await expectRejected(instantiate(`${origin}/app/it.wasm`), 'ItlLinkError', `'${place}' is not a relative path`);
    expect(asked).toEqual(['/app/it.wasm']);
  });

  test('may lie in another folder than its core module', async () => {
    file = '../core.wasm';
    await expectAnswer(instantiate<Answering>(`${origin}/app/it.wasm`), 3);
  });
});

test.each(['data:application/wasm;base64,', 'blob:'])(
  'an adapter from a %s URL has nothing beside it',
  async (scheme) => {
    const bytes = answering('core.wasm');
    const url =
      scheme === 'blob:'
        ? URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }))
        : `${scheme}${Buffer.from(bytes).toString('base64')}`;
    await expectRejected(
      instantiate(url),
      'ItlLinkError',
      "no place is known for core module 'out/core.wasm': pass it in options.modules",
    );
  },
);

test.each(['javascript:1', 'about:blank', 'node:fs', 'ftp://127.0.0.1/x', 'nothing:x'])(
  'no adapter can come from %s',
  async (url) => {
    await expectRejected(instantiate(url), 'ItlLinkError', /^cannot load /);
  },
);
