/** `itlc new`, and `npm create itlc`, which brings nothing else along. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { installFailed, notEmpty, notPackageName } from '../../diagnostics/new.ts';
import { namesIn } from '../../session/files.ts';
import { writeReported } from '../../session/reported-files.ts';
import type { Reports } from '../../session/reports.ts';
import { filesOf, type TemplateName, type TemplateTexts } from './template.ts';

export interface NewProject {
  /** Where it goes; its last part is the package's name. */
  readonly folder: string;
  readonly template: TemplateName;
  /** Whether to install the packages that it needs. */
  readonly install: boolean;
}

/**
 * Writes the files and installs the packages.
 * @param version - of itlc
 * @returns what to do next, or undefined after a reported error
 */
export function createProject(project: NewProject, version: string, reports: Reports): string | undefined {
  const { folder, template, install } = project;
  const wrong = wrongWith(folder);
  if (wrong) reports.show([wrong]);
  else if (writeFiles(project, version, reports)) {
    const manager = packageManager(process.env.npm_config_user_agent);
    if (!install || installPackages(manager, folder)) return nextSteps(template, manager, folder, install);
    reports.show([installFailed(manager, folder)]);
  }
  return undefined;
}

/** Of '' there is none: an empty argument is a mistake, not the folder that one is in. */
const nameOf = (folder: string): string => (folder === '' ? '' : basename(resolve(folder)));

function wrongWith(folder: string): Diagnostic | undefined {
  if (!/^[a-z0-9][a-z0-9_.-]*$/.test(nameOf(folder))) return notPackageName(nameOf(folder));
  // What else may stand in the way, writing the files says.
  return namesIn(folder).every((name) => name === '.git') ? undefined : notEmpty(folder);
}

function writeFiles({ folder, template }: NewProject, version: string, reports: Reports): boolean {
  const files = Object.entries(filesOf(template, nameOf(folder), version, readTexts()));
  return files.every(([path, text]) => writeReported(join(folder, path), text, reports));
}

/** Of what lies beside the built command line. */
const readTexts = (): TemplateTexts => JSON.parse(readFileSync(new URL('./templates.json', import.meta.url), 'utf8'));

type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** The one that runs this; npm where none does. @param agent - `pnpm/9.1.0 npm/? node/v22 linux x64` */
function packageManager(agent = ''): Manager {
  return (['pnpm', 'yarn', 'bun'] as const).find((name) => agent.startsWith(`${name}/`)) ?? 'npm';
}

/** With what it prints for the user to see. Windows has scripts of that name, which need a shell. */
function installPackages(manager: Manager, folder: string): boolean {
  const shell = process.platform === 'win32';
  return spawnSync(manager, ['install'], { cwd: folder, stdio: ['ignore', 2, 2], shell }).status === 0;
}

/** What runs the project once all is there. */
const firstScript: Readonly<Record<TemplateName, string>> = {
  vite: 'dev',
  sveltekit: 'dev',
  library: 'test',
  worker: 'dev',
};

function nextSteps(template: TemplateName, manager: Manager, folder: string, isInstalled: boolean): string {
  const way = relative('.', resolve(folder));
  const steps = [
    ...(way === '' ? [] : [`cd ${way}`]),
    ...(isInstalled ? [] : [`${manager} install`]),
    `${manager} run ${firstScript[template]}`,
  ];
  return `\nNext:\n${steps.map((step) => `  ${step}\n`).join('')}`;
}
