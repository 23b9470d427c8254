/** ITL as text, form by form. */

export const list = (...parts: readonly (string | number)[]): string => `(${parts.join(' ')})`;

/** With its doc comment, in lines of their own. */
export const documented = (doc: string | undefined, form: string): string =>
  doc
    ? `\n${doc
        .split(/\r?\n/)
        .map((line) => `;;; ${line}`.trimEnd())
        .join('\n')}\n${form}`
    : form;

export const local = (name: string): string => `(local $${name})`;

export const set = (variable: string, value: string): string => `(set $${variable} ${value})`;

export const get = (variable: string): string => `(get $${variable})`;

export const declare = (name: string, value: string): string => `(let $${name} ${value})`;

/** `0` is left out. */
export const plus = (base: string, offset: number): string => (offset === 0 ? base : list('+', base, offset));

export const call = (name: string, ...args: readonly string[]): string => list('call', name, ...args);

export const trap = (message: string): string => list('trap', JSON.stringify(message));

export const when = (condition: string, ...then: readonly string[]): string =>
  list('if', condition, then.length === 1 ? (then[0] ?? '') : list('block', ...then));

/** As one expression. */
export const block = (statements: readonly string[], value: string): string =>
  statements.length === 0 ? value : list('block', ...statements, value);

/** Words that the lexer takes for numbers need their `$`. */
export const word = (text: string): string => (/^(?:inf|nan)$/.test(text) ? `$${text}` : text);

/** `get-http-response` → `getHttpResponse` */
export const camelCase = (text: string): string =>
  text
    .split('-')
    .map((part, index) =>
      index === 0 ? part.toLowerCase() : part.charAt(0).toUpperCase() + part.slice(1).toLowerCase(),
    )
    .join('');

export function pascalCase(text: string): string {
  const camel = camelCase(text);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** Gives names that were not given before. */
export interface NamePool {
  readonly take: (wanted: string) => string;
}

export function createNames(reserved: readonly string[] = []): NamePool {
  const taken = new Set<string>(reserved);
  return {
    take(wanted) {
      let name = wanted;
      for (let count = 2; taken.has(name); count++) name = `${wanted}${/\d$/.test(wanted) ? '-' : ''}${count}`;
      taken.add(name);
      return name;
    },
  };
}
