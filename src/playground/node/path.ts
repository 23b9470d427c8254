/** As much of `node:path` as the toolchain uses, for a file system whose paths all begin at `/`. */

export const isAbsolute = (path: string): boolean => path.startsWith('/');

export const join = (...parts: readonly string[]): string => {
  const path = normal(parts.join('/'));
  return isAbsolute(parts[0] ?? '') ? `/${path}` : path || '.';
};

export const resolve = (...parts: readonly string[]): string =>
  `/${normal(parts.reduce((whole, part) => (isAbsolute(part) ? part : `${whole}/${part}`), ''))}`;

export const basename = (path: string): string => path.split('/').at(-1) ?? '';

export const dirname = (path: string): string => {
  const end = path.lastIndexOf('/');
  return end > 0 ? path.slice(0, end) : end === 0 ? '/' : '.';
};

/** Without `.`, `..` and empty parts. */
function normal(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.join('/');
}
