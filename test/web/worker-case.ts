/** people.js in Cloudflare's engine, which compiles nothing at run time: each module is part of the worker's configuration. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { portOf } from '../engines/workerd.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { tool } from '../harness/tools.ts';

/** As the documentation has it. */
const script = (): string => fencedBlock(readText(root, 'grammar/hosts.md'), 'js', "'people.wasm': core");

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2025-10-01",
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "out/people.js", esModule = embed "out/people.js"),
    (name = "out/people.wasm", wasm = embed "out/people.wasm"),
  ],
);
`;

/** What the worker answers to a request. */
export async function answerOf(folder: string): Promise<string> {
  writeFileSync(join(folder, 'worker.js'), script());
  writeFileSync(join(folder, 'workerd.capnp'), config);
  const server = spawn(tool('workerd'), ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const port = await portOf(server);
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(30_000) });
    return await response.text();
  } finally {
    server.kill();
  }
}
