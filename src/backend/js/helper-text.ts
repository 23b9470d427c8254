/** Helpers as text, as they stand in a module. */
import { isErrorName } from '../../boundary/error-names.ts';
import { assign, create, id, member } from './build/expressions.ts';
import { constant, functionDeclaration, type Statement, statement } from './build/statements.ts';
import type { ModuleFormat } from './glue-options.ts';
import { type HelperName, library } from './library/library.ts';
import { printed } from './printed.ts';

/** Whoever reads views of memories by their names, and whether some memories are windows. */
export interface ViewUse {
  readonly views: ReadonlySet<string>;
  readonly hasWindows: boolean;
}

/** Of a memory's views only those are made that somebody reads. */
export function helperText(name: HelperName, format: ModuleFormat, use: ViewUse): string {
  if (name === 'renew')
    return `/** Makes the views of a memory, which has grown or is new. */\n${printed([renewFunction(use)])}`;
  const { code } = library[name];
  return format === 'esm' && isErrorName(name) ? code.replace(/^class /m, 'export class ') : code;
}

const viewClasses: Readonly<Record<string, string>> = {
  u8: 'Uint8Array',
  s8: 'Int8Array',
  s16: 'Int16Array',
  u16: 'Uint16Array',
  s32: 'Int32Array',
  u32: 'Uint32Array',
  s64: 'BigInt64Array',
  u64: 'BigUint64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
  data: 'DataView',
};

export const everyView: ReadonlySet<string> = new Set(Object.keys(viewClasses));

function renewFunction({ views, hasWindows }: ViewUse): Statement {
  const used = Object.entries(viewClasses).filter(([view]) => view === 'u8' || views.has(view));
  const source = member(member('memory', 'source'), 'buffer');
  const from = [id('buffer'), ...(hasWindows ? [member('memory', 'base')] : [])];
  return functionDeclaration(
    'renew',
    [id('memory')],
    [
      constant('buffer', source),
      ...used.map(([view, View]) => statement(assign(member('memory', view), create(View, ...from)))),
    ],
  );
}
