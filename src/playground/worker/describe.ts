/** Values as a console shows them. */

const DEPTH = 4;
const ENTRIES = 100;

/** Strings as they are; inside of something, between quotes. */
export function describe(value: unknown, depth = 0): string {
  switch (typeof value) {
    case 'string':
      return depth === 0 ? value : JSON.stringify(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return `[${/^class\b/.test(String(value)) ? 'class' : 'function'} ${value.name || '(anonymous)'}]`;
    case 'object':
      return value === null ? 'null' : describeObject(value, depth);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
    case 'symbol':
    case 'undefined':
      return String(value);
  }
}

function describeObject(value: object, depth: number): string {
  if (value instanceof Error) return String(value);
  if (value instanceof Date) return value.toISOString();
  const name = value.constructor?.name ?? '';
  const prefix = name === 'Object' || name === 'Array' || name === '' ? '' : `${name} `;
  if (depth >= DEPTH) return `${prefix}…`;
  const next = (item: unknown): string => describe(item, depth + 1);
  if (value instanceof Map)
    return `${prefix}${braced([...value].map(([key, item]) => `${next(key)} => ${next(item)}`))}`;
  if (value instanceof Set) return `${prefix}${braced([...value].map(next))}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = value instanceof DataView ? [] : Array.from(value as unknown as ArrayLike<unknown>);
    return `${prefix}[${listed(items.map(next))}]`;
  }
  return `${prefix}${braced(Object.entries(value).map(([key, item]) => `${key}: ${next(item)}`))}`;
}

const braced = (items: readonly string[]): string => (items.length === 0 ? '{}' : `{ ${listed(items)} }`);

const listed = (items: readonly string[]): string =>
  items.length <= ENTRIES
    ? items.join(', ')
    : `${items.slice(0, ENTRIES).join(', ')}, … ${items.length - ENTRIES} more`;
