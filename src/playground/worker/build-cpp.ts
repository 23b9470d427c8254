/** C++ to core modules, by the clang of `@yowasp/clang`, which runs in this worker. */

import { withoutModuleName } from '../../core/module-name.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type LocatedDiagnostic, type LocatedNote, locateDiagnostic } from '../../diagnostics/render.ts';
import { notLinked } from '../../diagnostics/toolchain.ts';
import { hasBlock } from '../../dsl/has-block.ts';
import type { DslTranslation } from '../../dsl/translate-dsl.ts';
import { compilerMessages } from '../../session/compiler-messages.ts';
import { cppFlags } from '../../session/cpp-flags.ts';
import { compileProblems } from '../../session/explain-compile.ts';
import { explainItl } from '../../session/explain-itl.ts';
import { linkHint, linkProblems } from '../../session/explain-link.ts';
import { isCpp } from '../../session/input-kinds.ts';
import type { SourceMap } from '../../source/source-map.ts';
import { buildCore, type CoreJob, type CoreResult } from '../../toolchain/build-core.ts';
import { type ClangPackage, loadingOnce, packagedClang } from '../../toolchain/clang-package.ts';
import type { Compiler } from '../../toolchain/compiler.ts';
import { translateDsl } from '../../translate.ts';
import type { Output } from '../messages.ts';
import type { SourceText } from '../program.ts';
import type { Assembled } from './assemble-text.ts';
import type { Cores, ShowProgress } from './build-program.ts';
import { readHeader } from './headers.ts';

export interface CppBuilder {
  /** All files as one module, with the ITL of its blocks. */
  readonly withBlocks: (files: readonly SourceText[]) => Promise<Cores>;
  /** One file without a block, with `malloc` and `free` exported for whoever lowers into its memory. */
  readonly alone: (file: SourceText) => Promise<Assembled>;
  /** Whether all that was built had its includes compiled ahead. */
  readonly isAhead: () => boolean;
}

const folder = '/';
const settings = { compile: true };
const exported = ['-Wl,--export=malloc,--export=free'];

/** @returns what builds, for those that want the includes compiled ahead and those that do not */
export function createCppBuilder(progress: ShowProgress): (ahead: boolean) => CppBuilder {
  const disk = new Map<string, Uint8Array>();
  const compiler = packagedClang(loadingOnce(loadClang, showLoading(progress)), (path) => disk.get(path));
  const onStep = (file?: string): void => progress(file === undefined ? 'Linking …' : `Compiling ${file} …`);
  return (ahead) => {
    let isAhead = true;
    const run = async (job: CoreJob): Promise<CoreResult> => {
      if (ahead) await prepareAll(job, compiler, progress);
      isAhead &&= job.units.every((unit) => compiler.isPrepared?.({ ...unit, folder }));
      return buildCore(compiler, { ...job, onStep });
    };
    return {
      withBlocks: (files) => {
        // While the blocks are translated.
        compiler.load?.();
        return buildBlocks(files, disk, run);
      },
      alone: (file) => buildAlone(file, disk, run),
      isAhead: () => isAhead,
    };
  };
}

type Run = (job: CoreJob) => Promise<CoreResult>;
type Disk = Map<string, Uint8Array>;

/** The package as it lies beside the page: its files are 105 MB. */
const loadClang = async (): Promise<ClangPackage> => {
  const url = new URL('./clang/bundle.js', location.href).href;
  return (await import(url)) as ClangPackage;
};

const showLoading =
  (progress: ShowProgress) =>
  (done: number, total: number): void =>
    progress(done < total ? `Loading clang, ${Math.round(total / 1e6)} MB …` : 'Starting clang …', done / total);

async function prepareAll({ units }: CoreJob, compiler: Compiler, progress: ShowProgress): Promise<void> {
  for (const unit of units) {
    progress(`Compiling what ${sourceOf(unit.file)} includes …`);
    await compiler.prepare?.({ ...unit, folder });
  }
}

const write = (disk: Disk, files: readonly SourceText[]): void => {
  for (const { path, text } of files) disk.set(`/${path}`, new TextEncoder().encode(text));
};

