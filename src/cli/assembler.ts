/**
 * A thread that assembles direct variants. It begins to load its assembler, 15 MB, at once; meanwhile the main thread
 * reads the source.
 */
import { parentPort } from 'node:worker_threads';
import { assembleDirect } from '../assemble/assemble.ts';

/** What comes back for a text: {@link assembleDirect}'s result, or the message of what it threw. */
export type Assembled = { readonly wasm: Uint8Array | undefined } | { readonly error: string };

async function answer(text: string): Promise<Assembled> {
  try {
    return { wasm: await assembleDirect(text) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

parentPort?.on('message', async (text: string) => parentPort?.postMessage(await answer(text)));
import('binaryen');
