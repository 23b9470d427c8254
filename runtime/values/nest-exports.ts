/** Exports of interfaces: objects among the exports. */

/** `local:shapes/basic-types@0.1.0` → `basicTypes` */
const shortName = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/@.*$/, '')
    .replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** `{ 'a:b/c#f': f }` → `{ 'a:b/c': { f }, c: { f } }`. Nothing is called by a short name that something else has as its own. */
export function nestExports(flat: object): object {
  const exports = {};
  const interfaces = new Map<string, object>();
  const short: [within: object, name: string, made: object][] = [];
  const interfaceAt = (path: string): object => {
    const known = interfaces.get(path);
    if (known) return known;
    const [within, name] = placeOf(path);
    const made = {};
    interfaces.set(path, made);
    short.push([within, shortName(name), made]);
    return define(within, name, made);
  };
  const placeOf = (path: string): [within: object, name: string] => {
    const end = path.lastIndexOf('#');
    return end > 0 ? [interfaceAt(path.slice(0, end)), path.slice(end + 1)] : [exports, path];
  };
  for (const [path, value] of Object.entries(Object.getOwnPropertyDescriptors(flat)))
    Object.defineProperty(...placeOf(path), value);
  for (const [within, name, made] of short) if (!Object.hasOwn(within, name)) define(within, name, made);
  for (const each of interfaces.values()) Object.freeze(each);
  return exports;
}

const define = (within: object, name: string, value: object): object => {
  Object.defineProperty(within, name, { enumerable: true, value });
  return value;
};
