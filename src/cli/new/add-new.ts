import { type Command, Option } from 'commander';
import { type TemplateName, templateDescriptions, templateNames } from './template.ts';

export interface NewOptions {
  readonly template: TemplateName;
  readonly install: boolean;
}

const templateHelp = `
Templates:
${templateNames.map((name) => `  ${name.padEnd(10)} ${templateDescriptions[name]}`).join('\n')}`;

/** What a command that starts a project is told. */
export const addProjectArguments = (command: Command): Command =>
  command
    .description('start a project: its files, and the packages that it needs')
    .argument('<folder>', 'where it goes; its last part is the name of the package')
    .addOption(new Option('-t, --template <template>', 'what to start with').choices(templateNames).default('vite'))
    .option('--no-install', 'write the files alone')
    .addHelpText('after', templateHelp);
