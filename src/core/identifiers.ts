/** Names for what a binary calls as it likes. */

/** As a string of ITL. */
export function quoted(text: string): string {
  return `"${[...text].map(escaped).join('')}"`;
}

/** Line separators end a line for some editors, so they do not stay either. */
function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  const visible = code >= 0x20 && code !== 0x7f && code !== 0x2028 && code !== 0x2029;
  return visible ? character : `\\u{${code.toString(16)}}`;
}

/** What a component calls an export: not `then`, which whoever awaits the object of exports would call. */
export const offeredAs = (field: string): string => (field === 'then' ? 'then_' : field);

/** A name that ITL takes without a `$`, as near to `text` as can be. */
export function identifierFor(text: string): string {
  const safe = text.replace(/[^\w.-]/g, '_');
  if (/^_*$/.test(safe)) return 'unnamed';
  return /^[A-Za-z_]/.test(safe) && !/^(nan|inf)$/.test(safe) ? safe : `f${safe}`;
}

/** Hands out each name once: `add`, `add_2`, `add_3`. */
export type NameSupply = (wish: string) => string;

export function nameSupply(taken: Iterable<string> = []): NameSupply {
  const used = new Set(taken);
  return (wish) => {
    let name = wish;
    for (let number = 2; used.has(name); number++) name = `${wish}_${number}`;
    used.add(name);
    return name;
  };
}
