/** `compile_commands.json`: how each source is compiled, for editors. */
import { join, resolve } from 'node:path';
import type { CompileJob, Compiler } from '../toolchain/compiler.ts';
import { flagsFor } from '../toolchain/flags.ts';
import { readBytes } from './files.ts';

interface CompileCommand {
  readonly directory: string;
  readonly file: string;
  readonly arguments: readonly string[];
}

/**
 * The file's new text: an entry for each job, and those of other files that were there before.
 * @param path of the file
 */
export function compileCommands(path: string, compiler: Compiler, jobs: readonly CompileJob[]): string {
  const entries = jobs.map((job) => entryOf(compiler, job));
  const renewed = new Set(entries.map(fileOf));
  const kept = oldEntries(path).filter((entry) => !renewed.has(fileOf(entry)));
  return `${JSON.stringify([...kept, ...entries], undefined, 2)}\n`;
}

export const compileCommandsPath = (outDir: string): string => join(outDir, 'compile_commands.json');

const fileOf = ({ directory, file }: CompileCommand): string => resolve(directory, file);

function entryOf(
  { command, targetFlags }: Compiler,
  { folder, file, quoteFolders, flags }: CompileJob,
): CompileCommand {
  const quotes = quoteFolders.flatMap((quoted) => ['-iquote', quoted]);
  const args = [...command, ...targetFlags, ...flagsFor(file, flags), ...quotes, '-c', file];
  return { directory: folder, file, arguments: args };
}

/** None where the file is not there or is something else. */
function oldEntries(path: string): readonly CompileCommand[] {
  const bytes = readBytes(path);
  if (!bytes.ok) return [];
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes.value));
    return Array.isArray(parsed) ? parsed.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (value: unknown): value is CompileCommand =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'directory') === 'string' &&
  typeof Reflect.get(value, 'file') === 'string';
