/** The path of `name`, which a file at `from` includes: `a/b.cpp` and `../c.it` make `c.it`. */
export function resolvePath(from: string, name: string): string {
  const path = name.replaceAll('\\', '/');
  const folder = from.replaceAll('\\', '/').replace(/[^/]*$/, '');
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:\//.test(path);
  return normalized(isAbsolute ? path : folder + path);
}

function normalized(path: string): string {
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return root + parts.join('/');
}
