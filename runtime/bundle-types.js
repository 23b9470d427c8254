/**
 * Declarations in one file: what an entry and the files it imports declare for users. Knows only what tsc prints, which it
 * does into `.build/types`: statements begin in the first column.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

const folder = new URL('../.build/types/', import.meta.url);

/**
 * @typedef {object} Module
 * @property {Map<string, string>} declarations text by name, `export` taken off
 * @property {Map<string, { file: string, name: string }>} links what it imports or passes on
 * @property {string[]} exported names, in order
 * @property {string} comment what it says of itself
 */

/** @type {Map<string, Module>} */
const modules = new Map();

// Comments, then a line, what is indented below it, and the brace that closes it.
const statement =
  /((?:^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)*)^(import|export|declare|interface|type|class)\b(.*(?:\n[ \t].*)*(?:\n\}.*)?)/gm;

/** @param {string} file */
function readModule(file) {
  const known = modules.get(file);
  if (known) return known;
  /** @type {Module} */
  const module = { declarations: new Map(), links: new Map(), exported: [], comment: '' };
  modules.set(file, module);
  const text = readFileSync(new URL(file.replace(/\.ts$/, '.d.ts'), folder), 'utf8');
  module.comment = /^\/\*\*(?:(?!\*\/)[\s\S])*\*\//.exec(text)?.[0] ?? '';
  for (const [whole, comments, keyword, rest] of text.matchAll(statement)) {
    const [, list, from] = /^(?: type)? \{([^}]*)\} from '(\..*)'/.exec(rest) ?? [];
    if (list !== undefined) addLinks(module, list, join(dirname(file), from), keyword === 'export');
    else addDeclaration(module, whole.slice(comments.length), lastComment(comments));
  }
  return module;
}

/** One before it describes the file. @param {string} comments */
const lastComment = (comments) => comments.slice(comments.lastIndexOf('/**'));

/**
 * @param {Module} module
 * @param {string} list
 * @param {string} file
 * @param {boolean} isExport
 */
function addLinks({ links, exported }, list, file, isExport) {
  for (const item of list.split(',').map((text) => text.replace(/\btype\b/, '').trim())) {
    // What stands behind the last comma.
    if (item === '') continue;
    const [name = '', alias = name] = item.split(/ as /);
    links.set(alias, { file, name });
    if (isExport) exported.push(alias);
  }
}

/**
 * @param {Module} module
 * @param {string} text
 * @param {string} comment
 */
function addDeclaration({ declarations, exported }, text, comment) {
  const [, name] = /^(?:export )?(?:declare )?(?:function|class|interface|type|const) ([\w$]+)/.exec(text) ?? [];
  if (name === undefined) return;
  if (text.startsWith('export ')) exported.push(name);
  declarations.set(name, comment + text.replace(/^export /, ''));
}

/**
 * @param {string} file
 * @param {string} name
 * @param {Map<string, { file: string, text: string }>} collected
 */
function collect(file, name, collected) {
  const { declarations, links } = readModule(file);
  const link = links.get(name);
  if (link) return collect(link.file, link.name, collected);
  const text = declarations.get(name);
  const there = collected.get(name);
  if (text === undefined || there?.file === file) return;
  if (there) throw new Error(`'${name}' is in both ${there.file} and ${file}`);
  if (/\bimport\(/.test(text)) throw new Error(`'${name}' of ${file} imports where it stands`);
  collected.set(name, { file, text });
  const code = text.replace(/\/\*\*[\s\S]*?\*\//g, '');
  for (const [word] of code.matchAll(/[\w$]+/g)) if (word !== name) collect(file, word, collected);
}

/** @param {string} entry its path in the project */
export function bundleTypes(entry) {
  const { exported, comment } = readModule(entry);
  /** @type {Map<string, { file: string, text: string }>} */
  const collected = new Map();
  for (const name of exported) collect(entry, name, collected);
  const lacking = exported.filter((name) => !collected.has(name));
  if (lacking.length > 0) throw new Error(`no declaration of ${lacking.join(', ')}`);
  const texts = [...collected].map(([name, { text }]) =>
    exported.includes(name) ? text.replace(/^(declare |interface |type |class )/m, 'export $1') : text,
  );
  // Without the last line everything in a declaration file is exported.
  return `${comment}\n\n${texts.join('\n')}\nexport {};\n`;
}
