/** Arguments a call: engines limit them. */
const bytesPerCall = 8192;

export function toBase64(bytes: Uint8Array): string {
  let units = '';
  for (let start = 0; start < bytes.length; start += bytesPerCall)
    units += String.fromCharCode(...bytes.subarray(start, start + bytesPerCall));
  return btoa(units);
}
