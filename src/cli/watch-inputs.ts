/** `--watch`: builds what the command line names, and again when something changes. */
import { resolve } from 'node:path';
import { cppFlags } from '../session/cpp-flags.ts';
import { type CppSession, newSession } from '../session/cpp-session.ts';
import { isCpp } from '../session/input-kinds.ts';
import type { Progress } from '../session/progress.ts';
import { filesNeeded } from '../toolchain/include-files.ts';
import { type CompileCommand, compileInputs } from './compile-files.ts';
import type { Inputs } from './inputs.ts';
import { Reporter, type ReportOptions } from './report.ts';
import { watchAndBuild } from './watch.ts';

/** Never ends by itself; errors are shown, and the next change is waited for. */
export async function watchInputs(
  inputs: Inputs,
  command: CompileCommand,
  options: ReportOptions,
  progress: Progress,
): Promise<{ readonly close: () => void }> {
  // A thread waits for changes while the compiler prepares for them.
  const session = newSession(progress, true);
  const files = (): ReadonlySet<string> => filesOf(inputs, command, session);
  const build = async (): Promise<void> => {
    const reporter = new Reporter(options, progress);
    session.trace.read.clear();
    // Names are given out anew, so that they are those of a build by itself.
    session.trace.made.clear();
    await compileInputs(inputs, command, session, reporter);
    reporter.summarize();
    const count = files().size;
    const ended = reporter.failed ? 'there were errors' : 'done';
    if (!options.quiet || reporter.failed)
      process.stderr.write(`itlc: ${ended}; watching ${count} ${count === 1 ? 'file' : 'files'}\n`);
    void prepareNext(session);
  };
  return watchAndBuild({ build, files });
}

/** The next build waits for what has been begun. */
async function prepareNext({ compiler, units = [] }: CppSession): Promise<void> {
  for (const unit of units) await compiler?.prepare?.({ ...unit, folder: process.cwd() });
}

/** Without what the build itself writes, though other things that it builds may read that. */
function filesOf(inputs: Inputs, command: CompileCommand, { trace }: CppSession): ReadonlySet<string> {
  const folder = process.cwd();
  const flags = cppFlags(command, command.optimize, false).compile;
  const cpp = [...inputs.cpp, ...[...trace.read].filter(isCpp)];
  const included = cpp.flatMap((file) => [...filesNeeded({ folder, file, quoteFolders: [], flags }).keys()]);
  const all = [...inputs.cpp, ...inputs.itl, ...inputs.objects, ...included, ...trace.read].map((path) =>
    resolve(path),
  );
  return new Set(all.filter((path) => !trace.written.has(path)));
}
