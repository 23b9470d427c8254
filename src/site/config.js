/** VitePress's configuration; `stage.js` writes the pages that it is for. */
import { readFileSync } from 'node:fs';
import { sections } from './pages.js';

const languages = ['itl', 'wit'].map((name) => ({
  ...JSON.parse(readFileSync(new URL(`../../grammar/${name}.tmLanguage.json`, import.meta.url), 'utf8')),
  name,
}));

/** Anchors as GitHub makes them: the documents' own links are for both. @param {string} text */
export const slugify = (text) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** Blocks that are indented are shown as fenced ones are, which the keyboard can scroll. */
function withFences(markdown) {
  const { rules } = markdown.renderer;
  rules.code_block = (tokens, index, ...rest) => {
    Object.assign(tokens[index], { type: 'fence', info: 'text' });
    return rules.fence(tokens, index, ...rest);
  };
}

const link = (page) => `/${page.replace(/(^|\/)index$/, '$1')}`;

const playground = { text: 'Playground', link: '/playground/', target: '_self' };

/** Made by TypeDoc. */
const library = { text: 'Library', link: '/api/', target: '_self' };

export default {
  title: 'itlc',
  description: 'Strings, lists, records and errors for any core WebAssembly module, in JavaScript and between modules.',
  base: process.env.SITE_BASE ?? '/',
  lang: 'en',
  outDir: '../../../out/site',
  cacheDir: '../../../out/site-cache',
  // No pages of VitePress's; the test of links looks for them.
  ignoreDeadLinks: [/^\/(?:playground|api)\//],
  head: [['link', { rel: 'icon', href: `${process.env.SITE_BASE ?? '/'}icon.svg`, type: 'image/svg+xml' }]],
  markdown: {
    anchor: { slugify },
    config: withFences,
    languages,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'C++', link: '/cpp' },
      { text: 'ITL', link: '/itl' },
      { text: 'Errors', link: '/errors/' },
      playground,
    ],
    sidebar: [
      ...sections.map(({ text, pages }) => ({
        text,
        items: pages.map((page) => ({ text: page.text, link: link(page.page) })),
      })),
      { text: 'Tools', items: [{ text: 'Errors by code', link: '/errors/' }, library, playground] },
    ],
  },
};
