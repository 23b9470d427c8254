/** What a hover shows, in Markdown. */
import type { Target } from '../check/notes.ts';
import { entityText } from '../core/entity-text.ts';
import type { ModuleExport } from '../core/module-interface.ts';
import type { Callee, Variable } from '../ir/ir.ts';
import { isOperation, operations } from '../ir/ops.ts';
import { shownType, type Type } from '../ir/types.ts';
import { type ControlName, controlForms, usageOf } from '../ir/usage.ts';
import { type Analysis, definitionOf, mentionAt, moduleNamed, touches } from './analysis.ts';
import { calleeText, localText } from './callee-text.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { declaredNames } from './declared-names.ts';
import { formNames } from './forms.ts';
import { partTypeText } from './part-names.ts';

export interface Hover {
  readonly markdown: string;
  readonly span: { readonly start: number; readonly end: number };
}

const code = (text: string): string => `\`\`\`itl\n${text}\n\`\`\``;

const withDoc = (text: string, doc: string): string => [code(text), ...(doc === '' ? [] : [doc])].join('\n\n');

/** What is under a cursor: a name, the head of a form, the string that names an export, or the type of an expression. */
export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const named = mentioned(analysis, offset);
  if (named) return named;
  // In the word that begins at the offset, too.
  const cursor = cursorAt(analysis.text, offset + 1);
  return exported(analysis, cursor) ?? form(cursor) ?? typed(analysis, offset);
}

function mentioned(analysis: Analysis, offset: number): Hover | undefined {
  const mention = mentionAt(analysis, offset);
  return mention && { markdown: targetText(analysis, mention.target), span: mention.span };
}

function targetText(analysis: Analysis, target: Target): string {
  switch (target.kind) {
    case 'local':
      return code(localText(target.local));
    case 'variable':
      return code(variableText(target.variable));
    case 'function':
      return withDoc(`(func ${calleeText(target.callee)})`, docOf(target.callee));
    case 'type':
      return typeDefinitionText(analysis, target.name);
    case 'module':
      return moduleText(analysis, target.name);
    case 'member':
      return code(memberText(analysis, target));
  }
}

const variableText = ({ name, type }: Variable): string => `(var $${name} ${shownType(type)})`;

function docOf(callee: Callee): string {
  switch (callee.kind) {
    case 'core':
      return `\`"${callee.field}"\` of the core module \`${callee.module}\``;
    case 'import':
      return [`imported from \`"${callee.module}"\``, callee.doc].filter(Boolean).join('\n\n');
    case 'adapter':
      return callee.doc;
  }
}

/** As it is written: what a type is for stands in its fields. */
function typeDefinitionText(analysis: Analysis, name: string): string {
  const { document, text } = analysis;
  const declared = declaredNames(document, text).find((each) => each.kind === 'type' && each.name === name);
  if (declared) return withDoc(text.slice(declared.span.start, declared.span.end), declared.doc);
  return code(partTypeText(analysis, name) ?? name);
}

function moduleText({ document, text, exportsOf }: Analysis, name: string): string {
  const declared = declaredNames(document, text).find((each) => each.kind === 'module' && each.name === name);
  const count = exportsOf(name).length;
  return withDoc(`(module ${name} "${declared?.detail ?? ''}")`, count > 0 ? `It exports ${count} things.` : '');
}

function memberText(analysis: Analysis, { owner, name }: Extract<Target, { kind: 'member' }>): string {
  const mention = definitionOf(analysis, { kind: 'member', owner, name });
  const written = mention ? enclosing(analysis.text, mention.span) : name;
  return `${written} of ${owner}`;
}

/** `(x f32)` around the name of a field; a case without a payload stands alone. */
function enclosing(text: string, { start, end }: Hover['span']): string {
  if (text[start - 1] !== '(') return text.slice(start, end);
  let depth = 1;
  let at = end;
  while (at < text.length && depth > 0) depth += { '(': 1, ')': -1 }[text[at++] ?? ''] ?? 0;
  return text.slice(start - 1, at).replace(/\s+/g, ' ');
}

/** `"malloc"` in a module: what the binary says of it. */
function exported(analysis: Analysis, cursor: Cursor): Hover | undefined {
  const found = exportNamed(analysis, cursor);
  return found && { markdown: code(`${JSON.stringify(found.field)} ${entityText(found.entity)}`), span: found.span };
}

/** The export of a core module that a string names. */
export const coreExportAt = (analysis: Analysis, offset: number): (ModuleExport & CorePlace) | undefined =>
  exportNamed(analysis, cursorAt(analysis.text, offset + 1));

function exportNamed(analysis: Analysis, { word, inString, lists }: Cursor): (ModuleExport & CorePlace) | undefined {
  if (!inString || lists.some(({ head }) => head === 'import')) return undefined;
  const module = moduleAround(analysis, lists);
  if (module === undefined) return undefined;
  const found = analysis.exportsOf(module).find(({ field }) => JSON.stringify(field) === word.text);
  const path = moduleNamed(analysis.document, module)?.path?.value;
  return found && path !== undefined ? { ...found, path, span: word } : undefined;
}

export interface CorePlace {
  /** Of the core module, as the source writes it. */
  readonly path: string;
  readonly span: Hover['span'];
}

/** The module whose exports a string may name: of the item around it, or the operand in front. */
export function moduleAround({ document }: Analysis, lists: Cursor['lists']): string | undefined {
  const modules = new Set(document.items.flatMap((item) => (item.kind === 'module' ? [item.name.text] : [])));
  const operand = lists.at(-1)?.before.findLast((text) => text !== undefined && modules.has(plain(text)));
  if (operand !== undefined && lists.at(-1)?.head !== 'module') return plain(operand);
  const item = lists.find(({ head }) => head === 'module')?.before[1];
  return item === undefined ? undefined : plain(item);
}

const plain = (name: string): string => name.replace(/^\$/, '');

/** The head of a form. */
function form({ word, lists, inString, inComment }: Cursor): Hover | undefined {
  if (inString || inComment || lists.at(-1)?.before.length !== 0) return undefined;
  const described = formText(word.text);
  return described && { markdown: withDoc(described.usage, described.doc), span: word };
}

/** How a form is written and what it is for; undefined for what is no form. */
export function formText(name: string): { readonly usage: string; readonly doc: string } | undefined {
  if (Object.hasOwn(controlForms, name)) return controlForms[name as ControlName];
  if (isOperation(name)) return { usage: usageOf(name), doc: operations[name].doc };
  return formNames[name];
}

function typed({ notes, text }: Analysis, offset: number): Hover | undefined {
  const around = notes.expressions.filter(({ span, type }) => touches(span, offset) && isShown(type));
  const [inner] = around.toSorted(
    (left, right) => left.span.end - left.span.start - (right.span.end - right.span.start),
  );
  if (!inner || text.slice(inner.span.start, inner.span.end).includes('\n')) return undefined;
  return { markdown: code(shownType(inner.type)), span: inner.span };
}

const isShown = ({ kind }: Type): boolean => kind !== 'none' && kind !== 'never';
