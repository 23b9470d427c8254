/** Where adapters come from, and what is said when there is none. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ItlTypeError, instantiate } from '../../runtime/it_loader.ts';
import { type Answering, answer, answering, expectAnswer, expectRefusal, modules } from './answering.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loader-'));
  await mkdir(join(folder, 'out'));
  await mkdir(join(folder, 'strange #%20 dir'));
  await writeFile(join(folder, 'it_core.wasm'), answering('out/core.wasm'));
  await writeFile(join(folder, 'out', 'core.wasm'), answer(1));
  await writeFile(join(folder, 'strange #%20 dir', 'it.wasm'), answering('../out/core.wasm'));
  await writeFile(join(folder, 'page.wasm'), '<!doctype html>');
});
afterAll(() => rm(folder, { recursive: true }));
describe('sources', () => {
  test('bytes in every wrapping, a module, promises of them', async () => {
    const bytes = answering('unused');
    const padded = new Uint8Array(bytes.length + 10);
    padded.set(bytes, 5);
    for (const source of [bytes, bytes.buffer, new DataView(bytes.buffer), padded.subarray(5, 5 + bytes.length)]) {
      await expectAnswer(instantiate<Answering>(source, {}, { modules }));
    }
    const module = await WebAssembly.compile(bytes);
    await expectAnswer(instantiate<Answering>(module, {}, { modules }));
    await expectAnswer(instantiate<Answering>(Promise.resolve(module), {}, { modules }));
    await expectAnswer(
      instantiate<Answering>(bytes, {}, { modules: { 'out/core.wasm': WebAssembly.compile(answer(42)) } }),
    );
  });

  test('what comes from another realm, or has a class of its own', async () => {
    const bytes = answering('unused');
    const other = (code: string, given: object): unknown => runInNewContext(code, given);
    for (const source of [
      other('Uint8Array.from(bytes)', { bytes }),
      other('Uint8Array.from(bytes).buffer', { bytes }),
      other('new WebAssembly.Module(Uint8Array.from(bytes))', { bytes }),
    ])
      await expectAnswer(instantiate<Answering>(source as object, {}, { modules }));
    const { href, protocol } = pathToFileURL(join(folder, 'it_core.wasm'));
    await expectAnswer(instantiate<Answering>({ href, protocol }), 1);
  });

  test('where the global URL is not the class that Node has', async () => {
    const NodeUrl = URL;
    vi.stubGlobal('URL', class extends NodeUrl {});
    const path = join(folder, 'it_core.wasm');
    for (const source of [path, pathToFileURL(path), new URL(pathToFileURL(path))])
      await expectAnswer(instantiate<Answering>(source), 1);
    vi.unstubAllGlobals();
  });

  test('paths and file URLs, with core modules beside them', async () => {
    await expectAnswer(instantiate<Answering>(join(folder, 'it_core.wasm')), 1);
    const url = pathToFileURL(join(folder, 'strange #%20 dir', 'it.wasm'));
    await expectAnswer(instantiate<Answering>(url), 1);
    await expectAnswer(instantiate<Answering>(url.href), 1);
    await expectAnswer(instantiate<Answering>(join(folder, 'strange #%20 dir', 'it.wasm')), 1);
  });

  test('a relative path is resolved before the working directory can change', async () => {
    const before = process.cwd();
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
    const made = instantiate<Answering>('it_core.wasm');
    await new Promise((resolve) => setTimeout(resolve, 0));
    cwd.mockReturnValue(join(folder, 'out'));
    await expectAnswer(made, 1);
    cwd.mockRestore();
    expect(process.cwd()).toBe(before);
  });

  test('Responses', async () => {
    const headers = { 'content-type': 'application/wasm' };
    await expectAnswer(instantiate<Answering>(new Response(answering('x'), { headers }), {}, { modules }));
    await expectAnswer(instantiate<Answering>(new Response(answering('x')), {}, { modules }));
    await expectRefusal(
      instantiate(new Response('gone', { status: 404 })),
      /^cannot load the given response \(status 404, text\/plain;charset=UTF-8\): /,
    );
  });

  test('data URLs, which a Content-Security-Policy may forbid to fetch', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const base64 = Buffer.from(answering('x')).toString('base64');
    await expectAnswer(instantiate<Answering>(`data:application/wasm;base64,${base64}`, {}, { modules }));
    const escaped = new URL(`data:application/wasm;charset=x;base64,${encodeURIComponent(base64)}`);
    await expectAnswer(instantiate<Answering>(escaped, {}, { modules }));
    await expectAnswer(instantiate<Answering>(`data:;base64,${base64}#it`, {}, { modules }));
    expect(fetched).not.toHaveBeenCalled();
    const percents = [...answering('x')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    await expectAnswer(instantiate<Answering>(`data:application/wasm,${percents}`, {}, { modules }));
    await expectRefusal(instantiate('data:;base64,AAAAAAAA'), /^cannot load the given data: URL: .*magic/);
    await expectRefusal(instantiate('data:;base64,%%%'), /^cannot load the given data: URL: /);
    fetched.mockRestore();
  });

  test('no core module lies beside a data or blob URL', async () => {
    const bytes = answering('x');
    const noPlace = "no place is known for core module 'out/core.wasm': pass it in options.modules";
    await expectRefusal(instantiate(`data:;base64,${Buffer.from(bytes).toString('base64')}`), noPlace);
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }));
    await expectRefusal(instantiate(url), noPlace);
    await expectAnswer(instantiate<Answering>(url, {}, { modules }));
    URL.revokeObjectURL(url);
  });
});

describe('over HTTP', () => {
  let server: Server;
  let base: string;
  const served: string[] = [];
  beforeAll(async () => {
    const files: Record<string, [type: string, body: Uint8Array | string]> = {
      '/a/it.wasm': ['application/wasm', answering('../core.wasm?v=1')],
      '/a/plain.wasm': ['application/octet-stream', answering('../core.wasm?v=1')],
      '/a/typed.wasm': ['application/wasm; charset=utf-8', answering('../core.wasm?v=1')],
      '/lonely.wasm': ['application/wasm', answering('none.wasm')],
      '/core.wasm?v=1': ['application/wasm', answer(7)],
      '/page.wasm': ['text/html', '<!doctype html><title>Home</title>'],
      '/broken.wasm': ['application/wasm', '<!doctype html>'],
    };
    server = createServer((request, response) => {
      served.push(request.url ?? '');
      if (request.url === '/moved.wasm') return response.writeHead(302, { location: '/a/it.wasm' }).end();
      const [type, body] = files[request.url ?? ''] ?? ['text/html', '<!doctype html>not here'];
      return response.writeHead(body === '<!doctype html>not here' ? 404 : 200, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test.each(['it', 'plain', 'typed'])('%s.wasm is fetched once, whatever its type', async (name) => {
    served.length = 0;
    await expectAnswer(instantiate<Answering>(`${base}/a/${name}.wasm`), 7);
    expect(served).toEqual([`/a/${name}.wasm`, '/core.wasm?v=1']);
    await expectAnswer(instantiate<Answering>(fetch(`${base}/a/${name}.wasm`)), 7);
  });

  test('core modules lie beside where a redirect led', async () => {
    await expectAnswer(instantiate<Answering>(new URL('/moved.wasm', base)), 7);
  });

  test('a core module that is not beside the adapter', async () => {
    await expectRefusal(
      instantiate(`${base}/lonely.wasm`),
      `cannot load ${base}/none.wasm (status 404, text/html): no file came; options.modules can say where core module 'out/core.wasm' is`,
    );
    await expectAnswer(instantiate<Answering>(`${base}/lonely.wasm`, {}, { modules }));
  });

  test('pages that are no modules', async () => {
    await expectRefusal(
      instantiate(`${base}/none.wasm`),
      new RegExp(`^cannot load ${base}/none.wasm \\(status 404, text/html\\): `),
    );
    await expectRefusal(
      instantiate(`${base}/page.wasm`),
      new RegExp(`^cannot load ${base}/page.wasm \\(status 200, text/html\\): .*magic`),
    );
    await expectRefusal(
      instantiate(`${base}/broken.wasm`),
      new RegExp(`^cannot load ${base}/broken.wasm \\(status 200, application/wasm\\): .*magic`),
    );
  });

  test('nobody answers', async () => {
    const made = instantiate('http://127.0.0.1:1/it.wasm');
    await expectRefusal(made, /^cannot load http:\/\/127.0.0.1:1\/it.wasm: /);
    await expect(made).rejects.toHaveProperty('cause');
  });
});

describe('what is no WebAssembly', () => {
  test('nothing at the path', async () => {
    await expectRefusal(instantiate(join(folder, 'none.wasm')), /^cannot load file:.*none\.wasm: ENOENT/);
  });

  test('no WebAssembly', async () => {
    await expectRefusal(instantiate(join(folder, 'page.wasm')), /^cannot load file:.*page\.wasm: .*magic/);
    await expectRefusal(instantiate(new Uint8Array(0)), /^cannot load the given module: /);
    for (const nonsense of [null, undefined, 5, {}, []])
      await expectRefusal(instantiate(nonsense as never), /^cannot load the given module: /);
    await expectRefusal(instantiate(Promise.reject(new Error('mine'))), 'cannot load the given module: mine');
  });
});

test('what is no source at all is named', async () => {
  for (const [source, shown] of [
    [undefined, 'undefined'],
    [5, '5'],
    [null, 'null'],
    [{}, 'an object'],
    [[], 'an array'],
  ]) {
    const message = `cannot load the given module: expected a path, URL, Response, bytes or WebAssembly.Module, got ${shown}`;
    await expect(instantiate(source as never)).rejects.toThrow(message);
  }
});

test('what is no core module is named by its path', async () => {
  const adapter = answering('core.wasm', 'out/core.wasm');
  for (const given of [5, {}, null]) {
    await expectRefusal(
      instantiate(adapter, {}, { modules: { 'out/core.wasm': given as never } }),
      /^cannot load the module given for 'out\/core\.wasm': expected a path, URL, Response, bytes or WebAssembly\.Module, got /,
    );
  }
  await expectRefusal(
    instantiate(adapter, {}, { modules: { 'out/core.wasm': new Uint8Array(4) } }),
    /^cannot load the module given for 'out\/core\.wasm': .*magic/,
  );
});

test('options that are no object', async () => {
  for (const [options, shown] of [
    [null, 'null'],
    ['direct', "'direct'"],
    [5, '5'],
  ]) {
    await expect(instantiate(answering('core.wasm'), {}, options as never)).rejects.toThrow(
      new ItlTypeError(`instantiate: options must be an object, got ${shown}`),
    );
  }
});
