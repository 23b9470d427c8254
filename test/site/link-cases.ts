/** No page of the site links to what is not there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
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

export const linkCases: readonly Case[] = [
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
