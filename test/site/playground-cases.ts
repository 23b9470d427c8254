/** The playground as a user has it. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeProgram, type SourceText } from '../../src/playground/program.ts';
import type { Page } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import type { BuiltSite, Case } from './case.ts';
import { serveSite } from './serve-site.ts';

/** Remembers what the policy forbids. */
const observer = `window.complaints = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    complaints.push(violatedDirective + ' forbids ' + blockedURI));`;

const MINUTE = 60_000;

interface Visit {
  readonly page: Page;
  readonly origin: string;
  readonly site: BuiltSite;
}

async function visit(site: BuiltSite, hash: string, look: (visit: Visit) => Promise<void>): Promise<void> {
  const server = await serveSite(site.folder);
  const page = await site.browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.addInitScript({ content: observer });
    await page.goto(`${server.origin}/playground/${hash}`);
    await look({ page, origin: server.origin, site });
    assert.deepEqual(await page.evaluate('complaints'), []);
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
    server.close();
  }
}

const linesOf = async (page: Page): Promise<readonly string[]> =>
  (await page.evaluate(`[...document.querySelectorAll('#console li')].map((line) => line.textContent)`)) as string[];

/** Waits until the console has as many lines; fails with what it has. */
async function consoleHas(page: Page, expected: readonly string[]): Promise<void> {
  const end = performance.now() + 2 * MINUTE;
  for (;;) {
    const lines = await linesOf(page);
    if (lines.length === expected.length && lines.every((line, index) => line === expected[index])) return;
    if (performance.now() > end) assert.deepEqual(lines, expected);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Until a build has ended one way or the other. */
const settled = (page: Page, state: 'built' | 'failed'): Promise<unknown> =>
  page.waitForSelector(`body[data-state=${state}]`, { timeout: 2 * MINUTE });

/** What the guide says that its snippet prints. */
const greeting = ['Hello, Ada!', 'Grace', "ItlTypeError: greet: parameter 'person.age' is missing"];

const seconds = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** In the place of a person at the keyboard. */
const type = (text: string): string => `(() => {
  const content = document.getElementById('source').shadowRoot.querySelector('.cm-content');
  content.focus();
  getSelection().modify('move', 'backward', 'documentboundary');
  document.execCommand('insertText', false, ${JSON.stringify(text)});
})()`;

const withProgram = async (...files: readonly SourceText[]): Promise<string> => `#${await encodeProgram({ files })}`;

const tabs = `[...document.querySelectorAll('#outputs [role=tab]')].map((tab) => tab.textContent)`;

const choose = (title: string): string => `(() => {
  const choice = document.getElementById('examples');
  choice.value = [...choice.options].find(({ text }) => text === ${JSON.stringify(title)}).value;
  choice.dispatchEvent(new Event('change'));
})()`;

const shouted = ['HELLO, WORLD', "ItlTypeError: shout: parameter 'text' must be a string, got 42"];

export const playgroundCases: readonly Case[] = [
  {
    name: 'playground: C++ from a cold start, and after a change',
    run: (site) => {
      const start = performance.now();
      return visit(site, '', async ({ page }) => {
        await consoleHas(page, greeting);
        console.log(`        from the navigation to the first call ${seconds(start)}`);
        assert.deepEqual(await page.evaluate(tabs), [
          'JavaScript',
          'Declarations',
          'Adapter: direct',
          'Adapter: table',
          'ITL',
          'C++: people.cpp',
        ]);
        for (const round of [1, 2]) {
          await page.evaluate(`document.getElementById('console').replaceChildren()`);
          const change = performance.now();
          await page.evaluate(type(`// ${round}\n`));
          await consoleHas(page, greeting);
          console.log(`        from a change to the call ${seconds(change)}`);
        }
        mkdirSync(site.screenshots, { recursive: true });
        await page.screenshot({ path: join(site.screenshots, 'playground.png') });
      });
    },
  },
  {
    name: 'playground: every example runs',
    run: (site) =>
      visit(site, '', async ({ page }) => {
        await consoleHas(page, greeting);
        const said: Readonly<Record<string, readonly string[]>> = {
          'C++: callbacks': ['5', 'disk is full'],
          'C++: classes': ['[12.566370614359172, 20]', 'true 32.56637061435917'],
          'ITL for a module of C': [
            'Hello, Ada!',
            "Uncaught ItlTypeError: greet: parameter 'name' must be a string, got 42",
          ],
          'WIT for a module of C': ['adding', '3'],
          'ITL for a module of WebAssembly text': shouted,
        };
        for (const [title, lines] of Object.entries(said)) {
          await page.evaluate(choose(title));
          await consoleHas(page, lines);
        }
      }),
  },
  {
    name: 'playground: only C++ waits for clang',
    run: (site) =>
      visit(site, '', async ({ page }) => {
        await page.route('**/clang/*.wasm', () => {});
        await page.reload();
        await page.waitForSelector('#status:text-matches("Loading clang")', { timeout: MINUTE });
        await page.evaluate(choose('ITL for a module of WebAssembly text'));
        await consoleHas(page, shouted);
      }),
  },
  {
    name: 'playground: a mistake in a linked program leads to its place and its page',
    run: async (site) =>
      visit(
        site,
        await withProgram({ path: 'a.itl', text: '(export\n  (func _ "f" (result strng) ""))\n' }),
        async ({ page }) => {
          await settled(page, 'failed');
          const text = await page.textContent('#problems');
          assert.equal(text, "a.itl:2:23 error ITL2002 unknown type 'strng'did you mean 'string'?");
          await page.evaluate(`document.querySelector('#problems button').click()`);
          assert.equal(await page.evaluate('document.activeElement.id'), 'source');
          const page2 = await page.evaluate(
            `fetch(document.querySelector('#problems a').href).then(({ status }) => status)`,
          );
          assert.equal(page2, 200);
        },
      ),
  },
  {
    name: 'playground: a component binary, and a mistake in WIT',
    run: async (site) => {
      const binary = readFileSync(join(root, 'fixtures/wasm-components/greet/case.component.wasm'));
      const component = { path: 'greet.component.wasm', text: binary.toString('base64') };
      const text = "import { instantiate } from './out/greet.js';\nconsole.log((await instantiate()).greet('Ada'));\n";
      await visit(site, await withProgram(component, { path: 'main.js', text }), ({ page }) =>
        consoleHas(page, ['Hello, Ada!']),
      );
      const wit = { path: 'a.wit', text: 'package local:a;\nworld a { export f: func() -> strin; }\n' };
      await visit(site, await withProgram(wit, { path: 'a.wat', text: '(module)' }), async ({ page }) => {
        await settled(page, 'failed');
        assert.match((await page.textContent('#problems')) ?? '', /^a\.wit:2:\d+ error ITL\d+ .*strin/);
      });
    },
  },
  {
    name: 'playground: what clang says, and what of the block it is about',
    run: async (site) => {
      const text = 'export { func half(x: f64) -> f64; }\n\nint half(double x) { return x / 2; }\n';
      await visit(site, await withProgram({ path: 'a.cpp', text }), async ({ page }) => {
        await settled(page, 'failed');
        const said = (await page.textContent('#problems')) ?? '';
        assert.match(said, /^a\.cpp:3:5 error: functions that differ only in their return type cannot be overloaded/);
        assert.match(said, /error ITL6062 'a\.cpp' does not compilea\.cpp:1:15 /);
      });
    },
  },
  {
    name: 'playground: a mistake behind other letters than ASCII is marked where it stands',
    run: async (site) => {
      const text = 'export { func half(x: f64) -> f64; }\n\ndouble half(double x) { /* größer */ return y; }\n';
      await visit(site, await withProgram({ path: 'a.cpp', text }), async ({ page }) => {
        await settled(page, 'failed');
        assert.match(
          (await page.textContent('#problems')) ?? '',
          /^a\.cpp:3:45 error: use of undeclared identifier 'y'/,
        );
        const marked = `document.getElementById('source').shadowRoot.querySelector('.cm-lintRange-error').textContent`;
        assert.equal(await page.evaluate(marked), 'y');
      });
    },
  },
  {
    name: 'playground: a function that the block declares and nobody defines',
    run: async (site) => {
      const text = 'export { func half(x: f64) -> f64; }\n\ndouble half(double x, double y) { return x / y; }\n';
      await visit(site, await withProgram({ path: 'a.cpp', text }), async ({ page }) => {
        await settled(page, 'failed');
        const said = await page.textContent('#problems');
        assert.equal(
          said,
          "a.cpp:1:15 error ITL6064 'half' is declared here and never defineddefine it: double half(double x) { … }" +
            'a.cpp:3:8 one of that name is defined here, with other parameters or elsewhere',
        );
      });
    },
  },
  {
    name: 'playground: what never ends can be stopped',
    run: async (site) => {
      const itl = { path: 'a.itl', text: '(export (func _ "one" (result s32) 1))\n' };
      const main = { path: 'main.js', text: "console.log('begins');\nfor (;;) {}\n" };
      await visit(site, await withProgram(itl, main), async ({ page }) => {
        await consoleHas(page, ['begins']);
        await page.evaluate(`document.getElementById('stop').click()`);
        assert.equal(await page.evaluate(`document.getElementById('stop').disabled`), true);
      });
    },
  },
  {
    name: 'playground: a program cannot reach the page, nor another site',
    run: async (site) => {
      const itl = { path: 'a.itl', text: '(export (func _ "one" (result s32) 1))\n' };
      const text = `console.log(typeof document, typeof parent);
await fetch('https://example.invalid/').catch((error) => console.log(error.name));
try { eval('1') } catch (error) { console.log(error.name) }
`;
      await visit(site, await withProgram(itl, { path: 'main.js', text }), ({ page }) =>
        consoleHas(page, ['undefined undefined', 'TypeError', 'EvalError']),
      );
    },
  },
];
