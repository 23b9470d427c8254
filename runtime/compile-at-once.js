/**
 * Has engines compile with the file what runs whenever a component starts. V8 reads a function when the file comes, to see
 * where it ends, and once more when it is called first; one in parentheses it compiles at once. What is called is found out
 * by starting a component.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { sampleComponent } from './sample-component.js';

/** @param {string} name @param {string} text of the minified loader, an ES module or CommonJS @param {boolean} isModule */
export async function compileAtOnce(name, text, isModule) {
  const calls = await functionsCalled(name, text);
  return withParentheses(text, isModule, ({ start, end }) => calls.has(`${start}:${end}`));
}

/** What a program does with the loader that has nothing else to do. @param {string} name */
const program = (name) => `
  const module = await import('./${name}');
  const { instantiate } = module.instantiate ? module : module.default;
  const { isFizz, echo } = await instantiate(new URL('it_sample.wasm', import.meta.url), { host: { log() {} } }, { variant: 'table' });
  isFizz(3);
  echo('Fizz');`;

/** Where the functions begin and end that are called. */
async function functionsCalled(name, text) {
  const folder = mkdtempSync(join(tmpdir(), 'itlc-loader-'));
  try {
    const { adapter, core } = await sampleComponent();
    const coverage = join(folder, 'coverage');
    const files = {
      [name]: text,
      'package.json': '{"type":"module"}',
      'start.js': program(name),
      'it_sample.wasm': adapter,
      'core.wasm': core,
    };
    mkdirSync(coverage);
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    const env = { ...process.env, NODE_V8_COVERAGE: coverage, NODE_OPTIONS: '' };
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'start.js')], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the sample component does not start: ${stderr.slice(-2000)}`);
    return callsIn(coverage, pathToFileURL(join(folder, name)).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} coverage the folder that Node has written to @param {string} url of the loader */
function callsIn(coverage, url) {
  const scripts = readdirSync(coverage).flatMap(
    (file) => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result,
  );
  const ranges = scripts
    .filter((script) => script.url === url)
    .flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]));
  return new Set(
    ranges.filter(({ count }) => count > 0).map(({ startOffset, endOffset }) => `${startOffset}:${endOffset}`),
  );
}

/**
 * Declarations of functions become variables in front of all others: those can be in parentheses.
 *
 * @param {string} text
 * @param {boolean} isModule
 * @param {(node: { start: number, end: number }) => boolean} isCalled
 */
function withParentheses(text, isModule, isCalled) {
  const program = parse(text, { ecmaVersion: 2024, sourceType: isModule ? 'module' : 'script' });
  /** @type {[from: number, to: number, text: string][]} */
  const changes = [];
  visit(program, (node, parent) => {
    if (isCalled(node)) changes.push(...asCalled(node, parent, text));
  });
  const between = (start, end) => changed(text, start, end, changes);
  const asVariable = (node) => [asValue(node, isCalled(node), text, between), node.id.name];
  const [functions, others] = [true, false].map((is) => program.body.filter((node) => isFunction(node) === is));
  // Like near like, and what begins alike: compressed it is less.
  const [called, rest] = [true, false].map((is) => functions.filter((node) => isCalled(node) === is).map(asVariable));
  const ordered = [...called.sort(), ...rest.sort()];
  let written = `var ${ordered.map(([value, name]) => `${name}=${value}`).join(',')}`;
  let isOpen = true;
  for (const { type, kind, declarations = [], start, end } of others) {
    const isVariable = type === 'VariableDeclaration' && kind === 'var';
    if (isVariable) written += `${isOpen ? ',' : ';var '}${between(declarations[0].start, declarations.at(-1).end)}`;
    else written += `;${between(start, end).replace(/;$/, '')}`;
    isOpen = isVariable;
  }
  return `${written};`;
}

/** A declaration that can as well be a variable. */
const isFunction = ({ type, body }) => type === 'FunctionDeclaration' && !usesThis(body);

/** A declaration as an expression: what is called is no arrow function, which V8 in Node 20 compiles at once nowhere, and where it is async none does. */
function asValue({ async: isAsync, params, body, start }, isCalled, text, between) {
  const head = isAsync ? 'async ' : '';
  const code = between(body.start, body.end);
  const taken = text.slice(text.indexOf('(', start), body.start);
  if (isCalled) return `(${head}function${taken}${code})`;
  return `${head}${params.length === 1 && params[0].type === 'Identifier' ? params[0].name : taken}=>${code}`;
}

/** Whether it could not be an arrow function. */
const usesThis = (node) =>
  node?.type === 'ThisExpression' ||
  (typeof node?.type === 'string' && !/^(Function|Class)/.test(node.type) && Object.values(node).flat().some(usesThis));

/** What is to be changed about a function that is a value and called: what is called where it stands is in parentheses anyway. */
function asCalled({ type, async: isAsync, params, body, start, end }, parent, text) {
  const isArrow = type === 'ArrowFunctionExpression';
  if (!isArrow && (type !== 'FunctionExpression' || parent.method || parent.type === 'MethodDefinition')) return [];
  const [open, close] = parent.callee?.start === start ? ['', ''] : ['(', ')'];
  const taken = params.map((each) => text.slice(each.start, each.end)).join(',');
  const isPlain = isAsync && isArrow && body.type === 'BlockStatement' && !usesThis(body) && !/=>|function/.test(taken);
  const [from, head] = isPlain ? [body.start, `async function(${taken})`] : [start, ''];
  return [
    [start, from, open + head],
    [end, end, close],
  ];
}

/** Calls back for each node, those inside of others after them. */
function visit(node, enter, parent = node) {
  if (typeof node?.type !== 'string') return;
  enter(node, parent);
  for (const value of Object.values(node))
    for (const each of Array.isArray(value) ? value : [value]) visit(each, enter, node);
}

/** A part of the text with what is changed there: of two changes at one place the one that closes comes first. */
function changed(text, start, end, changes) {
  const inside = changes.filter(([from, to]) => from >= start && to <= end);
  const ordered = inside.sort(([one, , what], [other]) => one - other || (what === ')' ? -1 : 1));
  let result = '';
  let at = start;
  for (const [from, to, what] of ordered) {
    result += text.slice(at, from) + what;
    at = to;
  }
  return result + text.slice(at, end);
}
