/**
 * Makes `src/backend/js/library/library.ts` of the files in `values` and `cores`: every declaration at their top by its
 * name, as JavaScript, with the names that it uses. Emitted modules take of them what they need.
 *
 *     node runtime/build-library.js            writes the file
 *     node runtime/build-library.js --check    fails where it is not what it would be
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { print } from 'esrap';
import ts from 'esrap/languages/ts';

const runtime = dirname(fileURLToPath(import.meta.url));
const root = dirname(runtime);
const folders = ['values', 'cores'].map((name) => join(runtime, name));

export const libraryFile = join(root, 'src/backend/js/library/library.ts');

/** Of a Memory, in memory.ts. */
const viewNames = new Set(['s8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64', 'data']);

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string';

/** Calls `visit` for every node, outer before inner, with the node around it and the property that holds it. */
function walk(node, visit, parent, key) {
  visit(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, node, name);
  }
}

/** Names that a pattern binds. */
function boundNames(pattern) {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ArrayPattern':
      return pattern.elements.flatMap(boundNames);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => boundNames(property.value ?? property.argument));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

/** Names that are bound somewhere inside: no helper is meant by them. */
function localNames(declaration) {
  const names = new Set();
  walk(declaration, (node) => {
    if (node === declaration) return;
    const own = [...(node.params ?? []), ...(node.type === 'CatchClause' ? [node.param] : [])];
    if (node.type === 'VariableDeclarator' && node.init !== declaration.init) own.push(node.id);
    for (const name of own.flatMap(boundNames)) names.add(name);
  });
  for (const name of (declaration.params ?? []).flatMap(boundNames)) names.add(name);
  return names;
}

function usedNames(declaration) {
  const used = new Set();
  const local = localNames(declaration);
  walk(declaration, (node, parent, key) => {
    if (node.type !== 'Identifier' || local.has(node.name)) return;
    if (key === 'property' && parent.type === 'MemberExpression' && !parent.computed) return;
    if (key === 'key' && !parent.computed && !parent.shorthand) return;
    used.add(node.name);
  });
  return used;
}

function usedViews(declaration) {
  const used = new Set();
  walk(declaration, (node) => {
    const names =
      node.type === 'MemberExpression' && !node.computed
        ? [node.property.name]
        : node.type === 'ObjectPattern'
          ? node.properties.map(({ key }) => key?.name)
          : [];
    for (const name of names) if (viewNames.has(name)) used.add(name);
  });
  return used;
}

/** The first paragraph of the comment above a declaration. */
function commentsIn(source) {
  const comments = new Map();
  const above = /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\n(?:export )?(?:async )?(?:function|const|let|class) (\w+)/g;
  for (const [, text, name] of source.matchAll(above)) {
    const lines = text.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
    const end = lines.findIndex((line, index) => line.startsWith('@') || (line === '' && index > 0));
    const shown = lines
      .slice(0, end < 0 ? lines.length : end)
      .join(' ')
      .replace(/ @throws.*| @param.*/, '')
      .trim();
    if (shown !== '') comments.set(name, shown);
  }
  return comments;
}

/** As a person would write it: esbuild has its own quotes, and `void 0`. */
function restore(node) {
  walk(node, (inner) => {
    if (inner.type === 'Literal' && typeof inner.value === 'string') delete inner.raw;
    if (inner.type === 'UnaryExpression' && inner.operator === 'void' && inner.argument.type === 'Literal')
      Object.assign(inner, { type: 'Identifier', name: 'undefined' });
  });
  return node;
}

const format = (node) => print(restore(node), ts({ quotes: 'single' }), { indent: '  ' }).code;

function declarationsOf(statement) {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  switch (declaration?.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return [{ name: declaration.id.name, node: declaration }];
    case 'VariableDeclaration':
      return declaration.declarations.map((one) => {
        if (one.id.type !== 'Identifier') throw new Error('a helper has one name');
        return { name: one.id.name, node: { ...declaration, declarations: [one] } };
      });
    default:
      return [];
  }
}

function readFile(path) {
  const source = readFileSync(path, 'utf8');
  const { code } = transformSync(source, {
    loader: 'ts',
    target: 'es2022',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  const { body } = parse(code, { ecmaVersion: 2022, sourceType: 'module' });
  const imports = body
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap(({ source: { value }, specifiers }) =>
      specifiers.map(({ imported, local }) => {
        if (imported?.name !== local.name) throw new Error(`${path}: ${local.name} is imported under another name`);
        return [local.name, resolve(dirname(path), value)];
      }),
    );
  return {
    comments: commentsIn(source),
    declarations: new Map(body.flatMap(declarationsOf).map(({ name, node }) => [name, node])),
    imports: new Map(imports),
  };
}

/** By path. */
const readFiles = () =>
  new Map(
    folders
      .flatMap((folder) =>
        readdirSync(folder)
          .filter((name) => name.endsWith('.ts'))
          .map((name) => join(folder, name)),
      )
      .map((path) => [path, readFile(path)]),
  );

/** Name → helper. */
function readLibrary() {
  const files = readFiles();
  const found = new Map();
  const include = (path, name) => {
    const known = found.get(name);
    if (known?.path === path) return;
    if (known) throw new Error(`'${name}' is declared in ${relative(root, known.path)} and in ${relative(root, path)}`);
    const { comments, declarations, imports } = files.get(path) ?? outside(path);
    const node = declarations.get(name);
    if (!node) throw new Error(`${relative(root, path)} declares no '${name}'`);
    const needs = [...usedNames(node)].filter((used) => used !== name && (declarations.has(used) || imports.has(used)));
    found.set(name, { path, node, comment: comments.get(name), needs });
    for (const used of needs) include(imports.get(used) ?? path, used);
  };
  for (const [path, { declarations }] of files) for (const name of declarations.keys()) include(path, name);
  return found;
}

function outside(path) {
  throw new Error(`helpers use ${relative(root, path)}, which is none`);
}

export function buildLibrary() {
  const sorted = [...readLibrary()].sort(([left], [right]) => (left < right ? -1 : 1));
  const lines = sorted.map(([name, { node, comment, needs }]) => {
    const code = `${comment === undefined ? '' : `/** ${comment} */\n`}${format(node)}`;
    const views = name === 'renew' ? [] : [...usedViews(node)];
    return `  ${name}: ${JSON.stringify({ code, needs, views })},`;
  });
  return `/** Made by \`npm run build:library\` of runtime/values and runtime/cores: what emitted modules are put together from. */
import type { Helper } from './helper.ts';

export const library = {
${lines.join('\n')}
} as const satisfies Readonly<Record<string, Helper>>;

export type HelperName = keyof typeof library;
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = buildLibrary();
  if (!process.argv.includes('--check')) writeFileSync(libraryFile, text);
  else if (readFileSync(libraryFile, 'utf8') !== text) throw new Error(`${relative(root, libraryFile)} is out of date`);
}
