/** `npm create itlc NAME -- --template vite`: a package of its own, without the compiler. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { Reporter } from '../report.ts';
import { addProjectArguments, type NewOptions } from './add-new.ts';
import { createProject } from './create-project.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

const reporter = new Reporter({});
const program = addProjectArguments(new Command('create-itlc').version(version).exitOverride()).action(
  (folder: string, options: NewOptions) => {
    process.stdout.write(createProject({ folder, ...options }, version, reporter) ?? '');
  },
);

try {
  program.parse();
  process.exitCode = reporter.failed ? 1 : 0;
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
