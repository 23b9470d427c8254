/** What the form around a cursor takes, and which operand the cursor is at. */
import { isOperation, operations } from '../ir/ops.ts';
import type { Analysis } from './analysis.ts';
import { calleeText } from './callee-text.ts';
import { cursorAt } from './cursor.ts';
import { formText } from './describe.ts';

export interface SignatureHelp {
  readonly label: string;
  readonly doc: string;
  /** In the label, in UTF-16 units; undefined where the form has no such operand. */
  readonly active: readonly [start: number, end: number] | undefined;
}

export function signatureAt(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const { lists, inComment } = cursorAt(analysis.text, offset);
  const list = lists.at(-1);
  if (!list?.head || inComment) return undefined;
  const position = list.before.length - 1;
  if (list.head === 'call' && list.before[1] !== undefined) return called(analysis, list.before[1], position - 1);
  const form = formText(list.head);
  if (!form) return undefined;
  const known = isOperation(list.head) ? Object.keys(operations[list.head].slots).length : 0;
  return { label: form.usage, doc: form.doc, active: position < known ? wordAt(form.usage, position + 1) : undefined };
}

function called({ notes }: Analysis, written: string, position: number): SignatureHelp | undefined {
  const name = written.replace(/^\$/, '');
  for (const { target } of notes.mentions) {
    if (target.kind !== 'function' || target.callee.name !== name) continue;
    const label = calleeText(target.callee);
    const start = label.indexOf('(param') + 1;
    const perParam = target.callee.params.map((param) => (param.name === undefined ? 1 : 2));
    const before = perParam.slice(0, position).reduce((sum, count) => sum + count, 0);
    const active = position < perParam.length ? wordAt(label.slice(start), before + 1) : undefined;
    return { label, doc: '', active: active && [active[0] + start, active[1] + start] };
  }
  return undefined;
}

/** Where a word of a form stands; the head is word 0, and a list is one. */
function wordAt(text: string, index: number): readonly [number, number] | undefined {
  const words = [...text.replace(/^\(/, ' ').matchAll(/\([^()]*(?:\([^()]*\)[^()]*)*\)\*?|[^\s()]+/g)];
  const word = words[index];
  return word && [word.index, word.index + word[0].length];
}
