/** Headless Chromium by way of Playwright, which is installed on demand. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** As much of Playwright as the tests use; its own types are not there to import. */
export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Page {
  on(event: 'pageerror', listener: (error: Error) => void): void;
  addInitScript(script: { readonly content: string }): Promise<unknown>;
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  waitForFunction(expression: string): Promise<unknown>;
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

/** `engines` is where Playwright is installed. */
export async function launchChromium(engines: string): Promise<Browser> {
  const playwright = join(engines, 'node_modules/playwright-core/index.mjs');
  const { chromium } = (await import(pathToFileURL(playwright).href)) as Playwright;
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: browserArguments });
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