async function buildAlone(file: SourceText, disk: Disk, run: Run): Promise<Assembled> {
  write(disk, [file]);
  const flags = cppFlags(settings, false, false);
  const units = [{ file: file.path, quoteFolders: [], flags: flags.compile }];
  const result = await run({ folder, units, link: [...flags.link, ...exported] });
  const said = saidBy(`${result.messages}${result.linkerMessages}`, [file]);
  if (result.wasm) return { wasm: withoutModuleName(result.wasm), problems: said };
  return { problems: said.length > 0 ? said : [plain(notLinked(file.path, result.linkerMessages))] };
}

async function buildBlocks(files: readonly SourceText[], disk: Disk, run: Run): Promise<Cores> {
  const sources = files.filter(({ path }) => isCpp(path));
  const named = sources.find(({ text }) => hasBlock(text)) ?? sources[0];
  const name = named?.path.replace(/\.\w+$/, '') ?? 'program';
  const readFile = (path: string): string | undefined => files.find((file) => file.path === path)?.text;
  const translation = translateDsl({ name, files: sources, readFile, readHeader });
  const located = translation.diagnostics.map((diagnostic) => locateDiagnostic(diagnostic, translation.sources));
  const { output } = translation;
  if (!output) return { modules: new Map(), outputs: [], problems: located };
  write(disk, [...files, ...generatedFiles(output)]);
  const result = await run(jobOf(output));
  const problems = [
    ...located,
    ...saidBy(result.messages, files),
    ...explained(result, output, translation.sources, name),
  ];
  const outputs: readonly Output[] = [
    { title: 'ITL', path: `${name}.itl`, text: output.itl },
    ...output.cpp.map(({ path, text }) => ({ title: `C++: ${path}`, path, text })),
  ];
  if (!result.wasm || problems.some(({ severity }) => severity === 'error'))
    return { modules: new Map(), outputs, problems };
  return {
    itl: { path: `${name}.itl`, text: output.itl },
    modules: new Map([[`${name}.wasm`, withoutModuleName(result.wasm)]]),
    outputs,
    problems,
    explain: (compilation) =>
      explainItl(compilation, name, output.places).map((diagnostic) =>
        locateDiagnostic(diagnostic, translation.sources),
      ),
  };
}

/** Headers lie in the root, where clang looks for them. */
const generatedFiles = ({ cpp, headers }: DslTranslation): readonly SourceText[] => [
  ...headers,
  ...cpp.map(({ path, text }) => ({ path: `out/${path}`, text })),
];

function jobOf({ cpp }: DslTranslation): CoreJob {
  const flags = cppFlags(settings, false, false);
  const units = cpp.map(({ path }) => ({ file: `out/${path}`, quoteFolders: ['/'], flags: ['-I/', ...flags.compile] }));
  return { folder, units, link: flags.link };
}

const saidBy = (messages: string, files: readonly SourceText[]): readonly LocatedDiagnostic[] =>
  compilerMessages(messages).map((message) => ({
    ...placed(message, files),
    ...(message.notes && { notes: message.notes.map((note) => placed(note, files)) }),
  }));

/** In the user's file; clang counts columns in bytes. */
function placed<M extends Required<Pick<LocatedNote, 'file' | 'line' | 'column'>>>(
  message: M,
  files: readonly SourceText[],
): M {
  const file = sourceOf(message.file);
  const line = files.find(({ path }) => path === file)?.text.split('\n')[message.line - 1];
  if (line === undefined) return { ...message, file };
  const before = new TextEncoder().encode(line).subarray(0, message.column - 1);
  return { ...message, file, column: new TextDecoder().decode(before).length + 1 };
}

/** Its generated C++ has a file's own name. */
const sourceOf = (path: string): string => path.replace(/^out\//, '');

const plain = ({ span: _, notes: __, ...diagnostic }: Diagnostic): LocatedDiagnostic => diagnostic;

/** What of the block it is about that compiler and linker said. */
function explained(
  result: CoreResult,
  { expected, declared }: DslTranslation,
  sources: SourceMap,
  name: string,
): readonly LocatedDiagnostic[] {
  const { wasm, linkerMessages } = result;
  const show = (diagnostics: readonly Diagnostic[]): readonly LocatedDiagnostic[] =>
    diagnostics.map((diagnostic) => locateDiagnostic(diagnostic, sources));
  const notCompiled = compileProblems(result, expected, sources, sourceOf);
  if (notCompiled.length > 0) return show(notCompiled);
  const { missing, isAll } = linkProblems(result, declared, sources);
  const rest = wasm || isAll ? [] : [notLinked(name, linkHint(linkerMessages) ?? linkerMessages)];
  return show([...missing, ...rest]);
}
