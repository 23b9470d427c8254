/** The site and the playground with nothing but a keyboard, in Chromium and Firefox: the order of Tab, what shows the focus, and what is announced. */
import assert from 'node:assert/strict';
import { encodeProgram } from '../../src/playground/program.ts';
import { type KeyboardPage, openFirefoxPage } from '../harness/bidi.ts';
import type { Browser, Page } from '../harness/chromium.ts';
import type { BuiltSite, Case } from './case.ts';
import { serveSite } from './serve-site.ts';

async function openChromiumPage(browser: Browser): Promise<KeyboardPage> {
  const page = (await browser.newPage()) as Page & { readonly keyboard: { press(key: string): Promise<void> } };
  return {
    goto: async (url) => void (await page.goto(url)),
    press: (key) => page.keyboard.press(key),
    evaluate: (expression) => page.evaluate(expression),
    close: () => page.close(),
  };
}

/** What has the focus, also in a shadow root: its id, its role and its text; and whether one sees that it has it. */
const focused = `(() => {
  let host;
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) {
    host = element;
    element = element.shadowRoot.activeElement;
  }
  const shown = (node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  // Firefox draws no focus in a window that nobody looks at; Chromium does.
  const isDrawn = () => document.hasFocus();
  const frame = element?.closest('.cm-editor') ?? element;
  const name = host?.id || element?.id || element?.getAttribute('role') || element?.textContent.trim() || element?.tagName;
  const { width = 0, height = 0 } = frame?.getBoundingClientRect() ?? {};
  return { name: name.slice(0, 40), isSeen: frame !== document.body && (isDrawn() ? shown(frame) && width > 0 && height > 0 : true) };
})()`;

interface Focused {
  readonly name: string;
  readonly isSeen: boolean;
}

const focusOf = async (page: KeyboardPage): Promise<Focused> => (await page.evaluate(focused)) as Focused;

/** Until an expression holds. */
async function until(page: KeyboardPage, expression: string): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    if ((await page.evaluate(`Boolean(${expression})`)) === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never: ${expression}`);
}

/** The name of what has the focus, once one sees that it has it: an editor shows it a moment later. */
async function seenFocus(page: KeyboardPage): Promise<string> {
  for (const end = Date.now() + 2_000; ; ) {
    const { name, isSeen } = await focusOf(page);
    if (isSeen) return name;
    assert.ok(Date.now() < end, `one does not see that '${name}' has the focus`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The names of as many stops; each has to show that it has the focus. */
async function stops(page: KeyboardPage, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let stop = 0; stop < count; stop += 1) {
    await page.press('Tab');
    names.push(await seenFocus(page));
  }
  return names;
}

async function walkPlayground(page: KeyboardPage, origin: string): Promise<void> {
  const itl = '(types (record Unused (x f32)))\n(export (func _ "one" (result s32) 1))\n';
  const main = "import { instantiate } from './out/a.js';\nconsole.log((await instantiate()).one());\n";
  const files = [
    { path: 'a.itl', text: itl },
    { path: 'main.js', text: main },
  ];
  await page.goto(`${origin}/playground/#${await encodeProgram({ files })}`);
  await until(page, "document.querySelector('#console li')?.textContent === '1'");
  assert.deepEqual(await stops(page, 6), ['itlc', 'examples', 'open', 'share', 'files-0', 'source']);
  // Tab is no letter of the editor's: it leads on.
  assert.deepEqual(await stops(page, 7), [
    'problems',
    'a.itl:1:16',
    'warning ITL2020',
    ...['outputs-0', 'output', 'run', 'console'],
  ]);
  for (let back = 0; back < 8; back += 1) await page.press('Shift+Tab');
  assert.equal((await focusOf(page)).name, 'files-0');
  await page.press('ArrowRight');
  assert.deepEqual(await focusOf(page), { name: 'files-1', isSeen: true });
  await page.press('Home');
  assert.equal((await focusOf(page)).name, 'files-0');
  await page.press('Tab');
  const isTyping = (await page.evaluate('document.hasFocus()')) === true;
  if (isTyping) await typeMistake(page);
  await page.press('Escape');
  await page.press('Tab');
  assert.equal((await focusOf(page)).name, 'problems');
  assert.equal(await page.evaluate("document.querySelector('#console').getAttribute('aria-live')"), 'polite');
  // The first message leads to its place in the source.
  await page.press('Tab');
  assert.match((await focusOf(page)).name, /^a\.itl:/);
  if (!isTyping) return;
  await page.press('Enter');
  await until(page, "document.activeElement?.id === 'source'");
}

/** What is typed is compiled, and the result is told in a live region. Firefox takes no letters, and no Enter, in a window that nobody looks at. */
async function typeMistake(page: KeyboardPage): Promise<void> {
  await page.press('x');
  await until(page, "document.querySelector('#status[role=status]').textContent === 'There are errors'");
}

async function walkSite(page: KeyboardPage, origin: string): Promise<void> {
  await page.goto(`${origin}/start.html`);
  await until(page, "document.readyState === 'complete' && document.querySelector('.VPNav button')");
  const [skip, ...others] = await stops(page, 12);
  assert.equal(skip, 'Skip to content');
  assert.ok(new Set(others).size > 8, others.join());
  // The search opens over the page by keys, and Escape gives the page back.
  await page.press('Control+k');
  await until(page, "document.activeElement?.id === 'localsearch-input'");
  for (const letter of 'enum') await page.press(letter);
  await until(page, "document.querySelector('.VPLocalSearchBox [role=listbox] a, .VPLocalSearchBox .results a')");
  await page.press('Escape');
  await until(page, "!document.querySelector('.VPLocalSearchBox')");
  await page.goto(`${origin}/itl.html`);
  await page.press('Tab');
  await page.press('Enter');
  await until(page, "location.hash === '#VPContent'");
}

const walks = { playground: walkPlayground, site: walkSite } as const;

const keyboardCase = (
  browser: string,
  what: keyof typeof walks,
  open: (site: BuiltSite) => Promise<KeyboardPage>,
): Case => ({
  name: `${browser}: the ${what} by keyboard alone`,
  async run(site) {
    const server = await serveSite(site.folder);
    const page = await open(site);
    try {
      await walks[what](page, server.origin);
    } finally {
      await page.close();
      server.close();
    }
  },
});

export const keyboardCases: readonly Case[] = (['playground', 'site'] as const).flatMap((what) => [
  keyboardCase('Chromium', what, ({ browser }) => openChromiumPage(browser)),
  keyboardCase('Firefox', what, openFirefoxPage),
]);
