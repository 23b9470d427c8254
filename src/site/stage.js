/** Writes the pages of the site, as VitePress reads them, into `src/site/pages`, which is ignored. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCharts } from './charts.js';
import { convert } from './convert.js';
import { described } from './described.js';
import { errorPages } from './error-pages.js';
import { pages } from './pages.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
export const folder = join(here, 'pages');

/** @param {string} page @param {string} text */
function write(page, text) {
  const path = join(folder, `${page}.md`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, described(text));
}

export async function stage() {
  rmSync(folder, { recursive: true, force: true });
  for (const { source, page } of pages) {
    const text = readFileSync(join(root, source), 'utf8');
    write(page, convert(source === 'bench/RESULTS.md' ? withCharts(text) : text, source, page));
  }
  for (const [page, text] of Object.entries(await errorPages())) write(page, text);
  mkdirSync(join(folder, '.vitepress/theme'), { recursive: true });
  mkdirSync(join(folder, 'public'));
  for (const name of ['chart.svg', 'summary.svg'])
    copyFileSync(join(root, 'bench', name), join(folder, 'public', name));
  copyFileSync(join(root, 'src/playground/page/icon.svg'), join(folder, 'public/icon.svg'));
  writeFileSync(join(folder, '.vitepress/config.js'), "export { default } from '../../config.js';\n");
  cpSync(join(here, 'theme'), join(folder, '.vitepress/theme'), { recursive: true });
}
