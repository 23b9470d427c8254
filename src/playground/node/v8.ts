/** `setFlagsFromString` of `node:v8`: a page cannot set any. */
export function setFlagsFromString(flag: string): never {
  throw new Error(`cannot set ${flag} in a page`);
}
