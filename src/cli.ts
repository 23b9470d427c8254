/** The command line. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { startAssembler } from './cli/assembler-thread.ts';
import { type CompileCommand, compileInputs } from './cli/compile-files.ts';
import { addCompilerOptions, addCppOptions, levelIn } from './cli/cpp-options.ts';
import { type Inputs, sortInputs } from './cli/inputs.ts';
import { type CheckOptions, checkFiles, formatFiles, initItl, inspectFiles } from './cli/other-commands.ts';
import { terminalProgress } from './cli/progress.ts';
import { Reporter } from './cli/report.ts';
import type { Output } from './compile.ts';
import { didYouMean } from './diagnostics/suggest.ts';
import { stages } from './pipeline.ts';
import { type CppSession, newSession } from './session/cpp-session.ts';
import { reportInternal } from './session/guarded.ts';
import { isCpp } from './session/input-kinds.ts';

/** 0: done. 1: there were diagnostics that are errors. 2: wrong usage. 3: itlc itself failed. */
type ExitCode = 0 | 1 | 2 | 3;

const outputs: readonly Output[] = ['wasm', 'js', 'dts', 'wat', 'itl', 'ir'];

const irOutputs: readonly Output[] = stages.map((stage) => `ir:${stage}` as const);

const examples = `
Examples:
  itlc fizz.itl -o out/                  out/fizz.js, out/fizz.d.ts and the adapter out/it_fizz.wasm
  itlc fizz.cpp -o out/                  C++ with a block: the core module too
  itlc fizz.itl --emit js,dts --inline   JavaScript alone, with the core module in it
  itlc greet.component.wasm -o out/      a component of any language, in JavaScript
  itlc *.itl -o out/ --loader            several components, and the loader for their adapters
  itlc check fizz.itl --json             diagnostics as JSON lines, nothing written
  itlc fmt *.itl                         format in place
  itlc init lib.wasm -o lib.itl          a first ITL for an existing core module
  itlc explain ITL2004                   more about a code that a message has
  itlc inspect out/it_fizz.wasm          what an adapter offers and needs

Run it: import { instantiate } from './out/fizz.js';
        const { isFizz } = await instantiate();

Exit codes: 0 done, 1 errors in the input, 2 wrong usage, 3 a fault of itlc itself`;

function parseOutputs(text: string): readonly Output[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => ![...outputs, ...irOutputs].includes(name as Output));
  if (unknown?.startsWith('ir:')) throw new InvalidArgumentError(unknownStage(unknown.slice('ir:'.length)));
  if (unknown !== undefined || names.length === 0) {
    throw new InvalidArgumentError(`Allowed are ${outputs.join(', ')}, separated by commas.`);
  }
  if (names.filter((name) => name.startsWith('ir')).length > 1) {
    throw new InvalidArgumentError('The IR can be printed of one stage at a time.');
  }
  return [...new Set(names as Output[])];
}

function unknownStage(name: string): string {
  const meant = didYouMean(name, stages);
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  return `There is no stage '${name}': the IR can be printed after ${stages.join(', ')}.${hint}`;
}

const emitOption = () =>
  new Option('--emit <forms>', 'wasm, js, dts, wat, itl, ir; separated by commas')
    .argParser(parseOutputs)
    .default(['wasm', 'js', 'dts'], 'wasm,js,dts');
const formatOption = () =>
  new Option('--format <format>', 'of the JavaScript: ES module or CommonJS').choices(['esm', 'cjs']).default('esm');
const targetOption = () =>
  new Option('--target <variant>', 'table for any engine, direct for newer ones, or both')
    .choices(['table', 'direct', 'auto'])
    .default('auto');
