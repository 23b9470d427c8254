/** `createHash` of `node:crypto`, for keys of what is kept: in a page, which keeps little, the content itself is the key. */

interface Hash {
  update(part: string | Uint8Array): Hash;
  digest(encoding: 'hex'): string;
}

export function createHash(_algorithm: string): Hash {
  let content = '';
  const hash: Hash = {
    update(part) {
      content += typeof part === 'string' ? part : new TextDecoder('latin1').decode(part);
      return hash;
    },
    digest: () => content,
  };
  return hash;
}
