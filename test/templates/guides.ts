/** The guides by task, done as they are written: their files, their commands, in a folder that is empty. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Browser } from '../harness/chromium.ts';
import { readText, root } from '../harness/folders.ts';
import { visit } from '../web/visit.ts';
import type { Case } from './cases.ts';
import { type Packed, Project, run } from './project.ts';

type Step =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

/** In the line above a file's fence its name is the last code; each line that is indented is a command. */
const parts = /`([^`\n]+)`[^`\n]*:\n\n```\w+\n([\s\S]*?)^```|^ {4}(\S.*)$/gm;

const stepsOf = (page: string): readonly Step[] =>
  [...page.matchAll(parts)].map(([, path = '', text = '', command]) =>
    command === undefined ? { kind: 'file', path, text } : { kind: 'command', text: command },
  );

/** A project's folder follows `cd`; a server is for the test to start. */
function follow(name: string, packed: Packed): { readonly project: Project; readonly printed: string } {
  const page = readText(root, `grammar/${name}.md`);
  const steps = stepsOf(page);
  assert.equal(
    steps.filter(({ kind }) => kind === 'file').length,
    page.match(/^```\w/gm)?.length,
    'a fence without a name',
  );
  let project = new Project(name);
  rmSync(project.folder, { recursive: true, force: true });
  mkdirSync(project.folder, { recursive: true });
  let printed = '';
  for (const step of steps) {
    if (step.kind === 'file') {
      mkdirSync(dirname(project.path(step.path)), { recursive: true });
      writeFileSync(project.path(step.path), step.text);
    } else if (step.text.startsWith('cd ')) project = new Project(`${name}/${step.text.slice('cd '.length)}`);
    else if (step.text !== 'npm run dev') printed = execute(step.text, project, packed);
  }
  return { project, printed };
}

function execute(command: string, project: Project, { itlc }: Packed): string {
  const words = command.split(/\s+/).map((word) => (word === 'itlc' && /^npm install/.test(command) ? itlc : word));
  const [program = '', ...args] =
    words[1] === 'create' ? [words[0] ?? '', 'create', '--yes', ...words.slice(2)] : words;
  return run(project.folder, program, args);
}

const shows = (browser: Browser, folder: string, selector: string, text: string): Promise<void> =>
  visit(browser, { folder, path: '/' }, async ({ page }) => {
    await page.waitForSelector(`${selector}:not(:empty)`);
    assert.equal(await page.textContent(selector), text);
  });

export const guides: readonly Case[] = [
  {
    template: 'task-vite',
    async run(packed, browser) {
      const { project } = follow('task-vite', packed);
      await shows(browser, project.path('dist'), '#app', 'C++: 3, in: 2, a: 1, page: 4');
    },
  },
  {
    template: 'task-npm',
    async run(packed) {
      assert.equal(follow('task-npm', packed).printed, '3.41.2 true false\n');
    },
  },
  {
    template: 'task-worker',
    async run(packed, browser) {
      const { project } = follow('task-worker', packed);
      await shows(browser, project.folder, 'output', 'Hello, Ada!');
    },
  },
];
