/** Highlighting for each kind of file. */
import { cppLanguage } from '@codemirror/lang-cpp';
import { javascriptLanguage, typescriptLanguage } from '@codemirror/lang-javascript';
import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

interface LispState {
  /** Comments nest. */
  depth: number;
  /** What comes next is the head of a list. */
  isHead: boolean;
}

/** ITL and WebAssembly text: both are lists of words, numbers and strings. */
const lisp: StreamParser<LispState> = {
  startState: () => ({ depth: 0, isHead: false }),
  token(stream, state) {
    if (state.depth > 0 || stream.match('(;', false)) return inComment(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match(';;')) return skipped(stream);
    const { isHead } = state;
    state.isHead = stream.peek() === '(';
    if (stream.match(/^[()]/)) return 'bracket';
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
    if (stream.match(/^[+-]?\d[\w.+-]*/)) return 'number';
    if (stream.match(/^\$[^\s()";]*/)) return 'variableName';
    if (stream.match(/^[^\s()";]+/)) return isHead ? 'keyword' : 'typeName';
    stream.next();
    return null;
  },
};

type Stream = Parameters<typeof lisp.token>[0];

function skipped(stream: Stream): string {
  stream.skipToEnd();
  return 'comment';
}

function inComment(stream: Stream, state: LispState): string {
  do {
    if (stream.match('(;')) state.depth++;
    else if (stream.match(';)')) state.depth--;
    else stream.next();
  } while (state.depth > 0 && !stream.eol());
  return 'comment';
}

const lispLanguage = StreamLanguage.define(lisp);

const witLanguage = StreamLanguage.define<unknown>({
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match('//')) return skipped(stream);
    if (
      stream.match(
        /^(?:use|func|import|export|include|with|as|from|static|async|constructor|package|interface|world)(?![\w-])/,
      )
    )
      return 'keyword';
    if (stream.match(/^(?:resource|record|variant|enum|flags|type)(?![\w-])/)) return 'keyword';
    if (stream.match(/^%?[A-Za-z][\w-]*(?=\s*[<>,)};]|$)/)) return 'typeName';
    if (!stream.match(/^%?[\w-]+/)) stream.next();
    return null;
  },
});

/** By the file's name; nothing for what is plain text. */
export function languageOf(path: string): Extension {
  if (/\.(?:c|cc|cpp|cxx|h)$/.test(path)) return cppLanguage;
  if (path.endsWith('.ts')) return typescriptLanguage;
  if (path.endsWith('.js')) return javascriptLanguage;
  if (path.endsWith('.wit')) return witLanguage;
  return /\.(?:itl|wat)$/.test(path) ? lispLanguage : [];
}

/** Colours are the page's variables, which know of dark and light. */
export const highlighting: Extension = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: 'var(--comment)' },
    { tag: [tags.string, tags.character, tags.regexp], color: 'var(--string)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--number)' },
    { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.definitionKeyword], color: 'var(--keyword)' },
    { tag: [tags.typeName, tags.className, tags.namespace], color: 'var(--type)' },
    { tag: tags.processingInstruction, color: 'var(--comment)' },
  ]),
);
