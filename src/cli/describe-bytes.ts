import { gzipSync } from 'node:zlib';
import { type Description, inspectAdapter } from '../core/inspect.ts';
import type { ReadProblem } from '../core/module-interface.ts';

/** What `inspect` says of a WebAssembly file, with the size that a server would send. */
export const describeBytes = (bytes: Uint8Array): Description | ReadProblem =>
  inspectAdapter(bytes, (each) => gzipSync(each, { level: 9 }).length);
