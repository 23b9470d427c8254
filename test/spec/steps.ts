/** The steps of a script of components. */
import { type Expression, type List, readLists, wordAt } from './s-expressions.ts';

/** A component, or a core module, as the script writes it. */
export interface Source {
  readonly name: string | undefined;
  /** Text to be assembled, or the bytes themselves. */
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'binary'; readonly bytes: Uint8Array };
}

export interface Invocation {
  readonly component: string | undefined;
  readonly field: string;
  readonly arguments: readonly List[];
}

export type Step = { readonly line: number } & (
  | { readonly kind: 'component'; readonly source: Source; readonly isDefinition: boolean }
  | { readonly kind: 'instance'; readonly name: string | undefined; readonly definition: string | undefined }
  | { readonly kind: 'register'; readonly as: string; readonly component: string | undefined }
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  | { readonly kind: 'assert_return'; readonly invocation: Invocation; readonly results: readonly List[] }
  | {
      readonly kind: 'assert_trap';
      readonly subject: Invocation | Source | { readonly instance: string | undefined };
      readonly message: string;
    }
  | {
      readonly kind: 'assert_invalid' | 'assert_malformed' | 'assert_unlinkable';
      readonly source: Source;
      readonly message: string;
    }
  | { readonly kind: 'other'; readonly head: string }
);

export function stepsOf(text: string): readonly Step[] {
  let line = 1;
  let at = 0;
  return readLists(text).map((list) => {
    for (; at < list.start; at++) if (text[at] === '\n') line++;
    return { ...stepOf(list, text), line } as Step;
  });
}

function stepOf(list: List, text: string): Omit<Step, 'line'> {
  const head = wordAt(list, 0) ?? '';
  switch (head) {
    case 'component':
      return componentStep(list, text);
    case 'register':
      return { kind: 'register', as: textOf(list.items[1]), component: wordAt(list, 2) } as Omit<Step, 'line'>;
    case 'invoke':
      return { kind: 'invoke', invocation: invocationOf(list) } as Omit<Step, 'line'>;
    case 'assert_return':
      return {
        kind: head,
        invocation: invocationOf(list.items[1] as List),
        results: list.items.slice(2) as List[],
      } as Omit<Step, 'line'>;
    case 'assert_trap':
    case 'assert_exhaustion':
      return {
        kind: 'assert_trap',
        subject: subjectOf(list.items[1] as List, text),
        message: textOf(list.items[2]),
      } as Omit<Step, 'line'>;
    case 'assert_invalid':
    case 'assert_malformed':
    case 'assert_unlinkable':
      return { kind: head, source: sourceOf(list.items[1] as List, text), message: textOf(list.items[2]) } as Omit<
        Step,
        'line'
      >;
    default:
      return { kind: 'other', head } as Omit<Step, 'line'>;
  }
}

function componentStep(list: List, text: string): Omit<Step, 'line'> {
  if (wordAt(list, 1) === 'instance') {
    const [first, second] = [wordAt(list, 2), wordAt(list, 3)];
    return { kind: 'instance', name: second === undefined ? undefined : first, definition: second ?? first } as Omit<
      Step,
      'line'
    >;
  }
  return { kind: 'component', source: sourceOf(list, text), isDefinition: wordAt(list, 1) === 'definition' } as Omit<
    Step,
    'line'
  >;
}

const textOf = (item: Expression | undefined): string => (item?.kind === 'string' ? item.text : '');

/** `(component definition? $name? …)`, `binary` and `quote` among them. */
function sourceOf(list: List, text: string): Source {
  const words = list.items.slice(1, 4).map((item) => (item.kind === 'word' ? item.text : undefined));
  const rest = words[0] === 'definition' ? words.slice(1) : words;
  const name = rest[0]?.startsWith('$') ? rest[0] : undefined;
  const form = name === undefined ? rest[0] : rest[1];
  const strings = list.items.filter((item) => item.kind === 'string');
  if (form === 'binary') return { name, content: { kind: 'binary', bytes: joined(strings.map(({ bytes }) => bytes)) } };
  if (form === 'quote') {
    const quoted = new TextDecoder().decode(joined(strings.map(({ bytes }) => bytes)));
    return { name, content: { kind: 'text', text: `(component ${quoted})` } };
  }
  const whole = text.slice(list.start, list.end).replace(/^\(component\s+definition\b/, '(component');
  return { name, content: { kind: 'text', text: whole } };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function subjectOf(list: List, text: string): Invocation | Source | { readonly instance: string | undefined } {
  if (wordAt(list, 0) === 'invoke') return invocationOf(list);
  if (wordAt(list, 1) === 'instance') return { instance: wordAt(list, 3) ?? wordAt(list, 2) };
  return sourceOf(list, text);
}

function invocationOf(list: List): Invocation {
  const component = wordAt(list, 1);
  const index = component === undefined ? 1 : 2;
  return { component, field: textOf(list.items[index]), arguments: list.items.slice(index + 1) as List[] };
}
