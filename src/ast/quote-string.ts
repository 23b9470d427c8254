/** Characters that cannot be seen, or that WAT does not let stand in a string; the space and joiners excepted. */
const UNSAFE = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}]/gu;

const plain: ReadonlySet<string> = new Set([' ', '\u200c', '\u200d']);

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A string as a literal, with no more escapes than it needs. Halves of surrogate pairs become U+FFFD. */
export const quoteString = (text: string): string => `"${text.replace(UNSAFE, escapeCharacter)}"`;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (plain.has(character)) return character;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const digits = code.toString(16);
  return shortEscapes.get(character) ?? (code < 0x80 ? `\\${digits.padStart(2, '0')}` : `\\u{${digits}}`);
}
