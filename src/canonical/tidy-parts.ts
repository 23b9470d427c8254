/** The forms of a component's text, as one would have written them. */

/** Without what nothing uses; forms are the same otherwise. */
export const tidyParts = (parts: readonly string[]): readonly string[] => named(withoutUnused(parts));

/** Handle tables come whole: what nothing calls goes, and what only that called. */
function withoutUnused(parts: readonly string[]): readonly string[] {
  const kept = parts.filter((part) => {
    const [, kind, name] = /^\((func|var) (\S+)\s/.exec(part) ?? [];
    if (name === undefined) return true;
    return parts.some((other) => other !== part && (kind === 'func' ? mentions : reads)(other, name));
  });
  return kept.length === parts.length ? kept : withoutUnused(kept);
}

/** A core module that nothing refers to is started all the same: `_` says that this is meant. */
const named = (parts: readonly string[]): readonly string[] =>
  parts.map((part) => {
    const [head, name, rest] = /^\(module (core\d*)( .*)$/s.exec(part) ?? [];
    if (head === undefined || !/^ "[^"]*"\)$/.test(rest ?? '')) return part;
    return parts.some((other) => other !== part && other.includes(` ${name} `)) ? part : `(module _${name}${rest}`;
  });

const reads = (text: string, name: string): boolean => text.includes(`(get ${name})`) || text.includes(`(set ${name} `);

const mentions = (text: string, name: string): boolean =>
  text.includes(`(call ${name} `) || text.includes(`(call ${name})`) || text.includes(`(drop ${name})`);
