/** Headless Chromium by way of Playwright, which is installed on demand. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { tool } from './tools.ts';

/** As much of Playwright as the tests use; its own types are not there to import. */
export interface Browser {
  version(): string;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Page {
  on(event: 'pageerror', listener: (error: Error) => void): void;
  addInitScript(script: { readonly content: string }): Promise<unknown>;
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  /** What the handler leaves alone is never answered. */
  route(url: string, handler: () => void): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  waitForSelector(selector: string, options?: { readonly timeout?: number }): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  isVisible(selector: string): Promise<boolean>;
  fill(selector: string, text: string): Promise<void>;
  emulateMedia(media: { readonly colorScheme: 'light' | 'dark' }): Promise<void>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: { launch(options: object): Promise<Browser> };
}

/** Playwright is given a browser, so that it downloads none. */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = (await import(pathToFileURL(tool('playwright-core/index.mjs')).href)) as Playwright;
  return chromium.launch({ executablePath: findChromium(), args: browserArguments });
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function findChromium(): string {
  const path = process.env.CHROMIUM ?? places.find((place) => existsSync(place));
  if (path !== undefined) return path;
  throw new Error('there is no Chromium: `apt-get install chromium`, or say in $CHROMIUM where one is');
}

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
