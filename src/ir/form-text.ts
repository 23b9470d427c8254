/** A tree of forms as lines: what does not fit one line has its operands on lines of their own. */

/** A word, or a form of words and forms; the first is its head. */
export type Form = string | readonly Form[];

const WIDTH = 110;

/** A form of words in one line, however long. */
export const inline = (...parts: readonly Form[]): string => flat(parts);

export function formText(form: Form, indent = ''): string {
  const line = flat(form);
  if (typeof form === 'string' || indent.length + line.length <= WIDTH) return line;
  const rest = form.findIndex((part, index) => index > 0 && typeof part !== 'string');
  const words = rest < 0 ? form : form.slice(0, rest);
  const inner = `${indent}  `;
  const lines = form.slice(words.length).map((part) => `\n${inner}${formText(part, inner)}`);
  return `(${words.map(flat).join(' ')}${lines.join('')})`;
}

const flat = (form: Form): string => (typeof form === 'string' ? form : `(${form.map(flat).join(' ')})`);
