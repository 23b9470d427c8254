/** Pages as they are seen: without a finding of axe's, in light and dark, on a screen and on a phone. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeProgram } from '../../src/playground/program.ts';
import type { Page } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import type { BuiltSite, Case } from './case.ts';
import { serveSite } from './serve-site.ts';

export const axeSource = (): string => readFileSync(join(root, 'src/site/node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds, a line each. */
export const findings = `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, any, all }) => id + ': ' + html.slice(0, 160) + ' ' + [...any, ...all].map(({ message }) => message).join('; '))))`;

/** One for each kind of page; all kinds of content are in them. */
export const samples: readonly string[] = [
  '/index.html',
  '/start.html',
  '/javascript.html',
  '/cpp.html',
  '/itl.html',
  '/hosts.html',
  '/recipes.html',
  '/benchmarks/index.html',
  '/errors/index.html',
  '/errors/ITL2004.html',
  '/playground/index.html',
];

const views = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'light', width: 390, height: 844 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const;

/** Wider than the window would mean scrolling sideways. */
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** The playground with a program that is quickly compiled, of which there is something to say and to print. */
async function hashFor(path: string): Promise<string> {
  if (!path.startsWith('/playground/')) return '';
  const itl = '(types (record Unused (x f32)))\n(export (func _ "one" (result s32) 1))\n';
  const main =
    "import { instantiate } from './out/a.js';\nconsole.log((await instantiate()).one());\nconsole.error('no');\n";
  const files = [
    { path: 'a.itl', text: itl },
    { path: 'main.js', text: main },
  ];
  return `#${await encodeProgram({ files })}`;
}

async function look(page: Page, origin: string, path: string, { screenshots }: BuiltSite): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme, width, height } of views) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${origin}${path}${await hashFor(path)}`);
    await page.evaluate('document.fonts.ready.then(() => {})');
    if (path.startsWith('/playground/')) await page.waitForSelector('body[data-state=built]', { timeout: 120_000 });
    await page.evaluate(axeSource());
    const view = `${path} ${colorScheme} ${width}`;
    found.push(...((await page.evaluate(findings)) as string[]).map((finding) => `${view}: ${finding}`));
    if (((await page.evaluate(overflow)) as number) > 0) found.push(`${view}: is wider than the window`);
    const name = `site${path.replaceAll('/', '-').replace('.html', '')}-${colorScheme}-${width}.png`;
    await page.screenshot({ path: join(screenshots, name) });
  }
  return found;
}

export const accessibleCases: readonly Case[] = samples.map((path) => ({
  name: `axe has no finding: ${path}`,
  run: async (site) => {
    mkdirSync(site.screenshots, { recursive: true });
    const server = await serveSite(site.folder);
    const page = await site.browser.newPage();
    try {
      assert.deepEqual(await look(page, server.origin, path, site), []);
    } finally {
      await page.close();
      server.close();
    }
  },
}));
