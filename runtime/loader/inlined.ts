/** What bundlers make of small files. To fetch it, a page's Content-Security-Policy would have to allow `data:`. */
export function inlined({ href }: URL): Uint8Array<ArrayBuffer> | undefined {
  const [, base64] = /^data:[^,]*;base64,(.*)/.exec(href) ?? [];
  return base64 === undefined
    ? undefined
    : Uint8Array.from(atob(decodeURIComponent(base64)), (byte) => byte.charCodeAt(0));
}
