import { ConsoleStdout } from '@bjorn3/browser_wasi_shim';
import type { Output } from './wasi.ts';

/** What a module's writing to standard output or standard error goes to. */
export const outputTo = (output: Output): ConsoleStdout =>
  typeof output === 'function'
    ? lineOutput(output)
    : new ConsoleStdout((bytes) => {
        // A copy: what comes is the module's own memory.
        output.write(bytes.slice());
      });

/** Whole lines; what has no end of line when the call into the module is over is a line too. */
function lineOutput(write: (line: string) => void): ConsoleStdout {
  const decoder = new TextDecoder();
  let rest = '';
  function flush(): void {
    const line = rest;
    rest = '';
    try {
      if (line !== '') write(line);
    } catch (error) {
      // The call that wrote it is over: nobody is there to catch it.
      console.error(error);
    }
  }
  return new ConsoleStdout((bytes) => {
    const wasEmpty = rest === '';
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) write(line);
    if (wasEmpty && rest !== '') queueMicrotask(flush);
  });
}
