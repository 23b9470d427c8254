/** The escapes of WAT's strings. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { bytesNotUtf8, controlInString, notACodePoint, unknownEscape } from '../diagnostics/syntax.ts';
import type { Span } from '../source/source-map.ts';

export type Report = (diagnostic: Diagnostic) => void;

// What is neither printable ASCII nor above it is a control character.
const SPECIAL = /[\\\ud800-\udfff]|[^ -~\x80-\uffff]/;

// special = {'\' hex hex} | '\u{' digits '}' | '\' any | control character | half of a surrogate pair
const PIECES =
  /((?:\\[0-9a-fA-F]{2})+)|\\(?:u\{([^}"]*)\}|([\ud800-\udbff][\udc00-\udfff]|[\s\S]|$))|([^ -~\x80-\uffff])|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

const REPLACEMENT = '\ufffd';

/**
 * The text that a string token stands for, quotes included in `image`. Malformed parts are reported with spans from
 * `start` on, and become U+FFFD or the character behind the backslash.
 */
export function readString(image: string, start: number, report: Report): string {
  const content = image.slice(1, -1);
  return SPECIAL.test(content) ? resolveEscapes(content, start + 1, report) : content;
}

function resolveEscapes(content: string, start: number, report: Report): string {
  let text = '';
  let at = 0;
  for (const match of content.matchAll(PIECES)) {
    const span = { start: start + match.index, end: start + match.index + match[0].length };
    text += content.slice(at, match.index) + readPiece(match, span, report);
    at = match.index + match[0].length;
  }
  return text + content.slice(at);
}

function readPiece(match: RegExpMatchArray, span: Span, report: Report): string {
  const [piece, bytes, codePoint, letter, control] = match;
  if (bytes !== undefined) return readBytes(bytes, span, report);
  if (codePoint !== undefined) return readCodePoint(codePoint, piece, span, report);
  if (letter !== undefined) return readEscape(letter, piece, span, report);
  report(control === undefined ? notACodePoint(piece, span) : controlInString(control.charCodeAt(0), span));
  return control ?? REPLACEMENT;
}

const CODE_POINT = /^[0-9a-fA-F]{1,8}(?:_[0-9a-fA-F]{1,8}){0,8}$/;

function readCodePoint(digits: string, piece: string, span: Span, report: Report): string {
  const code = CODE_POINT.test(digits) ? Number.parseInt(digits.replaceAll('_', ''), 16) : Number.NaN;
  if (code < 0xd800 || (code > 0xdfff && code <= 0x10ffff)) return String.fromCodePoint(code);
  report(notACodePoint(piece, span));
  return REPLACEMENT;
}

function readEscape(letter: string, piece: string, span: Span, report: Report): string {
  const meant = simpleEscapes.get(letter);
  if (meant === undefined) report(unknownEscape(piece, span));
  return meant ?? letter;
}

/** Bytes written one by one make up characters together. */
function readBytes(piece: string, span: Span, report: Report): string {
  const bytes = Uint8Array.from(piece.split('\\').slice(1), (digits) => Number.parseInt(digits, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    report(bytesNotUtf8(piece, span));
    return REPLACEMENT;
  }
}
