/** What each setting of a configuration may be. */

import { isComponentName } from '../component-name.ts';
import type { Config } from '../config.ts';
import { isImportPattern } from '../import-settings.ts';
import { hasSeveralStages, isOutput, outputs } from '../outputs.ts';

export interface Setting {
  readonly accepts: (value: unknown) => boolean;
  /** For messages: `must be …`. */
  readonly expected: string;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isArrayOf = (test: (item: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test);

const text: Setting = { accepts: isText, expected: 'a string that is not empty' };
const texts: Setting = { accepts: isArrayOf(isText), expected: 'an array of strings, none of them empty' };
const truth: Setting = { accepts: (value) => typeof value === 'boolean', expected: 'true or false' };
const isMap = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([pattern, target]) => isImportPattern(pattern) && isText(target));
const oneOf = (...choices: readonly string[]): Setting => ({
  accepts: (value) => choices.includes(value as string),
  expected: choices.map((choice) => `'${choice}'`).join(' or '),
});

export const settings: Readonly<Record<keyof Config, Setting>> = {
  files: texts,
  outDir: text,
  emit: {
    accepts: (value) =>
      isArrayOf(isOutput)(value) &&
      (value as readonly string[]).length > 0 &&
      !hasSeveralStages(value as readonly string[]),
    expected: `an array of ${outputs.join(', ')}, of the IR one stage`,
  },
  format: oneOf('esm', 'cjs'),
  helpers: oneOf('inline', 'shared'),
  inline: truth,
  start: truth,
  target: oneOf('table', 'direct', 'auto'),
  optimize: truth,
  loader: truth,
  checkCore: truth,
  cxx: text,
  cxxflags: texts,
  compile: truth,
  name: {
    accepts: (value) => typeof value === 'string' && isComponentName(value),
    expected: "a string of letters, digits and '_.-'",
  },
  compileCommands: truth,
  map: { accepts: isMap, expected: "an object with a module for each import, with one '*' at most in its name" },
  wasi: { accepts: (value) => value === true || isText(value), expected: 'true or a package' },
};
