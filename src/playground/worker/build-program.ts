/** From a program to all that is made of it. */

import { type Compilation, type CompileOptions, compile, type Output as Form } from '../../compile.ts';
import { type LocatedDiagnostic, locateDiagnostic } from '../../diagnostics/render.ts';
import { hasBlock } from '../../dsl/has-block.ts';
import { isCpp } from '../../session/input-kinds.ts';
import type { Built, Output } from '../messages.ts';
import { MAIN, type Program, type SourceText } from '../program.ts';
import { assembleText } from './assemble-text.ts';
import { type CppBuilder, createCppBuilder } from './build-cpp.ts';

export type ShowProgress = (text: string, fraction?: number) => void;

/**
 * Never throws: `problems` says what is wrong.
 * @param ahead - see `BuildRequest`
 */
export type Build = (program: Program, ahead: boolean) => Promise<Built>;

/** Core modules by name, and what else came out on the way to an ITL. */
export interface Cores {
  readonly itl?: SourceText;
  readonly modules: ReadonlyMap<string, Uint8Array>;
  readonly outputs: readonly Output[];
  readonly problems: readonly LocatedDiagnostic[];
  /** Of what was made for the Component Model: how it is compiled. */
  readonly component?: Pick<CompileOptions, 'isComponent' | 'givesWasi'>;
  /** What is to be said of the ITL, where nobody has written it. */
  readonly explain?: (compilation: Compilation) => readonly LocatedDiagnostic[];
}

const isSource = ({ path }: SourceText): boolean => path !== MAIN;
const isItl = ({ path }: SourceText): boolean => path.endsWith('.itl');
const isC = ({ path }: SourceText): boolean => isCpp(path);
const isText = ({ path }: SourceText): boolean => path.endsWith('.wat');
const isWit = ({ path }: SourceText): boolean => path.endsWith('.wit');
const isBinary = ({ path }: SourceText): boolean => path.endsWith('.wasm');

export function createBuilder(progress: ShowProgress): Build {
  const cppBuilder = createCppBuilder(progress);
  return async ({ files }, ahead) => {
    const start = performance.now();
    const cpp = cppBuilder(ahead);
    const result = await buildFiles(files.filter(isSource), cpp, progress).catch(failed);
    return { ...result, isAhead: cpp.isAhead(), milliseconds: performance.now() - start };
  };
}

type Result = Omit<Built, 'isAhead' | 'milliseconds'>;

const failed = (error: unknown): Result => ({
  outputs: [],
  made: {},
  problems: [{ code: 'ITL9001', severity: 'error', message: `itlc itself failed: ${String(error)}` }],
});

async function buildFiles(files: readonly SourceText[], cpp: CppBuilder, progress: ShowProgress): Promise<Result> {
  const cores = files.some((file) => isC(file) && hasBlock(file.text))
    ? await cpp.withBlocks(files)
    : await byHand(files, cpp);
  if (!cores.itl) return { outputs: cores.outputs, made: {}, problems: cores.problems };
  progress('Writing JavaScript …');
  const readComponent = (path: string) => files.find((file) => isItl(file) && file.path === path);
  const readCore = (path: string): Uint8Array | undefined => cores.modules.get(path);
  const compilation = await compile(cores.itl, { emit: forms, readCore, readComponent, ...cores.component });
  const problems = [...cores.problems, ...(cores.explain ?? located)(compilation)];
  const outputs = [...outputsOf(compilation), ...cores.outputs];
  return { outputs, made: filesOf(compilation, cores.modules), problems };
}

const forms: readonly Form[] = ['js', 'dts', 'wat'];

const located = ({ diagnostics, sources }: Compilation): readonly LocatedDiagnostic[] =>
  diagnostics.map((diagnostic) => locateDiagnostic(diagnostic, sources));

/** ITL that a person has written, WIT, or a component binary, with the core modules that lie beside it as sources or binaries. */
async function byHand(files: readonly SourceText[], cpp: CppBuilder): Promise<Cores> {
  const itl = files.find(isItl);
  const modules = new Map<string, Uint8Array>();
  const problems: LocatedDiagnostic[] = [];
  for (const file of files.filter(isBinary)) modules.set(file.path, bytesOf(file));
  for (const file of files.filter(isC)) {
    const { wasm, problems: found } = await cpp.alone(file);
    if (wasm) modules.set(wasmName(file), wasm);
    problems.push(...found);
  }
  for (const file of files.filter(isText)) {
    const assembled = await assembleText(file);
    if (assembled.wasm) modules.set(wasmName(file), assembled.wasm);
    problems.push(...assembled.problems);
  }
  const isSound = problems.every(({ severity }) => severity !== 'error');
  const [core] = modules;
  if (!itl && core && isSound) return made(files.filter(isWit), ...core);
  if (!itl)
    problems.push({
      code: 'ITL6005',
      severity: 'error',
      message: 'there is no block, no ITL, and no component',
    });
  const isWhole = itl && problems.every(({ severity }) => severity !== 'error');
  return { ...(isWhole && { itl }), modules, outputs: [], problems };
}

/** Without WIT it is a component, or carries its world. */
async function made(wit: readonly SourceText[], path: string, bytes: Uint8Array): Promise<Cores> {
  const { ofComponent, ofWorld } = await import('./build-world.ts');
  return wit.length > 0 ? ofWorld(wit, path, bytes) : ofComponent(path, bytes);
}

/** As a program has them. */
const bytesOf = ({ text }: SourceText): Uint8Array => Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));

const wasmName = ({ path }: SourceText): string => path.replace(/\.\w+$/, '.wasm');

function outputsOf({ name, js, dts, wat, directWat }: Compilation): readonly Output[] {
  const output = (title: string, path: string, text: string | undefined): readonly Output[] =>
    text === undefined ? [] : [{ title, path, text }];
  return [
    ...output('JavaScript', `${name}.js`, js),
    ...output('Declarations', `${name}.d.ts`, dts),
    ...output('Adapter: direct', `it_${name}.direct.wat`, directWat),
    ...output('Adapter: table', `it_${name}.wat`, wat),
  ];
}

function filesOf({ name, js }: Compilation, modules: ReadonlyMap<string, Uint8Array>): Built['made'] {
  if (js === undefined) return {};
  const cores = [...modules].map(([path, bytes]) => [`out/${path}`, bytes] as const);
  return { [`out/${name}.js`]: js, ...Object.fromEntries(cores) };
}
