/** Options that commands have in common, or whose arguments are to be checked. */
import { type Command, Option } from 'commander';
import { parseOutputs } from './outputs.ts';

export const emitOption = () =>
  new Option('--emit <forms>', 'wasm, js, dts, wat, itl, ir; separated by commas')
    .argParser(parseOutputs)
    .default(['wasm', 'js', 'dts'], 'wasm,js,dts');

export const formatOption = () =>
  new Option('--format <format>', 'of the JavaScript: ES module or CommonJS').choices(['esm', 'cjs']).default('esm');

export const helpersOption = () =>
  new Option('--helpers <place>', 'of the JavaScript: in it, or in an it_glue.js that components share')
    .choices(['inline', 'shared'])
    .default('inline');

export const targetOption = () =>
  new Option('--target <variant>', 'table for any engine, direct for newer ones, or both')
    .choices(['table', 'direct', 'auto'])
    .default('auto');

export const jsonOption = () => new Option('--json', 'diagnostics as one JSON object a line, on standard output');

export const coreOption = () =>
  new Option('--no-check-core', 'do not compare the source with the core modules that are there');

export const quietOption = () => new Option('-q, --quiet', 'say nothing but what is wrong');

export const verboseOption = () =>
  new Option('-v, --verbose', 'say what is done, with sizes and times').conflicts('quiet');

/** Where the settings of a project are. */
export const addConfig = (command: Command): Command =>
  command
    .option('--config <file>', 'settings; otherwise the nearest itlc.config.js or itlc.config.json')
    .option('--no-config', 'no settings but those of the command line');
