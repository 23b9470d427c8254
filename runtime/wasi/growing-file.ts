import { type File, OpenFile } from '@bjorn3/browser_wasi_shim';

/** An open file that gets room for twice as much each time: the shim's own is copied whole by every write at its end. */
export class GrowingFile extends OpenFile {
  constructor({ file, file_pos }: OpenFile) {
    super(file);
    this.file_pos = file_pos;
  }

  override fd_write(data: Uint8Array): { ret: number; nwritten: number } {
    extend(this.file, Number(this.file_pos) + data.length);
    return super.fd_write(data);
  }

  override fd_pwrite(data: Uint8Array, offset: bigint): { ret: number; nwritten: number } {
    extend(this.file, Number(offset) + data.length);
    return super.fd_pwrite(data, offset);
  }
}

/** Makes a file at least so long. What lies behind its end is zero: whoever shortens it makes a copy. */
function extend(file: File, size: number): void {
  const { data } = file;
  if (file.readonly || size <= data.length) return;
  const hasRoom = data.byteOffset === 0 && data.buffer.byteLength >= size;
  const buffer = hasRoom ? data.buffer : new ArrayBuffer(Math.max(size, 2 * data.length));
  file.data = new Uint8Array(buffer, 0, size);
  if (!hasRoom) file.data.set(data);
}
