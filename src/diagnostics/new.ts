/** ITL5024 to ITL5026: new projects. One function a message. */
import type { Diagnostic } from './diagnostic.ts';

const error = (code: string, message: string, hint: string): Diagnostic => ({ code, severity: 'error', message, hint });

export const notEmpty = (folder: string): Diagnostic =>
  error('ITL5024', `'${folder}' is not empty`, 'name a folder that is not there yet');

export const notPackageName = (name: string): Diagnostic =>
  error(
    'ITL5025',
    `'${name}' is no name for a package`,
    "lower case letters, digits and '_.-', with a letter or digit first",
  );

export const installFailed = (manager: string, folder: string): Diagnostic =>
  error(
    'ITL5026',
    `the files are in '${folder}', but '${manager} install' has failed`,
    `what it printed says why; run it again in that folder`,
  );
