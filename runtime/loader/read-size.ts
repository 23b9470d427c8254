/** An unsigned LEB128 number: its value, and where what follows begins. Bytes that are not there count as 0. */
export function readSize(bytes: Uint8Array, at: number): readonly [size: number, end: number] {
  let size = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++] ?? 0;
    size += (byte & 127) * scale;
    if (byte < 128) return [size, at];
  }
}
