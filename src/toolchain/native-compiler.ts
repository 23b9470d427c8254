/** A compiler that is a program of this machine. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type CompileJob,
  type Compiler,
  type LinkJob,
  linkModelFlags,
  messageOf,
  type ToolResult,
} from './compiler.ts';
import { flagsFor } from './flags.ts';

/** A library without JavaScript of its own; what it imports the adapter and the loader provide. */
const emscriptenModel: readonly string[] = [
  ...['-sSTANDALONE_WASM', '--no-entry', '-sALLOW_MEMORY_GROWTH'],
  ...['-sERROR_ON_UNDEFINED_SYMBOLS=0', '-sWARN_ON_UNDEFINED_SYMBOLS=0'],
];

/** What a program did. `missing`: it could not be started at all. */
export type Ran =
  | { readonly kind: 'ended'; readonly code: number; readonly output: string }
  | { readonly kind: 'missing'; readonly reason: string };

/**
 * Asks a compiler what it makes by default; one that does not make WebAssembly is told to.
 * @param command the program, and arguments that always come first: `['zig', 'c++']`
 * @returns the reason as a text where the program cannot be started
 */
export async function nativeCompiler(command: readonly string[]): Promise<Compiler | string> {
  const asked = await runProgram([...command, '-dumpmachine'], '.');
  if (asked.kind === 'missing') return asked.reason;
  const target = /^wasm/m.test(asked.output) ? [] : ['--target=wasm32-wasi'];
  const model = /^wasm.*-emscripten/m.test(asked.output) ? emscriptenModel : linkModelFlags;
  const whole = [...command, ...target];
  return {
    command,
    targetFlags: target,
    isProcess: true,
    compile: (job: CompileJob) => inTemporaryFolder((folder) => compileUnit(whole, job, folder)),
    link: (job: LinkJob) => inTemporaryFolder((folder) => linkObjects([...whole, ...model], job, folder)),
  };
}

function compileUnit(command: readonly string[], job: CompileJob, temporary: string): Promise<ToolResult> {
  const quotes = job.quoteFolders.flatMap((folder) => ['-iquote', folder]);
  const output = join(temporary, `${basename(job.file)}.o`);
  const args = [...flagsFor(job.file, job.flags), ...quotes, '-c', job.file, '-o', output];
  return runTool([...command, ...args], job.folder, output);
}

async function linkObjects(command: readonly string[], job: LinkJob, temporary: string): Promise<ToolResult> {
  const paths = job.objects.map(({ name }) => join(temporary, name));
  await Promise.all(job.objects.map(({ bytes }, index) => writeFile(paths[index] ?? '', bytes)));
  const output = join(temporary, 'linked.wasm');
  const args = [...paths, ...job.flags, ...librariesFor(command), '-o', output];
  return runTool([...command, ...args], job.folder, output);
}

/** A driver for C has to be told of the libraries of C++. */
const librariesFor = (command: readonly string[]): readonly string[] =>
  command.some((word) => basename(word).includes('++')) ? [] : ['-lc++', '-lc++abi'];

async function runTool(command: readonly string[], folder: string, output: string): Promise<ToolResult> {
  const ran = await runProgram(command, folder);
  if (ran.kind === 'missing') return { ok: false, messages: `${ran.reason}\n` };
  if (ran.code !== 0) return { ok: false, messages: ran.output || `${command[0]} ended with code ${ran.code}\n` };
  try {
    return { ok: true, bytes: await readFile(output), messages: ran.output };
  } catch (error) {
    return { ok: false, messages: `${ran.output}${command[0]} gave no output: ${messageOf(error)}\n` };
  }
}

async function inTemporaryFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'itlc-'));
  try {
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end; both streams as they come. Never throws. */
export function runProgram([program = '', ...args]: readonly string[], folder: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.stderr.on('data', (piece) => pieces.push(piece));
    child.on('error', (error: NodeJS.ErrnoException) => resolve({ kind: 'missing', reason: reasonOf(error) }));
    child.on('close', (code, signal) => {
      const ended = signal === null ? '' : `${program} was ended by ${signal}\n`;
      resolve({ kind: 'ended', code: code ?? 1, output: `${Buffer.concat(pieces).toString()}${ended}` });
    });
  });
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such program';
  return code === 'EACCES' ? 'it cannot be run' : message;
}
