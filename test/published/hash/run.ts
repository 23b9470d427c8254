import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytesOf } from '../inputs.ts';
import type { PublishedCase } from '../published-case.ts';

/** The package has its modules in base64, each behind its name. */
function embedded(folder: string, name: string): Uint8Array {
  const text = readFileSync(join(folder, 'hash-wasm/dist/index.esm.js'), 'utf8');
  const [, base64] = new RegExp(`name\\$?\\w* = "${name}";\\s*var data\\$?\\w* = "([^"]+)"`).exec(text) ?? [];
  if (base64 === undefined) throw new Error(`hash-wasm has no ${name}`);
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

const hash: PublishedCase = {
  packages: { 'hash-wasm': '4.13.0' },
  cores: (folder) => ({ 'sha256.wasm': embedded(folder, 'sha256'), 'md5.wasm': embedded(folder, 'md5') }),
  async workloads(ours, folder) {
    const theirs = await import(pathToFileURL(join(folder, 'hash-wasm/dist/index.esm.js')).href);
    const hashers = { sha256: await theirs.createSHA256(), md5: await theirs.createMD5() } as const;
    const lengths = [16, 10_000, 100_000_000];
    return (['sha256', 'md5'] as const).flatMap((name) =>
      lengths.map((length) => {
        const bytes = bytesOf(length);
        return {
          name: `${name}, ${length} bytes`,
          ours: () => ours[name](bytes),
          theirs: () => hashers[name].init().update(bytes).digest(),
        };
      }),
    );
  },
};

export default hash;
