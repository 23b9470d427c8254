import { library } from '../../src/backend/js/library/library.ts';

const declaration = /^(?:export )?(?:async )?(?:function\*?|class|const|let) (\w+)/gm;

/**
 * What a generated module has of its own: the library, which comes behind it, has tests of its own, and would change all
 * goldens with each of its words.
 */
export function ownPart(js: string): string {
  const first = [...js.matchAll(declaration)].find(([, name = '']) => Object.hasOwn(library, name));
  if (!first) return js;
  const own = js.slice(0, first.index).replace(/\/\*\*(?:(?!\*\/).)*\*\/\s*$/s, '');
  return `${own.trimEnd()}\n\n// … and the library\n`;
}
