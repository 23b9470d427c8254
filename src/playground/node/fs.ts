/** `readFileSync` of `node:fs`, for the toolchain's default of reading from a disk: a page has none. */
export function readFileSync(path: string): never {
  throw new Error(`there is no disk to read '${path}' from`);
}
