/** Texts and binaries with a few changes: most are wrong then, and some are right and mean something else. */
import type { Random } from './pseudo-random.ts';

const pick = <T>(items: readonly T[], random: Random): T => items[random.below(items.length)] as T;

const words = /[A-Za-z][\w-]*|[0-9.]+|\S|\s+/g;

/** One of the texts, with words left out, doubled, moved, or taken from another. */
export function changedText(texts: readonly string[], random: Random): string {
  const own = pick(texts, random).match(words) ?? [];
  const parts = [...own];
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const at = random.below(parts.length + 1);
    const other = pick(texts, random).match(words) ?? [''];
    const from = random.below(other.length);
    const piece = other.slice(from, from + 1 + random.below(6));
    switch (random.below(6)) {
      case 0:
        parts.splice(at, 1 + random.below(3));
        break;
      case 1:
        parts.splice(at, 0, ...piece);
        break;
      case 2:
        parts.splice(at, 1, pick(own.length > 0 ? own : [''], random));
        break;
      case 3:
        parts.splice(at, piece.length, ...piece);
        break;
      case 4:
        parts.splice(at, 0, ...parts.slice(at, at + 1 + random.below(40)));
        break;
      case 5:
        parts.splice(at, 0, String.fromCharCode(random.below(random.below(2) === 0 ? 128 : 0x10000)));
    }
  }
  return parts.join('');
}

/** One of the binaries, with bytes changed, left out, or put in; sizes of sections stay as they are, mostly. */
export function changedBytes(binaries: readonly Uint8Array[], random: Random): Uint8Array {
  const bytes = [...pick(binaries, random)];
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(bytes.length);
    switch (random.below(5)) {
      case 0:
        bytes[at] = random.below(256);
        break;
      case 1:
        // Most numbers are small.
        bytes[at] = random.below(16);
        break;
      case 2:
        bytes[at] = ((bytes[at] ?? 0) + (random.below(2) === 0 ? 1 : 255)) % 256;
        break;
      case 3:
        bytes.splice(at, 1 + random.below(8));
        break;
      case 4:
        bytes.splice(at, 0, ...bytes.slice(at, at + random.below(16)));
    }
  }
  return Uint8Array.from(bytes);
}
