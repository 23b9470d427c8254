/** Declarations in one file: what an entry and the files it imports declare for users, as tsc prints them into `.build/types`. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parseSync } from 'oxc-parser';

const folder = new URL('../.build/types/', import.meta.url);

/**
 * @typedef {object} Declaration
 * @property {string} comment what is said of it, with the end of the line
 * @property {string} text without `export`
 * @property {readonly string[]} names what it mentions, in order
 */

/**
 * @typedef {object} Module
 * @property {Map<string, Declaration>} declarations by name
 * @property {Map<string, { file: string, name: string }>} links what it imports or passes on
 * @property {string[]} exported names, in order
 * @property {string} comment what it says of itself
 */

/** @type {Map<string, Module>} */
const modules = new Map();

/** @param {string} file */
function readModule(file) {
  const known = modules.get(file);
  if (known) return known;
  const path = file.replace(/\.ts$/, '.d.ts');
  const text = readFileSync(new URL(path, folder), 'utf8');
  const { program, comments, errors } = parseSync(path, text, { lang: 'dts' });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const [first] = comments;
  const comment = first?.start === 0 ? text.slice(0, first.end) : '';
  /** @type {Module} */
  const module = { declarations: new Map(), links: new Map(), exported: [], comment };
  modules.set(file, module);
  for (const statement of program.body) {
    if ('source' in statement && statement.source) addLinks(module, statement, file);
    else addDeclaration(module, statement, text, comments);
  }
  return module;
}

/**
 * @param {Module} module
 * @param {import('oxc-parser').Statement} statement that imports or passes on
 * @param {string} file
 */
function addLinks({ links, exported }, statement, file) {
  const from = join(dirname(file), statement.source.value);
  for (const { local, imported, exported: alias = local } of statement.specifiers) {
    links.set(alias.name, { file: from, name: (imported ?? local).name });
    if (statement.type === 'ExportNamedDeclaration') exported.push(alias.name);
  }
}

/**
 * @param {Module} module
 * @param {import('oxc-parser').Statement} statement
 * @param {string} text of the file
 * @param {readonly import('oxc-parser').Comment[]} comments
 */
function addDeclaration({ declarations, exported }, statement, text, comments) {
  const declaration = statement.declaration ?? statement;
  const name = (declaration.declarations?.[0] ?? declaration).id?.name;
  // The last line of a file that exports nothing else.
  if (name === undefined) return;
  if (declaration !== statement) exported.push(name);
  // One before the last describes the file.
  const before = comments.findLast(
    ({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === '',
  );
  declarations.set(name, {
    comment: before ? `${text.slice(before.start, before.end)}\n` : '',
    text: text.slice(declaration.start, statement.end),
    names: namesIn(declaration),
  });
}

/** What a property or a member is called means no declaration. */
const labels = new Set(['key', 'property', 'right', 'label', 'parameterName']);

/** @param {object} node @returns {string[]} */
function namesIn(node) {
  if (node.type === 'TSImportType') throw new Error('a declaration imports where it stands');
  const own = node.type === 'Identifier' ? [node.name] : [];
  const children = Object.entries(node).flatMap(([key, value]) =>
    labels.has(key) && !node.computed ? [] : Array.isArray(value) ? value : [value],
  );
  return [...own, ...children.filter((child) => typeof child?.type === 'string').flatMap(namesIn)];
}

/**
 * @param {string} file
 * @param {string} name
 * @param {Map<string, Declaration & { file: string }>} collected
 */
function collect(file, name, collected) {
  const { declarations, links } = readModule(file);
  const link = links.get(name);
  if (link) return collect(link.file, link.name, collected);
  const declaration = declarations.get(name);
  const there = collected.get(name);
  if (declaration === undefined || there?.file === file) return;
  if (there) throw new Error(`'${name}' is in both ${there.file} and ${file}`);
  collected.set(name, { ...declaration, file });
  for (const other of declaration.names) if (other !== name) collect(file, other, collected);
}

/** @param {string} entry its path in the project */
export function bundleTypes(entry) {
  const { exported, comment } = readModule(entry);
  /** @type {Map<string, Declaration & { file: string }>} */
  const collected = new Map();
  for (const name of exported) collect(entry, name, collected);
  const lacking = exported.filter((name) => !collected.has(name));
  if (lacking.length > 0) throw new Error(`no declaration of ${lacking.join(', ')}`);
  const texts = [...collected].map(
    ([name, { comment, text }]) => `${comment}${exported.includes(name) ? 'export ' : ''}${text}`,
  );
  // Without the last line everything in a declaration file is exported.
  return `${comment}\n\n${texts.join('\n')}\nexport {};\n`;
}
