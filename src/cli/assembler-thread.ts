import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { assembleDirect } from '../assemble/assemble.ts';
import { exists } from '../session/files.ts';
import type { Assembled } from './assembler.ts';

export interface AssemblerThread {
  /** As `assembleDirect`; one text at a time. */
  readonly assemble: (text: string) => Promise<Uint8Array | undefined>;
  readonly end: () => void;
}

/** `undefined` where the command line is not built: then the main thread does it. */
export function startAssembler(): AssemblerThread | undefined {
  const file = fileURLToPath(new URL('./assembler.js', import.meta.url));
  if (!exists(file)) return undefined;
  // Node's options are for the main thread: what they import would run twice.
  const worker = new Worker(file, { execArgv: [] });
  const failed = new Promise<undefined>((resolve) => {
    worker.once('error', () => resolve(undefined));
  });
  return {
    async assemble(text) {
      const answer = new Promise<Assembled>((resolve) => {
        worker.once('message', resolve);
      });
      worker.postMessage(text);
      const assembled = await Promise.race([answer, failed]);
      if (assembled === undefined) return assembleDirect(text);
      if ('error' in assembled) throw new Error(assembled.error);
      return assembled.wasm;
    },
    end: () => void worker.terminate(),
  };
}
