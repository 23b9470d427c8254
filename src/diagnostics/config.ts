/** ITL5020 to ITL5023: the configuration of a project. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor } from './suggest.ts';

const error = (code: string, message: string, hint?: string, span?: Span): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(span && { span }),
});

/** A place says the file too. */
const inFile = (file: string, message: string, span: Span | undefined): string =>
  span ? message : `${file}: ${message}`;

/** @param span - in JSON; of a script nobody knows where a setting comes from */
export const unknownSetting = (file: string, name: string, known: readonly string[], span?: Span): Diagnostic =>
  error(
    'ITL5020',
    inFile(file, `there is no setting '${name}'`, span),
    hintFor(name, known) ?? `settings are ${known.join(', ')}`,
    span,
  );

export const wrongSetting = (file: string, name: string, expected: string, got: string, span?: Span): Diagnostic =>
  error('ITL5021', inFile(file, `'${name}' must be ${expected}, got ${got}`, span), undefined, span);

export const unusableConfig = (file: string, reason: string, span?: Span): Diagnostic =>
  error('ITL5022', `cannot use '${file}': ${reason}`, undefined, span);

export const noFiles = (): Diagnostic =>
  error(
    'ITL5023',
    'there is nothing to compile: no file is given, and no configuration names any',
    "name a file, or give itlc.config.json a setting 'files'",
  );
