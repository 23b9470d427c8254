/** What is wrong, as a list: each goes to its place, and its code to the page that explains it. */
import type { LocatedDiagnostic } from '../../diagnostics/render.ts';

type GoTo = (path: string, line: number, column: number) => void;

export function showProblems(list: HTMLElement, problems: readonly LocatedDiagnostic[], goTo: GoTo): void {
  list.replaceChildren(...problems.map((problem) => itemFor(problem, goTo)));
}

function itemFor(problem: LocatedDiagnostic, goTo: GoTo): HTMLElement {
  const { severity, code, message, hint, notes = [] } = problem;
  const item = document.createElement('li');
  item.className = severity;
  item.append(...placeOf(problem, goTo), linkTo(code, severity), ` ${message}`);
  if (hint !== undefined) item.append(paragraph(hint));
  for (const note of notes) {
    const line = paragraph(note.message);
    line.prepend(...placeOf(note, goTo));
    item.append(line);
  }
  return item;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

function placeOf({ file, line, column = 1 }: Place, goTo: GoTo): readonly (Node | string)[] {
  if (file === undefined || line === undefined) return [];
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = `${file}:${line}:${column}`;
  button.addEventListener('click', () => goTo(file, line, column));
  return [button, ' '];
}

/** What clang says has no page of its own. */
const COMPILER = 'ITL6070';

function linkTo(code: string, severity: string): Node | string {
  if (code === COMPILER) return `${severity}:`;
  const link = document.createElement('a');
  link.href = `../errors/${code}.html`;
  link.textContent = `${severity} ${code}`;
  return link;
}
