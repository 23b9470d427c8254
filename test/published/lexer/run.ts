import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { base64Modules } from '../embedded.ts';
import type { PublishedCase } from '../published-case.ts';

const source = `
import { a, b as c } from './module.js';
import data from "./data.json" with { type: "json" };
import * as escaped from './\\u0061b.js';
export * from './everything.js';
export { default as one, two } from './others.js';
const lazy = () => import('./lazy.js');
console.log(import.meta.url, 'größer', /regular(expression)?/g, \`template \${lazy}\`);
export const value = 1, other = 2;
export function f() { return { a, c, data, escaped }; }
export default class Named {}
`;

type Found = Readonly<Record<string, unknown>>;

/** What either of the two found, in the package's words where they differ in more than the shape. */
const importOf = ({ type, kind, specifier, phase, start, end, importStart, importEnd, attributes }: Found): Found => ({
  kind: kind ?? type,
  specifier: specifier ?? undefined,
  phase: phase ?? undefined,
  attributes: Array.isArray(attributes) && attributes.length > 0 ? attributes : undefined,
  start,
  end,
  importStart,
  importEnd,
});

const exportOf = ({ type, kind, name, start, end, exportStart }: Found): Found => ({
  kind: kind ?? type,
  name,
  start,
  end,
  exportStart,
});

/** What stands in a string literal, of which only `\\u0061` and single characters are escaped here. */
function unescaped(text: string): string {
  let read = '';
  let at = 0;
  for (let next = text.indexOf('\\'); next >= 0; next = text.indexOf('\\', at)) {
    const isCode = text[next + 1] === 'u';
    const end = next + (isCode ? 6 : 2);
    const unit = isCode ? String.fromCharCode(Number.parseInt(text.slice(next + 2, end), 16)) : text[next + 1];
    read += text.slice(at, next) + unit;
    at = end;
  }
  return at === 0 ? text : read + text.slice(at);
}

const lexer: PublishedCase = {
  packages: { 'es-module-lexer': '3.0.5' },
  cores(folder) {
    const [module] = base64Modules(folder, 'es-module-lexer/dist/lexer.js');
    if (!module) throw new Error('es-module-lexer has no module in base64');
    return { 'lexer.wasm': module };
  },
  imports: { text: { unescape: unescaped } },
  async workloads(ours, folder) {
    const theirs = await import(pathToFileURL(join(folder, 'es-module-lexer/dist/lexer.js')).href);
    await theirs.init();
    const alone = source.slice(0, source.indexOf('export const'));
    const texts = [
      source,
      // A name may be exported once only.
      source + alone.replaceAll('export {', '// {').repeat(100),
      `${source}\n${'const text = "nothing to see";\n'.repeat(1_000_000)}`,
    ];
    return texts.map((text) => ({
      name: `parse, ${text.length} code units`,
      ours: () => ours.parse(text),
      theirs: () => theirs.parse(text),
      comparable: (found: unknown) => {
        const [imports, exports, facade, hasModuleSyntax] = Array.isArray(found)
          ? found
          : Object.values(found as Readonly<Record<string, unknown>>);
        return [(imports as Found[]).map(importOf), (exports as Found[]).map(exportOf), facade, hasModuleSyntax];
      },
    }));
  },
};

export default lexer;
