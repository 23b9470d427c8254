/** CodeMirror, in a shadow root: there it adds its styles in the way that a strict policy allows. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { LocatedDiagnostic } from '../../diagnostics/render.ts';
import { highlighting, languageOf } from './text-languages.ts';

export interface Editor {
  /** Shows another file; undo does not go back over it. */
  readonly open: (path: string, text: string, problems?: readonly LocatedDiagnostic[]) => void;
  /** Marks what is wrong in the file that is shown. */
  readonly mark: (problems: readonly LocatedDiagnostic[]) => void;
  readonly focus: (line?: number, column?: number) => void;
}

export interface EditorOptions {
  /** What a screen reader says it is, in front of the file's name. */
  readonly label: string;
  /** Called with the text after each change; without it the text cannot be changed. */
  readonly onChange?: (text: string) => void;
}

export function createEditor(host: HTMLElement, { label, onChange }: EditorOptions): Editor {
  const root = host.attachShadow({ mode: 'open' });
  const extensionsFor = (path: string): Extension => [
    shared,
    languageOf(path),
    EditorView.contentAttributes.of({ 'aria-label': `${label}: ${path}`, tabindex: '0' }),
    onChange ? editable(onChange) : readOnly,
  ];
  const stateOf = (path: string, text: string): EditorState =>
    EditorState.create({ doc: text, extensions: extensionsFor(path) });
  const view = new EditorView({ parent: root, root, state: stateOf('', '') });
  const mark = (problems: readonly LocatedDiagnostic[]): void =>
    view.dispatch(
      setDiagnostics(
        view.state,
        problems.flatMap((problem) => marksOf(problem, view.state)),
      ),
    );
  return {
    open: (path, text, problems = []) => {
      view.setState(stateOf(path, text));
      mark(problems);
    },
    mark,
    focus: (line, column = 1) => {
      if (line !== undefined) {
        const anchor = offsetOf(view.state.doc, line, column);
        view.dispatch({ selection: { anchor }, scrollIntoView: true });
      }
      view.focus();
    },
  };
}

const editable = (onChange: (text: string) => void): Extension => [
  history(),
  indentOnInput(),
  keymap.of([...defaultKeymap, ...historyKeymap]),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  }),
];

const readOnly: Extension = [EditorState.readOnly.of(true), keymap.of(defaultKeymap)];

function offsetOf(doc: Text, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + column - 1, to);
}

/** Of what a compiler gives no more than the start of. */
const endOfWord = (from: number, state: EditorState): number => state.wordAt(from)?.to ?? from;

function marksOf(
  { severity, code, message, hint, line, column = 1, ...rest }: LocatedDiagnostic,
  state: EditorState,
): Diagnostic[] {
  if (line === undefined) return [];
  const from = offsetOf(state.doc, line, column);
  const to =
    rest.endLine === undefined ? endOfWord(from, state) : offsetOf(state.doc, rest.endLine, rest.endColumn ?? column);
  return [{ from, to: Math.max(from, to), severity, message: hint ? `${message}\n${hint}` : message, source: code }];
}

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--code-size)', backgroundColor: 'var(--code)', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--code)', color: 'var(--quiet)', border: 'none' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--ink)', border: '1px solid var(--line)' },
  // In the place of pictures, which are data: URLs.
  '.cm-lintRange': { backgroundImage: 'none', textDecoration: 'underline wavy', textUnderlineOffset: '3px' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--error)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warning)' },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap' },
});

const shared: Extension = [theme, highlighting, lineNumbers(), bracketMatching()];
