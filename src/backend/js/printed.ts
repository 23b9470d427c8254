import { print } from 'esrap';
import ts from 'esrap/languages/ts';
import type { Program } from 'estree';
import type { Item } from './build/statements.ts';

export const printed = (body: readonly Item[]): string =>
  print({ type: 'Program', sourceType: 'module', body: [...body] } satisfies Program as never, ts(), { indent: '  ' })
    .code;
