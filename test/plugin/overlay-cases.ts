/** Servers for developers: the page is updated, and errors are shown over it. */
import assert from 'node:assert/strict';
import type { Browser, Page } from '../harness/chromium.ts';
import { type App, createApp } from './app.ts';
import { loadVite, viteOptions, type WebpackCompiler, webpackOf, webpackOptions } from './bundlers.ts';
import type { Case } from './case.ts';
import { load } from './install-bundlers.ts';

interface Server {
  readonly origin: string;
  readonly close: () => Promise<unknown>;
}

interface DevServer {
  readonly name: string;
  readonly start: (app: App) => Promise<Server>;
  /** An expression of the page: the text of the overlay, or nothing. */
  readonly overlay: string;
}

interface ViteServer {
  listen(): Promise<unknown>;
  readonly resolvedUrls: { readonly local: readonly string[] };
  close(): Promise<void>;
}

const vite: DevServer = {
  name: 'vite',
  async start(app) {
    const { createServer } = await loadVite<{ createServer(options: object): Promise<ViteServer> }>();
    const server = await createServer(await viteOptions(app, { server: { port: 0, host: '127.0.0.1' } }));
    await server.listen();
    return { origin: server.resolvedUrls.local[0] ?? '', close: () => server.close() };
  },
  overlay: "document.querySelector('vite-error-overlay')?.shadowRoot.textContent",
};

interface WebpackServer {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly server: { address(): { readonly port: number } };
}

type WebpackServerClass = new (options: object, compiler: WebpackCompiler) => WebpackServer;

const classes = {
  webpack: async (): Promise<WebpackServerClass> =>
    (await load<{ readonly default: WebpackServerClass }>('webpack-dev-server/lib/Server.js')).default,
  rspack: async (): Promise<WebpackServerClass> =>
    (await load<{ readonly RspackDevServer: WebpackServerClass }>('@rspack/dev-server/dist/index.js')).RspackDevServer,
};

const webpackLike = (name: 'webpack' | 'rspack'): DevServer => ({
  name,
  async start(app) {
    const compiler = (await webpackOf(name))(await webpackOptions(name, app, 'development'));
    const settings = { port: 0, host: '127.0.0.1', static: { directory: app.path('src'), watch: false } };
    const server = new (await classes[name]())(settings, compiler);
    await server.start();
    return { origin: `http://127.0.0.1:${server.server.address().port}/`, close: () => server.stop() };
  },
  overlay:
    "document.querySelector('#webpack-dev-server-client-overlay')?.contentDocument.body.textContent ?? document.querySelector('#rspack-dev-server-client-overlay')?.contentDocument.body.textContent",
});

/** Waits until an expression of the page matches, however often the page is loaded meanwhile. */
async function untilMatches(page: Page, expression: string, pattern: RegExp): Promise<string> {
  const end = Date.now() + 60_000;
  for (let text = ''; ; ) {
    try {
      text = String((await page.evaluate(`(${expression}) ?? ''`)) ?? '');
    } catch {
      // It is being loaded.
    }
    if (pattern.test(text)) return text;
    if (Date.now() > end) throw new Error(`${expression} is ${JSON.stringify(text)}, not ${pattern}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const output = "document.querySelector('output')?.textContent";

async function develop({ start, overlay, name }: DevServer, browser: Browser): Promise<void> {
  const app = await createApp(`${name}-server`);
  const { origin, close } = await start(app);
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    await untilMatches(page, output, /^Hello, Ada! 2$/);
    app.edit('src/people.cpp', 'WORD ", "', 'WORD " to "');
    await untilMatches(page, output, /^Hello to Ada! 2$/);
    await app.writeCore(10);
    await untilMatches(page, output, /^Hello to Ada! 11$/);
    app.edit('src/numbers.itl', '(call next', '(call nxet');
    const shown = await untilMatches(page, overlay, /ITL2004/);
    assert.match(shown, /unknown function 'nxet'/);
    assert.match(shown, /numbers\.itl:3:\d+/);
    assert.match(shown, /did you mean 'next'\?/);
    app.edit('src/numbers.itl', '(call nxet', '(call next');
    await untilMatches(page, output, /^Hello to Ada! 11$/);
    app.edit('src/word.h', '"Hello"', '"Hello" oops');
    const said = await untilMatches(page, overlay, /oops/);
    assert.match(said, /word\.h:2|people\.cpp:\d+/);
    app.edit('src/word.h', '"Hello" oops', '"Bonjour"');
    await untilMatches(page, output, /^Bonjour to Ada! 11$/);
    await untilMatches(page, `${overlay} === undefined`, /true/);
  } finally {
    await page.close();
    await close();
  }
}

export const overlayCases: readonly Case[] = [vite, webpackLike('webpack'), webpackLike('rspack')].map((server) => ({
  name: `${server.name}'s server updates the page, and shows errors over it`,
  run: (browser) => develop(server, browser),
}));
