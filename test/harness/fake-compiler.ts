import { existsSync, readFileSync } from 'node:fs';
import { writeIn } from './temporary-folder.ts';

export interface FakeCompiler {
  readonly path: string;
  /** The arguments of each call, in the order of the calls. */
  readonly calls: () => readonly (readonly string[])[];
}

/**
 * A program that behaves like a compiler's driver: notes its arguments, copies the source to `-o`, and links to a core
 * module without anything in it. A source with the word `mistake` does not compile.
 * @param machine what it makes by default
 */
export function fakeCompiler(folder: string, machine = 'wasm32-unknown-wasi'): FakeCompiler {
  const script = `#!${process.execPath}
const { appendFileSync, copyFileSync, readFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(__filename + '.log', JSON.stringify(args) + '\\n');
if (args.includes('-dumpmachine')) {
  console.log(${JSON.stringify(machine)});
  process.exit();
}
const output = args[args.indexOf('-o') + 1];
const source = args[args.indexOf('-c') + 1];
if (!args.includes('-c')) writeFileSync(output, Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
else if (readFileSync(source, 'utf8').includes('mistake')) {
  console.error(source + ':1:1: error: a mistake');
  process.exitCode = 1;
} else copyFileSync(source, output);
`;
  const path = writeIn(folder, 'bin/clang++', script, 0o755);
  const log = `${path}.log`;
  return { path, calls: () => (existsSync(log) ? linesOf(log).map((line) => JSON.parse(line)) : []) };
}

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
