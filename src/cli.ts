/** The command line. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCommands, type Finish, filesToWorkOn } from './cli/add-commands.ts';
import { startAssembler } from './cli/assembler-thread.ts';
import { type CompileCommand, compileInputs } from './cli/compile-files.ts';
import { isGiven, withConfig } from './cli/config/with-config.ts';
import { addCppOptions, levelIn } from './cli/cpp-options.ts';
import { examples } from './cli/examples.ts';
import { type Inputs, misspeltCommands, sortInputs } from './cli/inputs.ts';
import { addMapOptions, uselessMapOption } from './cli/map-options.ts';
import {
  addConfig,
  coreOption,
  emitOption,
  formatOption,
  helpersOption,
  jsonOption,
  quietOption,
  targetOption,
  verboseOption,
} from './cli/options.ts';
import { Reporter, type ReportOptions } from './cli/report.ts';
import { type Telling, telling } from './cli/telling.ts';
import { addWitOptions, uselessWitOption, type WitOptions, witRequest } from './cli/wit-options.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { unreadableFile, unwritableFile } from './diagnostics/files.ts';
import { witAlone } from './diagnostics/wit.ts';
import { readConfig } from './session/config/read-config.ts';
import { type CppSession, newSession } from './session/cpp-session.ts';
import { exists, reasonOf } from './session/files.ts';
import { reportInternal } from './session/guarded.ts';
import { type ImportSettings, importsOf } from './session/import-settings.ts';
import { isCpp, isWasm } from './session/input-kinds.ts';

/** 0: done. 1: there were diagnostics that are errors. 2: wrong usage. 3: itlc itself failed. */
type ExitCode = 0 | 1 | 2 | 3;

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** Builds the program; `finish` is told of the reporter once a command has run. */
function createProgram(finish: Finish): Command {
  const program = new Command('itlc')
    .description('Interface Types for any core WebAssembly module: ITL or C++ in, typed JavaScript out.')
    .version(version())
    .argument(
      '[files...]',
      'ITL sources, component binaries and core modules with WIT, a component each; C++ sources, one together; otherwise those of the settings',
    )
    .option('-o, --out-dir <folder>', 'where the output goes', 'out')
    .addOption(emitOption())
    .addOption(formatOption())
    .addOption(helpersOption())
    .option('--inline', 'put the core modules into the JavaScript')
    .option('--start', 'start the component when the JavaScript is imported, and export what it has')
    .addOption(targetOption())
    .option('-O, --optimize', 'optimise the table variant too, and C++ for release')
    .option('--loader', 'put a copy of the loader, with its types, beside the output')
    .option('--watch', 'build again when a file changes')
    .addOption(coreOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addOption(verboseOption())
    .addHelpText('after', examples)
    .showHelpAfterError('(itlc --help shows how it is used)')
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show this, or how a command is used')
    .exitOverride();
  addConfig(program);
  addCppOptions(program);
  addWitOptions(program);
  addMapOptions(program);
  program.action(async (files: string[], options: MainOptions) => {
    const told = telling(options);
    await compileAsAsked(program, files, options, told);
    finish(told.reporter);
  });
  addCommands(program, version(), finish);
  program.hook('preSubcommand', refuseMisplaced);
  return program;
}

/** What stands in front of a command would be for compiling, and change nothing. */
function refuseMisplaced(program: Command, command: Command): void {
  const misplaced = program.options.find((option) => {
    const name = option.attributeName();
    return isGiven(program, name) && option.negate === (program.getOptionValue(name) === false);
  });
  if (!misplaced) return;
  const name = command.name();
  program.error(`error: option '${misplaced.long}' stands before '${name}': options of '${name}' stand behind it`);
}

type MainOptions = BuildCommand & WitOptions & ImportSettings & { readonly config?: string | boolean };

async function compileAsAsked(
  program: Command,
  given: readonly string[],
  options: MainOptions,
  { reporter, progress }: Telling,
): Promise<void> {
  const config = await readConfig(options.config, reporter);
  const files = filesToWorkOn(given, config, reporter);
  // With 'help', which is none of the program's own.
  const commands = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  reporter.show(misspeltCommands(files, commands));
  if (reporter.failed) return;
  const whole = withConfig(options, config, program);
  const useless =
    uselessOption(program, files, whole) ?? uselessWitOption(files, options) ?? uselessMapOption(whole.emit, options);
  if (useless !== undefined) program.error(`error: ${useless}`);
  await build(
    files,
    { ...whole, ...witRequest(files, options), ...importsOf(whole), mapped: options },
    { reporter, progress },
  );
}

/** An option that would change nothing: nothing is ignored in silence. */
function uselessOption(
  program: Command,
  files: readonly string[],
  { emit, loader }: Pick<BuildCommand, 'emit' | 'loader'>,
): string | undefined {
  if (isGiven(program, 'name') && !files.some(isCpp)) return "option '--name' is for C++ sources";
  for (const name of ['inline', 'start', 'helpers'])
    if (isGiven(program, name) && !emit.includes('js')) return `option '--${name}' is for JavaScript: add js to --emit`;
  if (isGiven(program, 'format') && !loader && !emit.includes('js') && !emit.includes('dts'))
    return "option '--format' is for JavaScript: add js to --emit";
  return undefined;
}

const witWithoutCore = (path: string): Diagnostic =>
  exists(path) ? witAlone(path) : unreadableFile(path, 'there is no such file');

type BuildCommand = CompileCommand & ReportOptions & { readonly watch?: boolean; readonly start?: boolean };

async function build(paths: readonly string[], options: BuildCommand, { reporter, progress }: Telling): Promise<void> {
  const inputs = sortInputs(paths, reporter);
  if (!inputs) return;
  if (inputs.wit !== undefined && !inputs.itl.some(isWasm)) return reporter.show([witWithoutCore(inputs.wit)]);
  const command = {
    ...options,
    optimize: options.optimize ?? false,
    loader: options.loader ?? false,
    inline: options.inline ?? false,
    starts: options.start ?? false,
  };
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

const codeOf = (reporter: Reporter): ExitCode => (reporter.isAtFault ? 3 : reporter.failed ? 1 : 0);

/** What standard output could not take, said on the other stream, if that is not the one. */
export function reportLostOutput(error: NodeJS.ErrnoException, isOutput: boolean): void {
  if (isOutput) new Reporter({}).show([unwritableFile('standard output', reasonOf(error))]);
}

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
