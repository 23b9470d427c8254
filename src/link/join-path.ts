/** The way to a file from where another one lies: `parts/a.itl` and `../core.wasm` make `core.wasm`. */
export function joinPath(file: string, path: string): string {
  if (/^([\\/]|[A-Za-z]:)/.test(path)) return path;
  const parts = file.split(/[\\/]/).slice(0, -1);
  for (const part of path.split(/[\\/]/)) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
