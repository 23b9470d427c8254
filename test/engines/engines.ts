/** The engines, how each is started, and what it is known to be unable to do. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import type { BuiltSuite } from './build-suite.ts';
import type { Result } from './suite.ts';

export interface Engine {
  readonly name: string;
  /** Fixtures that cannot run here, and why. */
  readonly skips: Readonly<Record<string, string>>;
  readonly run: (suite: BuiltSuite, skipped: readonly string[]) => Promise<readonly Result[]>;
}

/** Installed on demand into an ignored folder, never by `npm ci`. */
const packages = [
  'node22@npm:node@22',
  'node24@npm:node@24',
  'node26@npm:node@26',
  'deno',
  'bun',
  'workerd',
  'playwright-core',
];

export function installEngines(folder: string): void {
  if (existsSync(join(folder, 'node_modules', 'workerd'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cannot install the engines:\n${stderr}`);
}

/** The engine compiles nothing at run time. */
const workerdSkips = { 'twin-modules': 'it gives a core module as a Response, which would have to be compiled' };

export function engines(folder: string): readonly Engine[] {
  const binary = (...path: readonly string[]): string => join(folder, 'node_modules', ...path);
  return [
    commandLine('Node 20', [process.execPath]),
    commandLine('Node 22', [binary('node22/bin/node')]),
    commandLine('Node 24', [binary('node24/bin/node')]),
    commandLine('Node 26', [binary('node26/bin/node')]),
    commandLine('Deno', [binary('.bin/deno'), 'run', '--allow-read']),
    commandLine('Bun', [binary('.bin/bun')]),
    {
      name: 'workerd',
      skips: workerdSkips,
      run: (suite, skipped) => runWorkerd(binary('.bin/workerd'), suite, skipped),
    },
    {
      name: 'Chromium',
      skips: {},
      run: (suite, skipped) => runChromium(folder, suite, skipped),
    },
  ];
}

const runnerText = (skipped: readonly string[]): string => `
import { readFile } from 'node:fs/promises';
import { fixtures, runSuite } from './suite.js';
const skipped = new Set(${JSON.stringify(skipped)});
const open = async (path) => new Uint8Array(await readFile(new URL('./' + path, import.meta.url)));
console.log(JSON.stringify(await runSuite(fixtures, open, (name) => skipped.has(name))));
`;

function commandLine(name: string, command: readonly string[]): Engine {
  return {
    name,
    skips: {},
    async run(suite, skipped) {
      const file = join(suite.folder, 'runner.mjs');
      writeFileSync(file, runnerText(skipped));
      const [program = '', ...args] = command;
      const { stdout, stderr, status } = spawnSync(program, [...args, file], { encoding: 'utf8', maxBuffer: 1 << 26 });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as readonly Result[];
    },
  };
}

/** The engine compiles nothing at run time: each module is part of the worker's configuration. */
async function runWorkerd(program: string, suite: BuiltSuite, skipped: readonly string[]): Promise<readonly Result[]> {
  writeFileSync(join(suite.folder, 'worker.js'), workerText(suite, skipped));
  writeFileSync(join(suite.folder, 'workerd.capnp'), workerConfig(suite));
  const port = 20000 + (process.pid % 20000);
  const child = spawn(program, ['serve', 'workerd.capnp', `--socket-addr=http=127.0.0.1:${port}`], {
    cwd: suite.folder,
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  try {
    return (await (await fetchPatiently(`http://127.0.0.1:${port}/`, () => log)).json()) as readonly Result[];
  } finally {
    child.kill();
  }
}

async function fetchPatiently(url: string, log: () => string): Promise<Response> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`workerd does not answer: ${log()}`);
}

function workerText({ modules }: BuiltSuite, skipped: readonly string[]): string {
  const imports = modules.map((path, index) => `import m${index} from './${path}';`);
  const table = modules.map((path, index) => `  ${JSON.stringify(path)}: m${index},`);
  return [
    "import { fixtures, runSuite } from './suite.js';",
    ...imports,
    'const modules = {',
    ...table,
    '};',
    `const skipped = new Set(${JSON.stringify(skipped)});`,
    'export default {',
    '  async fetch() {',
    '    const open = async (path) => modules[path];',
    '    return Response.json(await runSuite(fixtures, open, (name) => skipped.has(name)));',
    '  },',
    '};',
  ].join('\n');
}

function workerConfig({ modules }: BuiltSuite): string {
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

/** Strict: no eval, no inline script; WebAssembly only because a page has to allow it by name. */
const contentSecurityPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

function pageScript(skipped: readonly string[]): string {
  return `import { fixtures, runSuite } from './suite.js';
const skipped = new Set(${JSON.stringify(skipped)});
const open = async (path) => new Uint8Array(await (await fetch('./' + path)).arrayBuffer());
window.results = runSuite(fixtures, open, (name) => skipped.has(name));
`;
}

async function runChromium(folder: string, suite: BuiltSuite, skipped: readonly string[]): Promise<readonly Result[]> {
  writeFileSync(join(suite.folder, 'page.js'), pageScript(skipped));
  writeFileSync(
    join(suite.folder, 'index.html'),
    '<!doctype html><title>itlc</title><script type="module" src="page.js"></script>',
  );
  const server = createServer((request, response) => serve(suite.folder, request.url ?? '/', response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium(folder);
  try {
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/index.html`);
    await page.waitForFunction('window.results !== undefined');
    return (await page.evaluate('window.results')) as readonly Result[];
  } finally {
    await browser.close();
    server.close();
  }
}

function serve(folder: string, url: string, response: import('node:http').ServerResponse): void {
  const file = join(folder, new URL(url, 'http://localhost').pathname);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const type = contentTypes[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-security-policy': contentSecurityPolicy });
  response.end(readFileSync(file));
}
