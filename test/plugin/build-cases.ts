/** Each bundler builds the page for production, and builds it again when a source changes. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { Browser } from '../harness/chromium.ts';
import type { Answers } from '../web/serve.ts';
import { visit } from '../web/visit.ts';
import { type App, createApp } from './app.ts';
import { type Bundler, bundlers, type Watching } from './bundlers.ts';
import type { Case } from './case.ts';

/** A page that came while the next build was emptying the folder never shows anything. */
const SHOWING_MILLISECONDS = 10_000;

export async function assertShows(browser: Browser, app: App, text: string, answers: Answers = {}): Promise<void> {
  await visit(browser, { folder: app.path('dist'), path: '/', answers }, async ({ page }) => {
    await page.waitForSelector('output:not(:empty)', { timeout: SHOWING_MILLISECONDS });
    assert.equal(await page.textContent('output'), text);
  });
}

const building = (bundler: Bundler): Case => ({
  name: `${bundler.name} builds`,
  async run(browser) {
    const app = await createApp(`${bundler.name}-build`);
    await bundler.build(app);
    await assertShows(browser, app, 'Hello, Ada! 2');
    assert.match(app.read('src/people.d.cpp.ts'), /greet\(person: Person\): string;/);
    assert.ok(existsSync(app.path('src/numbers.d.itl.ts')));
  },
});

/** Builds until one's errors match: a change that is written in several steps may be built more than once. */
async function until({ built }: Watching, pattern: RegExp): Promise<string> {
  for (;;) {
    const errors = await built();
    if (pattern.test(errors)) return errors;
  }
}

/** Builds until the page shows it. */
async function untilShown(watching: Watching, browser: Browser, app: App, text: string): Promise<void> {
  for (let wrong: unknown; ; ) {
    if ((await soon(watching.built(), wrong)) !== '') continue;
    try {
      return await assertShows(browser, app, text);
    } catch (error) {
      wrong = error;
    }
  }
}

/** @param wrong what was wrong before; thrown where nothing more comes */
async function soon<T>(result: Promise<T>, wrong: unknown): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(wrong ?? new Error('nothing was built')), 60_000);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}

const watching = (bundler: Bundler): Case => ({
  name: `${bundler.name} builds again when sources, headers and core modules change`,
  async run(browser) {
    const app = await createApp(`${bundler.name}-watch`);
    const watching = await bundler.watch(app);
    try {
      await untilShown(watching, browser, app, 'Hello, Ada! 2');
      await app.writeCore(10);
      await untilShown(watching, browser, app, 'Hello, Ada! 11');
      app.edit('src/word.h', 'Hello', 'Bonjour');
      await untilShown(watching, browser, app, 'Bonjour, Ada! 11');
      app.edit('src/numbers.itl', '(call next', '(call nxet');
      const errors = await until(watching, /ITL2004.*unknown function 'nxet'/);
      assert.match(errors, /numbers\.itl:3:/);
      assert.match(errors, /did you mean 'next'\?/);
      assert.match(errors, /\(call nxet/);
      app.edit('src/numbers.itl', '(call nxet (as i32 (local $n)))', '(+ 1 (call next (as i32 (local $n))))');
      await untilShown(watching, browser, app, 'Bonjour, Ada! 12');
    } finally {
      await watching.close();
    }
  },
});

export const buildCases: readonly Case[] = bundlers.flatMap((bundler) => [building(bundler), watching(bundler)]);
