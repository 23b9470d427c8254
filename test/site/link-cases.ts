/** No page of the site links to what is not there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../harness/folders.ts';
import type { BuiltSite, Case } from './case.ts';

const attributes = (html: string, name: string): readonly string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));

interface Page {
  readonly ids: ReadonlySet<string>;
  readonly targets: readonly string[];
}

function pageAt(file: string): Page {
  const html = readFileSync(file, 'utf8');
  return {
    ids: new Set(attributes(html, 'id')),
    targets: [...attributes(html, 'href'), ...attributes(html, 'src')],
  };
}

/** Nobody is asked whether other sites are there. */
const isOutside = (target: string): boolean => /^(?:[a-z]+:|\/\/)/i.test(target);

function problemOf(target: string, from: string, { folder }: BuiltSite, pages: ReadonlyMap<string, Page>): string[] {
  const [path = '', anchor] = target.split('#');
  const absolute = path === '' ? from : posix.resolve(posix.dirname(from), path);
  const file = path.endsWith('/') ? posix.join(absolute, 'index.html') : absolute;
  const found = [file, `${file}.html`].find((each) => existsSync(join(folder, each)));
  if (found === undefined) return [`${from}: ${target}`];
  if (!anchor) return [];
  // Only pages have headings; what is in a picture is not looked for.
  const page = pages.get(found);
  return !page || page.ids.has(decodeURIComponent(anchor)) ? [] : [`${from}: ${target} (no such heading)`];
}

/** Folders whose documents are for users, and what is in them. */
const documents = (): readonly string[] => [
  ...readdirSync(join(root, 'grammar')).map((name) => `grammar/${name}`),
  ...readdirSync(join(root, 'cpp-examples')).map((name) => `cpp-examples/${name}/README.md`),
];

export const linkCases: readonly Case[] = [
  {
    name: 'every document is a page',
    run: async () => {
      const url = pathToFileURL(join(root, 'src/site/pages.js')).href;
      const { pages } = (await import(url)) as { readonly pages: readonly { readonly source: string }[] };
      const sources = new Set(pages.map(({ source }) => source));
      const there = documents().filter((path) => path.endsWith('.md') && existsSync(join(root, path)));
      assert.deepEqual(
        there.filter((path) => !sources.has(path)),
        [],
      );
    },
  },
  {
    name: 'every page says what it is about, in words of its own',
    run: async ({ folder, paths }) => {
      const own = paths.filter((path) => !/^\/(?:api|playground)\//.test(path));
      const found = own.map((path) => {
        const html = readFileSync(join(folder, path), 'utf8');
        return /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? '';
      });
      const isShared = (text: string): boolean => text === '' || found.indexOf(text) !== found.lastIndexOf(text);
      assert.deepEqual(
        own.filter((_, index) => isShared(found[index] ?? '')),
        [],
      );
    },
  },
  {
    name: 'no dead link',
    run: async (site) => {
      const pages = new Map(site.paths.map((path) => [path, pageAt(join(site.folder, path))]));
      const dead = [...pages].flatMap(([from, { targets }]) =>
        targets.filter((target) => !isOutside(target)).flatMap((target) => problemOf(target, from, site, pages)),
      );
      assert.deepEqual([...new Set(dead)], []);
      assert.ok(site.paths.length > 200);
    },
  },
];
