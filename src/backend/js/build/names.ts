/** Names and texts as JavaScript writes them. */

export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** A string literal, in single quotes unless there are more of those inside than of others. */
export function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const plain = escaped(text).replaceAll('\\"', '"');
  return `${quote}${plain.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** As it stands in a literal in double quotes, in ASCII but for letters. */
export const escaped = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, escapeUnlessLetter);

const escapeUnlessLetter = (unit: string): string =>
  /\p{L}/u.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words of the language, and globals that emitted code may mean. */
export const reservedNames: readonly string[] = words(`
  break case catch class const continue debugger default delete do else enum export extends false finally for function if
  import in instanceof new null return super switch this throw true try typeof var void while with implements interface let
  package private protected public static yield await async arguments eval undefined NaN Infinity of get set
  Array ArrayBuffer Atomics BigInt Boolean DataView Error FinalizationRegistry Function Int8Array Uint8Array Int16Array
  Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float32Array Float64Array JSON Map Math Number Object
  Promise Proxy RangeError Reflect RegExp Response Set SharedArrayBuffer String Symbol SyntaxError TextDecoder TextEncoder
  TypeError URL WeakMap WeakRef WebAssembly atob btoa console document exports fetch globalThis location module process
  queueMicrotask require window __dirname __filename
`);

/** `my-point` → `myPoint`; what is an identifier already stays, but for names of itlc's own: `_it_take_room` → `takeRoom`. */
export function identifierFor(name: string): string {
  const own = /^_it_(.*)$/.exec(name)?.[1];
  if (own === undefined && isIdentifier(name)) return name;
  const [first = '', ...rest] = (own?.replaceAll('_', '-') ?? name).split(/[^\w$]+/).filter((word) => word !== '');
  const joined = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return isIdentifier(joined) ? joined : `_${joined}`;
}

/** Names of one scope: none is given that this scope, one around it or one inside has. */
export class Names {
  readonly #parent: Names | undefined;
  readonly #taken = new Set<string>();
  readonly #inside = new Set<string>();

  constructor(parent?: Names) {
    this.#parent = parent;
  }

  has(name: string): boolean {
    for (let scope: Names | undefined = this; scope; scope = scope.#parent) if (scope.#taken.has(name)) return true;
    return false;
  }

  /** The name is in use from now on. */
  take(name: string): string {
    this.#taken.add(name);
    for (let around = this.#parent; around; around = around.#parent) around.#inside.add(name);
    return name;
  }

  /** An identifier like the name; where that is taken, one like another name, or with a number behind it. */
  free(wanted: string, ...others: readonly string[]): string {
    const names = [wanted, ...others].map(identifierFor);
    const base = names[0] ?? '';
    let name = names.find((each) => this.#isFree(each)) ?? base;
    for (let count = 2; !this.#isFree(name); count++) name = `${base}${count}`;
    return this.take(name);
  }

  #isFree(name: string): boolean {
    return !this.has(name) && !this.#inside.has(name);
  }
}

/** `box` → `boxes`, `entry` → `entries` */
export const pluralOf = (name: string): string =>
  /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
