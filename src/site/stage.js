/** Writes the pages of the site, as VitePress reads them, into `src/site/pages`, which is ignored. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCharts } from './charts.js';
import { convert } from './convert.js';
import { errorPages } from './error-pages.js';
import { pages } from './pages.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
export const folder = join(here, 'pages');

/** @param {string} page @param {string} text */
function write(page, text) {
  const path = join(folder, `${page}.md`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const home = `---
layout: home
hero:
  name: itlc
  text: JavaScript that your WebAssembly would have written
  tagline: Strings, lists, records, classes and errors for any core module, from a few lines at the top of a C++ file or from a description beside a module of any language.
  actions:
    - theme: brand
      text: Start
      link: /start
    - theme: alt
      text: Playground
      link: /playground/
      target: _self
features:
  - title: C++ in one command
    details: Say in the C++ itself what goes in and out. Out come a core module, a JavaScript module and its types. The compiler comes from npm.
    link: /start
  - title: Any module, by description
    details: C, Rust, Zig, Go, AssemblyScript or by hand. ITL says what a module’s numbers mean, and is checked against it.
    link: /recipes
  - title: Nothing to trust
    details: What JavaScript passes in is checked, and what the module hands out is too. Every message has a code, a place and a cure.
    link: /errors/
---
`;

export async function stage() {
  rmSync(folder, { recursive: true, force: true });
  for (const { source, page } of pages) {
    const text = readFileSync(join(root, source), 'utf8');
    write(page, convert(source === 'bench/RESULTS.md' ? withCharts(text) : text, source, page));
  }
  for (const [page, text] of Object.entries(await errorPages())) write(page, text);
  write('index', home);
  mkdirSync(join(folder, '.vitepress/theme'), { recursive: true });
  mkdirSync(join(folder, 'public'));
  copyFileSync(join(root, 'bench/chart.svg'), join(folder, 'public/chart.svg'));
  copyFileSync(join(root, 'src/playground/page/icon.svg'), join(folder, 'public/icon.svg'));
  writeFileSync(join(folder, '.vitepress/config.js'), "export { default } from '../../config.js';\n");
  cpSync(join(here, 'theme'), join(folder, '.vitepress/theme'), { recursive: true });
}
