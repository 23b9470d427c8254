/** Values as scripts write them, and as JavaScript has them. */
import { camelCase } from '../../src/canonical/itl-text.ts';
import type { List } from './s-expressions.ts';
import { wordAt } from './s-expressions.ts';

const rest = (list: List): readonly List[] => list.items.slice(1).filter((item): item is List => item.kind === 'list');

/** In a field or the like a value may stand without parentheses of its own. */
function valueAt(list: List, index: number): List {
  const first = list.items[index];
  return first?.kind === 'list' ? first : { ...list, items: list.items.slice(index) };
}

function textAt(list: List, index: number): string {
  const item = list.items[index];
  return item?.kind === 'string' ? item.text : item?.kind === 'word' ? item.text : '';
}

/** A value to pass. */
export function toJavaScript(list: List): unknown {
  const head = wordAt(list, 0) ?? '';
  const text = textAt(list, 1);
  switch (head) {
    case 'bool.const':
      return text === 'true';
    case 's64.const':
    case 'u64.const':
      return integer(text);
    case 'f32.const':
      return Math.fround(float(text));
    case 'f64.const':
      return float(text);
    case 'char.const':
    case 'str.const':
    case 'string.const':
    case 'enum.const':
      return text;
    case 'list.const':
    case 'tuple.const':
      return rest(list).map(toJavaScript);
    case 'record.const':
      return Object.fromEntries(
        rest(list).map((field) => [camelCase(textAt(field, 1)), toJavaScript(valueAt(field, 2))]),
      );
    case 'flags.const':
      return Object.fromEntries(
        list.items.slice(1).map((item) => [camelCase(item.kind === 'string' ? item.text : ''), true]),
      );
    case 'variant.const': {
      const [payload] = rest(list);
      return { tag: text, ...(payload && { val: toJavaScript(payload) }) };
    }
    case 'option.none':
      return undefined;
    case 'option.some':
      return toJavaScript(valueAt(list, 1));
    case 'result.ok':
    case 'result.err':
      return outcome(list, head === 'result.ok' ? 'ok' : 'err');
    default:
      return Number(integer(text));
  }
}

function outcome(list: List, tag: 'ok' | 'err'): object {
  const [payload] = rest(list);
  return { tag, ...(payload && { val: toJavaScript(payload) }) };
}

function integer(text: string): bigint {
  const plain = text.replaceAll('_', '');
  return plain.startsWith('-') ? -BigInt(plain.slice(1)) : BigInt(plain.replace(/^\+/, ''));
}

function float(text: string): number {
  const plain = text.replaceAll('_', '');
  if (/^[+-]?nan/.test(plain)) return Number.NaN;
  if (/^[+-]?inf/.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  return /0x/i.test(plain) ? hexFloat(plain) : Number(plain);
}

function hexFloat(text: string): number {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i.exec(text) ?? [];
  const value = Number.parseInt(whole + fraction || '0', 16) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

/** Whether a result is what the script wants; integers by their bits, as scripts write them. */
export function isExpected(actual: unknown, wanted: List): boolean {
  const head = wordAt(wanted, 0) ?? '';
  const bits = /^[su](8|16|32|64)\.const$/.exec(head)?.[1];
  if (bits !== undefined) {
    return (
      BigInt.asUintN(Number(bits), BigInt(actual as number)) ===
      BigInt.asUintN(Number(bits), integer(textAt(wanted, 1)))
    );
  }
  if (head === 'flags.const') {
    const set = Object.entries(actual as Record<string, boolean>)
      .filter(([, on]) => on)
      .map(([name]) => name);
    return JSON.stringify(set.sort()) === JSON.stringify(Object.keys(toJavaScript(wanted) as object).sort());
  }
  const value = toJavaScript(wanted);
  return isSame(actual, value);
}

function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const [one, other] = [left, right].map((value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
  ) as [object, object];
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}