const jsonOption = () => new Option('--json', 'diagnostics as one JSON object a line, on standard output');
const coreOption = () =>
  new Option('--no-check-core', 'do not compare the source with the core modules that are there');

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** Builds the program; `finish` is told of the reporter once a command has run. */
function createProgram(finish: (reporter: Reporter) => void): Command {
  const program = new Command('itlc')
    .description('Interface Types for any core WebAssembly module: ITL or C++ in, typed JavaScript out.')
    .version(version())
    .argument('<files...>', 'ITL sources and component binaries, a component each; C++ sources, one together')
    .option('-o, --out-dir <folder>', 'where the output goes', 'out')
    .addOption(emitOption())
    .addOption(formatOption())
    .option('--inline', 'put the core modules into the JavaScript')
    .addOption(targetOption())
    .option('-O, --optimize', 'optimise the table variant too, and C++ for release')
    .option('--loader', 'put a copy of the loader, with its types, beside the output')
    .option('--watch', 'build again when a file changes')
    .addOption(coreOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .showHelpAfterError('(itlc --help shows how it is used)')
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show this, or how a command is used')
    .exitOverride();
  addCppOptions(program);
  program.action(async (files: string[], options) => {
    const reporter = new Reporter(options);
    const commands = program.commands.map((command) => command.name());
    const useless = uselessOption(files, options, program.getOptionValueSource('format') === 'cli');
    if (useless !== undefined) program.error(`error: ${useless}`);
    await build(files, { optimize: false, loader: false, inline: false, ...options, commands }, reporter);
    finish(reporter);
  });
  addCheck(program, finish);
  addFormat(program, finish);
  addInspect(program, finish);
  addInit(program, finish);
  addExplain(program, finish);
  addLsp(program);
  return program;
}

/** An option that would change nothing: nothing is ignored in silence. */
function uselessOption(
  files: readonly string[],
  { name, inline, emit, loader }: Pick<CompileCommand, 'emit' | 'inline' | 'loader'> & { readonly name?: string },
  hasFormat: boolean,
): string | undefined {
  if (name !== undefined && !files.some(isCpp)) return "option '--name' is for C++ sources";
  if (inline && !emit.includes('js')) return "option '--inline' is for JavaScript: add js to --emit";
  if (hasFormat && !loader && !emit.includes('js') && !emit.includes('dts'))
    return "option '--format' is for JavaScript: add js to --emit";
  return undefined;
}

type BuildCommand = CompileCommand & { readonly watch?: boolean; readonly json?: boolean };

async function build(paths: readonly string[], command: BuildCommand, reporter: Reporter): Promise<void> {
  const inputs = sortInputs(paths, reporter);
  if (!inputs) return;
  const progress = terminalProgress(process.stderr, process.env.TERM);
  if (!command.watch) return buildOnce(inputs, command, newSession(progress), reporter);
  const { watchInputs } = await import('./cli/watch-inputs.ts');
  await watchInputs(inputs, command, command, progress);
}

/** C++ takes far longer than its adapter, and its compiler shares the processors. */
async function buildOnce(
  inputs: Inputs,
  command: BuildCommand,
  session: CppSession,
  reporter: Reporter,
): Promise<void> {
  const isDirect = command.target !== 'table' && command.emit.includes('wasm') && inputs.cpp.length === 0;
  const assembler = isDirect ? startAssembler() : undefined;
  try {
    const more = assembler && { assembleDirect: assembler.assemble };
    await compileInputs(inputs, { ...command, ...more }, session, reporter);
  } finally {
    assembler?.end();
  }
}

type Finish = Parameters<typeof createProgram>[0];

function addCheck(program: Command, finish: Finish): void {
  const check = program
    .command('check')
    .description('report what is wrong, write nothing')
    .argument('<files...>', 'ITL sources and component binaries; C++ sources, one together')
    .addOption(coreOption())
    .addOption(jsonOption());
  addCompilerOptions(check)
    .option('--no-compile', 'check the blocks of C++ alone')
    .action(async (files: string[], options: CheckOptions & { readonly json?: boolean }) => {
      const reporter = new Reporter(options);
      await checkFiles(files, options, reporter);
      finish(reporter);
    });
}

function addFormat(program: Command, finish: Finish): void {
  program
    .command('fmt')
    .description('format ITL sources in place')
    .argument('<files...>', 'ITL sources')
    .option('--check', 'change nothing, fail where something would be', false)
    .action((files: string[], options) => {
      const reporter = new Reporter({});
      formatFiles(files, options.check, reporter);
      finish(reporter);
    });
}

function addInspect(program: Command, finish: Finish): void {
  program
    .command('inspect')
    .description('show what an adapter, or any WebAssembly module, offers and needs')
    .argument('<files...>', 'WebAssembly modules')
    .option('--json', 'one JSON object a file, on standard output')
    .action((files: string[], options: { readonly json?: boolean }) => {
      const reporter = new Reporter(options);
      inspectFiles(files, options.json === true, reporter);
      finish(reporter);
    });
}

/** Editors start it; it is loaded for them alone. */
function addLsp(program: Command): void {
  program
    .command('lsp')
    .description('serve an editor: the Language Server Protocol on standard input and output')
    .option('--stdio', 'the same; editors give it')
    .action(async () => {
      const { startServer } = await import('./cli/lsp/server.ts');
      startServer(version());
    });
}

function addInit(program: Command, finish: Finish): void {
  program
    .command('init')
    .description('write a first ITL for a core module')
    .argument('<module>', 'a core WebAssembly module')
    .option('-o, --output <file>', 'the ITL file; standard output without it')
    .option('--force', 'write over a file that is there')
    .action((path: string, options) => {
      const reporter = new Reporter({});
      initItl(path, options, reporter);
      finish(reporter);
    });
}

function addExplain(program: Command, finish: Finish): void {
  program
    .command('explain')
    .description('say more about a code that a message has')
    .argument('<codes...>', 'ITL2004 and the like')
    .action(async (codes: string[]) => {
      const { explainCodes } = await import('./cli/explain-codes.ts');
      const reporter = new Reporter({});
      explainCodes(codes, reporter);
      finish(reporter);
    });
}

const codeOf = (reporter: Reporter): ExitCode => (reporter.isAtFault ? 3 : reporter.failed ? 1 : 0);

/** Runs a command line (without the interpreter and the script) and gives the exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram((reporter) => {
    reporter.summarize();
    code = codeOf(reporter);
  });
  try {
    const level = levelIn(args);
    if (level !== undefined)
      program.error(
        `error: unknown option '${level}': -O is for releases; C++ gets another level by --cxxflags=${level}`,
      );
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    reportInternal(`running 'itlc ${args.join(' ')}'`, error, new Reporter({ json: args.includes('--json') }));
    return 3;
  }
  return code;
}
