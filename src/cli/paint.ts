import { styleText } from 'node:util';
import type { DiagnosticStyle } from '../diagnostics/render.ts';

/** What the command line gives looks of their own. */
export type Style = DiagnosticStyle | 'detail';

const formats: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'cyan'],
  place: 'cyan',
  gutter: 'gray',
  detail: 'gray',
};

/** For standard error: with colours where it is a terminal that has them, or as `NO_COLOR` and `FORCE_COLOR` say. */
export const paint = (text: string, style: Style): string =>
  isColored() ? styleText(formats[style], text, { validateStream: false }) : text;

/** Asked with one format: with several, Node 20 looks at neither the terminal nor the environment. */
export const isColored = (): boolean => styleText('red', 'x', { stream: process.stderr }) !== 'x';
