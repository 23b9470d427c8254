/** Projects that `itlc new` has started, with itlc as npm packs it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../harness/folders.ts';
import { nodeOf, toolsFolder } from '../harness/tools.ts';

const folder = join(toolsFolder, 'templates');

/** Some of what the templates use needs a newer Node than itlc does. */
const NODE = 24;

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${dirname(nodeOf(NODE))}${delimiter}${process.env.PATH}`,
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  NODE_ENV: undefined,
  ITLC_CXX: undefined,
  WASI_SDK_PATH: undefined,
  WRANGLER_SEND_METRICS: 'false',
};

/** @throws Error with all that was printed, where the command fails */
export function run(cwd: string, program: string, args: readonly string[]): string {
  const options = { cwd, encoding: 'utf8', env: environment, timeout: 300_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
  return stdout;
}

/** What a project is started with: the path of `create-itlc`'s tarball, and what a package.json says of itlc. */
export interface Packed {
  readonly create: string;
  readonly itlc: string;
}

export function packAll(): Packed {
  mkdirSync(folder, { recursive: true });
  return { create: pack(join(root, '.build/create-itlc')), itlc: `file:${pack(root)}` };
}

function pack(path: string): string {
  const packed = run(path, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename } = { filename: '' }] = JSON.parse(packed) as readonly { readonly filename: string }[];
  return join(folder, filename);
}

export class Project {
  readonly folder: string;

  constructor(name: string) {
    this.folder = join(folder, name);
  }

  readonly npm = (...args: readonly string[]): string => run(this.folder, 'npm', args);

  readonly path = (...parts: readonly string[]): string => join(this.folder, ...parts);

  /** Runs a script of the project until it has said where it listens. */
  async serve(script: string, port: number): Promise<Server> {
    const env = { ...environment, PORT: String(port), HOST: '127.0.0.1', ORIGIN: `http://127.0.0.1:${port}` };
    const args = ['run', script, ...(script === 'start' ? [] : ['--', '--port', String(port), '--host', '127.0.0.1'])];
    const child = spawn('npm', args, { cwd: this.folder, env, detached: true });
    return { origin: await answering(child, port), close: () => process.kill(-(child.pid ?? 0)) };
  }
}

export interface Server {
  readonly origin: string;
  readonly close: () => void;
}

const STARTING_MILLISECONDS = 120_000;

async function answering(child: ChildProcess, port: number): Promise<string> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (printed += piece));
  const origin = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + STARTING_MILLISECONDS; Date.now() < end && child.exitCode === null; ) {
    try {
      await fetch(origin);
      return origin;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`nothing answers at ${origin}: ${printed}`);
}

/** Starts a project as `npm create itlc` does, but with the packages that were packed. */
export function createProject(template: string, { create, itlc }: Packed): Project {
  const project = new Project(template);
  rmSync(project.folder, { recursive: true, force: true });
  const options = ['--template', template, '--no-install'];
  run(folder, 'npm', ['exec', '--yes', '--package', create, '--', 'create-itlc', project.folder, ...options]);
  const file = project.path('package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly devDependencies: Record<string, string> };
  manifest.devDependencies.itlc = itlc;
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
  project.npm('install', '--no-audit', '--no-fund');
  return project;
}
