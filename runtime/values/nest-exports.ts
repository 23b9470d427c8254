/** Exports of interfaces: objects among the exports. */

/** `local:shapes/basic-types@0.1.0` → `basicTypes` */
const shortName = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/@.*$/, '')
    .replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** `{ 'a:b/c#f': f }` → `{ 'a:b/c': { f }, c: { f } }` */
export function nestExports(flat: object): object {
  const exports = {};
  const interfaces = new Map<string, object>();
  for (const [name, value] of Object.entries(Object.getOwnPropertyDescriptors(flat))) {
    const end = name.lastIndexOf('#');
    const within = end > 0 ? interfaceAt(name.slice(0, end), exports, interfaces) : exports;
    Object.defineProperty(within, end > 0 ? name.slice(end + 1) : name, value);
  }
  for (const each of interfaces.values()) Object.freeze(each);
  return exports;
}

function interfaceAt(path: string, exports: object, interfaces: Map<string, object>): object {
  const known = interfaces.get(path);
  if (known) return known;
  const end = path.lastIndexOf('#');
  const within = end > 0 ? interfaceAt(path.slice(0, end), exports, interfaces) : exports;
  const name = path.slice(end + 1);
  const made = {};
  interfaces.set(path, made);
  for (const each of [name, shortName(name)])
    if (!Object.hasOwn(within, each)) Object.defineProperty(within, each, { enumerable: true, value: made });
  return made;
}
