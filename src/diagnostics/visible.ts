/** Source text and messages as they may be printed: nothing in them moves the cursor, colours, hides or reorders. */

/** U+200C and U+200D join letters and emoji; they are harmless and belong to the text. */
const JOINERS: ReadonlySet<string> = new Set(['\u200c', '\u200d']);

/** Controls, formats (bidirectional ones among them), halves of surrogate pairs, separators but for the space. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** Every character that cannot be seen, replaced by one or more that can. */
export const visible = (text: string): string => text.replace(INVISIBLE, visibleCharacter);

function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (JOINERS.has(character)) return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** East Asian wide and full-width ranges, and what is shown as a picture. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

const MARKS_ONLY = /^[\p{M}\u200c\u200d]+$/u;

/** How many columns of a terminal a cluster of visible characters takes. */
export function clusterWidth(cluster: string): number {
  if (MARKS_ONLY.test(cluster)) return 0;
  if (WIDE.test(cluster)) return 2;
  return [...cluster].filter((character) => !MARKS_ONLY.test(character)).length;
}
