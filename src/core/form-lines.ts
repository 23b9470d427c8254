/** ITL as indented lines. */

/** Lines that stand together; a blank line separates groups. */
export type Group = readonly string[];

const WIDTH = 100;

export const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

export const comment = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? ';;' : `;; ${line}`));

/** `(head` with the groups inside and `)` after the last line, which must not be a comment. */
export function form(head: string, groups: readonly Group[]): string[] {
  const filled = groups.filter((group) => group.length > 0);
  const inner = filled.flatMap((group, index) => [...(index > 0 ? [''] : []), ...group]);
  return closed([`(${head}`, ...indented(inner)]);
}

const closed = (lines: readonly string[]): string[] =>
  lines.map((line, index) => (index === lines.length - 1 ? `${line})` : line));

/** On one line where it fits. `args` may be of several lines. */
export function fitted(head: string, args: readonly string[]): string[] {
  const line = `(${[head, ...args].join(' ')})`;
  return line.length <= WIDTH && !args.some(isContinuation) ? [line] : form(head, [args]);
}

const isContinuation = (line: string): boolean => line.startsWith(' ');

/** `(param $name s32)`; what is missing is left out. */
export const clause = (head: string, items: readonly string[]): string => `(${[head, ...items].join(' ')})`;

/** Text as comment lines of a readable width. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
