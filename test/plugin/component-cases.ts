/** Components and WIT in place of sources: each bundler builds them, and says what is wrong in WIT. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { type App, createApp } from './app.ts';
import { assertShows } from './build-cases.ts';
import { bundlers, plugins } from './bundlers.ts';
import type { Case } from './case.ts';
import { load } from './install-bundlers.ts';

const main = `${fencedBlock(readText(root, 'grammar/plugin.md'), 'js', './notes.wit')}
Promise.all([greeter(), notes({ 'local:notes/clock': { now: () => 42n } })]).then(([{ greet }, { notebook }]) => {
  const count = new notebook.Book('first').add('hi', []);
  document.querySelector('output').textContent = greet('Ada') + ' ' + count;
});
`;

async function componentApp(name: string): Promise<App> {
  const app = await createApp(name, { 'src/main.js': main });
  const copy = (from: string, to: string): void => app.write(to, readFileSync(join(root, 'fixtures', from)));
  copy('wasm-components/greet/case.component.wasm', 'src/greet.component.wasm');
  copy('worlds/notes/case.wit', 'src/notes.wit');
  copy('worlds/notes/core.wasm', 'src/notes.wasm');
  return app;
}

const farm: Case = {
  name: 'farm takes components and WIT',
  async run(browser) {
    const app = await componentApp('farm-component');
    const { build } = await load<{ build(options: object): Promise<unknown> }>('@farmfe/core/dist/index.js');
    const output = { path: app.path('dist'), publicPath: '/', targetEnv: 'browser-esnext' };
    const compilation = { input: { index: app.path('src/index.html') }, output, persistentCache: false };
    const folder = app.path('src');
    await build({ root: folder, configPath: folder, compilation, plugins: [(await plugins()).farm()] });
    await assertShows(browser, app, 'Hello, Ada! 1', { '/': { scripts: "'unsafe-inline'" } });
  },
};

export const componentCases: readonly Case[] = [
  ...bundlers.map(
    (bundler): Case => ({
      name: `${bundler.name} takes components and WIT`,
      async run(browser) {
        const app = await componentApp(`${bundler.name}-component`);
        await bundler.build(app);
        await assertShows(browser, app, 'Hello, Ada! 1');
        assert.match(app.read('src/greet.component.d.wasm.ts'), /greet\(name: string\): string;/);
        assert.match(app.read('src/notes.d.wit.ts'), /add\(text: string, tags: Iterable<string>\): number;/);
        app.edit('src/notes.wit', 'import clock;', 'import clok;');
        await assert.rejects(bundler.build(app), ({ message }: Error) => {
          assert.match(message, /notes\.wit:36:\d+/);
          assert.match(message, /clok/);
          return true;
        });
      },
    }),
  ),
  farm,
];
