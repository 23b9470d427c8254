import { type Context, print } from 'esrap';
import ts from 'esrap/languages/ts';
import type { Program, SequenceExpression } from 'estree';
import type { Item } from './build/statements.ts';

/** Only loops have several expressions in the place of one, where they need no parentheses. */
const printers = {
  ...ts(),
  SequenceExpression: ({ expressions }: SequenceExpression, context: Context) => {
    expressions.forEach((expression, index) => {
      if (index > 0) context.write(', ');
      context.visit(expression);
    });
  },
};

export const printed = (body: readonly Item[]): string =>
  print({ type: 'Program', sourceType: 'module', body: [...body] } satisfies Program as never, printers as never, {
    indent: '  ',
  }).code;
