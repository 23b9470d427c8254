/** The commands besides compiling. */
import { Argument, type Command } from 'commander';
import { noFiles } from '../diagnostics/config.ts';
import { type FoundConfig, readConfig } from '../session/config/read-config.ts';
import { isCpp, isObject, isWasm, isWitFile } from '../session/input-kinds.ts';
import type { Shell } from './completions/completions.ts';
import { filesFrom, withConfig } from './config/with-config.ts';
import { addCompilerOptions } from './cpp-options.ts';
import { addProjectArguments, type NewOptions } from './new/add-new.ts';
import { addConfig, coreOption, jsonOption, quietOption } from './options.ts';
import { type CheckOptions, checkFiles, formatFiles, initItl, inspectFiles } from './other-commands.ts';
import { Reporter, type ReportOptions } from './report.ts';
import { telling } from './telling.ts';
import { addWitOptions, uselessWitOption, type WitOptions, witRequest } from './wit-options.ts';
import { writeSourceTypes } from './write-source-types.ts';

/** Told of the reporter once a command has run. */
export type Finish = (reporter: Reporter) => void;

/** @param version - of itlc */
export function addCommands(program: Command, version: string, finish: Finish): void {
  addCheck(program, finish);
  addFormat(program, finish);
  addInspect(program, finish);
  addInit(program, finish);
  addTypes(program, finish);
  addNew(program, version, finish);
  addExplain(program, finish);
  addLsp(program, version);
  addCompletions(program);
}

type CheckCommand = CheckOptions & ReportOptions & WitOptions & { readonly config?: string | boolean };

function addCheck(program: Command, finish: Finish): void {
  const check = program
    .command('check')
    .description('report what is wrong, write nothing')
    .argument(
      '[files...]',
      'ITL sources, component binaries and WIT; C++ sources, one together; or those of the settings',
    )
    .addOption(coreOption())
    .addOption(jsonOption());
  addWitOptions(check);
  addCompilerOptions(check).option('--no-compile', 'check the blocks of C++ alone');
  addConfig(check).action(async (given: string[], options: CheckCommand) => {
    const { reporter, progress } = telling(options);
    const config = await readConfig(options.config, reporter);
    const files = filesToWorkOn(given, config, reporter);
    if (reporter.failed) return finish(reporter);
    const useless = uselessWitOption(files, options);
    if (useless !== undefined) check.error(`error: ${useless}`);
    const whole = withConfig(options, config, check);
    await checkFiles(files, { ...whole, ...witRequest(files, options) }, { reporter, progress });
    finish(reporter);
  });
}

/** None after a reported error. */
export function filesToWorkOn(
  given: readonly string[],
  config: FoundConfig | undefined,
  reporter: Reporter,
): readonly string[] {
  const files = filesFrom(given, config);
  if (files.length === 0 && !reporter.failed) reporter.show([noFiles()]);
  return reporter.failed ? [] : files;
}

interface FormatOptions extends ReportOptions {
  readonly check: boolean;
  readonly config?: string | boolean;
}

function addFormat(program: Command, finish: Finish): void {
  const format = program
    .command('fmt')
    .description('format ITL sources in place')
    .argument('[files...]', 'ITL sources; otherwise those of the settings')
    .option('--check', 'change nothing, fail where something would be', false)
    .addOption(quietOption());
  addConfig(format).action(async (given: string[], options: FormatOptions) => {
    const reporter = new Reporter(options);
    const config = given.length > 0 ? undefined : await readConfig(options.config, reporter);
    const files = filesToWorkOn(given, config, reporter);
    const isItl = (path: string): boolean => ![isCpp, isWasm, isObject, isWitFile].some((is) => is(path));
    formatFiles(given.length > 0 ? files : files.filter(isItl), options.check, reporter);
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

function addTypes(program: Command, finish: Finish): void {
  const types = program
    .command('types')
    .description('write people.d.cpp.ts beside people.cpp: what TypeScript knows of an import of it')
    .argument('[files...]', 'ITL sources and C++; otherwise those of the settings')
    .addOption(jsonOption())
    .addOption(quietOption());
  addConfig(types).action(async (given: string[], options: ReportOptions & { readonly config?: string | boolean }) => {
    const reporter = new Reporter(options);
    const config = given.length > 0 ? undefined : await readConfig(options.config, reporter);
    await writeSourceTypes(filesToWorkOn(given, config, reporter), reporter);
    finish(reporter);
  });
}

function addNew(program: Command, version: string, finish: Finish): void {
  addProjectArguments(program.command('new'))
    .addOption(quietOption())
    .action(async (folder: string, options: NewOptions & ReportOptions) => {
      const { createProject } = await import('./new/create-project.ts');
      const reporter = new Reporter(options);
      const next = createProject({ folder, ...options }, version, reporter);
      if (next !== undefined && !options.quiet) process.stdout.write(next);
      finish(reporter);
    });
}

/** Editors start it; it is loaded for them alone. */
function addLsp(program: Command, version: string): void {
  program
    .command('lsp')
    .description('serve an editor: the Language Server Protocol on standard input and output')
    .option('--stdio', 'the same; editors give it')
    .action(async () => {
      const { startServer } = await import('./lsp/server.ts');
      startServer(version);
    });
}

function addInit(program: Command, finish: Finish): void {
  program
    .command('init')
    .description('write a first ITL for a core module')
    .argument('<module>', 'a core WebAssembly module')
    .option('-o, --output <file>', 'the ITL file; standard output without it')
    .option('--force', 'write over a file that is there')
    .addOption(quietOption())
    .action((path: string, options) => {
      const reporter = new Reporter(options);
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
      const { explainCodes } = await import('./explain-codes.ts');
      const reporter = new Reporter({});
      explainCodes(codes, reporter);
      finish(reporter);
    });
}

function addCompletions(program: Command): void {
  program
    .command('completions')
    .description('print a script by which a shell completes commands, options and files')
    .addArgument(new Argument('<shell>', 'source <(itlc completions bash)').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: Shell) => {
      const { completions } = await import('./completions/completions.ts');
      process.stdout.write(completions(shell, program));
    });
}
