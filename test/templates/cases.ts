/** Each template: its types, its tests, what it builds, and that at work. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from '../harness/chromium.ts';
import { visit } from '../web/visit.ts';
import { createProject, type Packed, Project, run, type Server } from './project.ts';

export interface Case {
  readonly template: string;
  run(packed: Packed, browser: Browser): Promise<void>;
}

const counted = [
  { word: 'fish', times: 2 },
  { word: 'one', times: 1 },
  { word: 'two', times: 1 },
];

/** A page's list once it has this first item. */
async function listOf(page: Page, first: string): Promise<string> {
  await page.waitForSelector(`li:first-child:text-is("${first}")`);
  return String(await page.evaluate("[...document.querySelectorAll('li')].map((item) => item.textContent).join()"));
}

/** What a project serves, while it does. */
async function during(server: Server, look: (origin: string) => Promise<void>): Promise<void> {
  try {
    await look(server.origin);
  } finally {
    server.close();
  }
}

/** What a person sees and does. */
async function countWords(page: Page): Promise<void> {
  assert.match(await listOf(page, 'the: 2'), /^the: 2,brown: 1,dog: 1/);
  await page.fill('textarea', 'One fish, two fish.');
  assert.equal(await listOf(page, 'fish: 2'), 'fish: 2,one: 1,two: 1');
}

async function visitServer(browser: Browser, origin: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.goto(origin);
    await look(page);
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
  }
}

const vite: Case = {
  template: 'vite',
  async run(packed, browser) {
    const project = createProject('vite', packed);
    project.npm('test');
    await during(await project.serve('dev', 4310), (origin) => visitServer(browser, origin, countWords));
    project.npm('run', 'build');
    await visit(browser, { folder: project.path('dist'), path: '/' }, ({ page }) => countWords(page));
  },
};

const sveltekit: Case = {
  template: 'sveltekit',
  async run(packed, browser) {
    const project = createProject('sveltekit', packed);
    project.npm('test');
    project.npm('run', 'build');
    await during(await project.serve('start', 4311), async (origin) => {
      const html = await (await fetch(`${origin}/?text=to+be+or+not+to+be`)).text();
      assert.match(html, /on the server/);
      assert.match(html.replaceAll(/<!--.*?-->/g, ''), /<li>be: 2<\/li>\s*<li>to: 2<\/li>/);
      await visitServer(browser, origin, async (page) => {
        await page.waitForSelector('h2:has-text("in the browser")');
        await countWords(page);
      });
    });
  },
};

/** The package as whoever installs it has it: without itlc and without a compiler. */
const library: Case = {
  template: 'library',
  async run(packed) {
    const project = createProject('library', packed);
    project.npm('test');
    const [tarball] = JSON.parse(project.npm('pack', '--json')) as readonly { readonly filename: string }[];
    const user = new Project('library-user');
    rmSync(user.folder, { recursive: true, force: true });
    mkdirSync(user.folder, { recursive: true });
    writeFileSync(user.path('package.json'), '{ "private": true, "type": "module" }\n');
    user.npm('install', '--no-audit', '--no-fund', project.path(tarball?.filename ?? ''));
    const script =
      "import { countWords } from 'library'; console.log(JSON.stringify(countWords('One fish, two fish.')));";
    const printed = run(user.folder, process.execPath, ['--input-type=module', '--eval', script]);
    assert.deepEqual(JSON.parse(printed), counted);
  },
};

async function assertCounts(origin: string): Promise<void> {
  const response = await fetch(`${origin}/?text=One+fish,+two+fish.`);
  assert.deepEqual(await response.json(), counted);
  assert.equal((await fetch(origin)).status, 400);
}

const worker: Case = {
  template: 'worker',
  async run(packed) {
    const project = createProject('worker', packed);
    project.npm('test');
    await during(await project.serve('dev', 4312), assertCounts);
    project.npm('run', 'build');
    await during(await project.serve('preview', 4313), assertCounts);
  },
};

export const cases: readonly Case[] = [vite, sveltekit, library, worker];
