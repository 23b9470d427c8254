/** Cloudflare's engine compiles nothing at run time: each module is part of the worker's configuration. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { tool } from '../harness/tools.ts';
import type { BuiltSuite } from './build-suite.ts';
import { patience, type Run } from './engine.ts';
import type { Result } from './suite.ts';

export async function runWorkerd(suite: BuiltSuite): Promise<Run> {
  writeFileSync(join(suite.folder, 'worker.js'), workerText(suite));
  writeFileSync(join(suite.folder, 'workerd.capnp'), configText(suite));
  const program = tool('workerd');
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const server = spawn(program, ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: suite.folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const port = await portOf(server);
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(patience) });
    const text = await response.text();
    if (!response.ok) throw new Error(`workerd answers with status ${response.status}: ${text}`);
    return { version, results: JSON.parse(text) as readonly Result[] };
  } finally {
    server.kill();
  }
}

/** The engine tells it on the channel that it was given for that. */
export function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let log = '';
    let control = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      log += chunk;
    });
    (server.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      control += chunk;
      const [, port] = /"port":(\d+)/.exec(control) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    server.on('error', reject);
    server.on('exit', (status) => reject(new Error(`workerd ended with ${status}: ${log}`)));
  });
}

function workerText({ modules }: BuiltSuite): string {
  const imports = modules.map((path, index) => `import m${index} from './${path}';`);
  const table = modules.map((path, index) => `  ${JSON.stringify(path)}: m${index},`);
  return [
    "import { fixtures, runSuite } from './suite.js';",
    ...imports,
    'const modules = {',
    ...table,
    '};',
    'const open = async (path) => modules[path];',
    'export default { fetch: async () => Response.json(await runSuite(fixtures, open)) };',
    '',
  ].join('\n');
}

function configText({ modules }: BuiltSuite): string {
  const wasm = modules.map((path) => `    (name = "${path}", wasm = embed "${path}"),`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2025-10-01",
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "suite.js", esModule = embed "suite.js"),
${wasm.join('\n')}
  ],
);
`;
}
