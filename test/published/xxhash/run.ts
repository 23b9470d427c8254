import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytesOf, textOf } from '../inputs.ts';
import type { PublishedCase } from '../published-case.ts';

const xxhash: PublishedCase = {
  packages: { 'xxhash-wasm': '1.1.0' },
  cores: (folder) => ({ 'xxhash.wasm': readFileSync(join(folder, 'xxhash-wasm/workerd/xxhash.wasm')) }),
  async workloads(ours, folder) {
    const file = pathToFileURL(join(folder, 'xxhash-wasm/esm/xxhash-wasm.js')).href;
    const theirs = await (await import(file)).default();
    const stream = (hasher: { update(bytes: Uint8Array): unknown; digest(): bigint }, chunk: Uint8Array): bigint => {
      for (let turn = 0; turn < 10; turn++) hasher.update(chunk);
      return hasher.digest();
    };
    const streamOurs = (chunk: Uint8Array): bigint => {
      const hasher = new ours.Hasher64(7n);
      const digest = stream(hasher, chunk);
      hasher.dispose();
      return digest;
    };
    const texts = [textOf(10), textOf(1000), textOf(100_000)] as const;
    const blobs = [bytesOf(16), bytesOf(1000), bytesOf(100_000), bytesOf(100_000_000)] as const;
    return [
      ...texts.flatMap((text) => [
        {
          name: `h64, text of ${text.length}`,
          ours: () => ours.h64(text, 3n),
          theirs: () => theirs.h64(text, 3n),
        },
        {
          name: `h32, text of ${text.length}`,
          ours: () => ours.h32(text, 3),
          theirs: () => theirs.h32(text, 3),
        },
      ]),
      ...blobs.map((blob) => ({
        name: `h64Raw, ${blob.length} bytes`,
        ours: () => ours.h64Raw(blob, 1n),
        theirs: () => theirs.h64Raw(blob, 1n),
      })),
      {
        name: 'h32Raw, 1000 bytes',
        ours: () => ours.h32Raw(blobs[1], 1),
        theirs: () => theirs.h32Raw(blobs[1], 1),
      },
      {
        name: 'create64, ten updates of 1000 bytes, digest',
        ours: () => streamOurs(blobs[1]),
        theirs: () => stream(theirs.create64(7n), blobs[1]),
      },
    ];
  },
};

export default xxhash;
