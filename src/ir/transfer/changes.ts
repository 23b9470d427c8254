/** What code may change a core module's memory. */
import type { AdapterFunction, Component, Expression, OperationExpression } from '../ir.ts';
import type { OperationName } from '../ops.ts';
import { type Caller, callersOf, withCallers } from '../unwinds.ts';
import { walk } from '../visit.ts';
import { useIn } from './forms.ts';

/**
 * Whether an expression by itself, not those inside it, may change the memories of a core module: by a store, by a call
 * that leads to one, or since it calls JavaScript, which may do anything.
 */
export type Changes = (expression: Expression, module: string) => boolean;

/** @param originOf - the function of the component that another one is a copy of, or itself */
export function changesIn(component: Component, originOf: (callee: AdapterFunction) => AdapterFunction): Changes {
  const known = new Map<string, ReadonlySet<Caller>>();
  const callers = callersOf(component);
  const changing = (module: string): ReadonlySet<Caller> => {
    const found = known.get(module) ?? withCallers([module, ...storing(component, module)], callers);
    known.set(module, found);
    return found;
  };
  return (expression, module) => {
    if (storesTo(expression, module)) return true;
    if (expression.kind === 'operation' && expression.operation === 'call-funcptr')
      return changing(module).has(expression.operands.module);
    if (expression.kind !== 'call' || expression.callee.kind === 'import') return false;
    const { callee } = expression;
    return changing(module).has(callee.kind === 'core' ? callee.module : originOf(callee));
  };
}

/** Functions that change the module's memory themselves, or call JavaScript. */
function storing({ functions }: Component, module: string): readonly AdapterFunction[] {
  const stores = (body: Expression): boolean => {
    let found = false;
    walk(body, (expression) => {
      found ||= storesTo(expression, module);
    });
    return found;
  };
  return functions.filter(({ body }) => stores(body)).map((body) => body.function);
}

function storesTo(expression: Expression, module: string): boolean {
  switch (expression.kind) {
    case 'call':
      return expression.callee.kind === 'import';
    // To make a function pointer is to fill slots of a table; what is called through it is the module's affair.
    case 'bind':
      return true;
    case 'copy':
      return expression.to.module === module;
    case 'operation':
      return operationStores(expression, module);
    default:
      return false;
  }
}

function operationStores(expression: OperationExpression, module: string): boolean {
  if (expression.operation === 'store') return expression.operands.module === module;
  const target = useIn(expression)?.target;
  if (target) return target.module === module;
  return !harmless.has(expression.operation);
}

/** Operations that change no memory and run no code of the user's: of the others it is not known. */
const harmless: ReadonlySet<OperationName> = new Set<OperationName>([
  ...(['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '>>>', '==', '!=', '<', '<=', '>', '>='] as const),
  ...(['string-len', 'mem-to-string', 'mem-to-c-string', 'utf16-len', 'mem-to-utf16', 'latin1-len'] as const),
  ...(['mem-to-latin1', 'buffer-len', 'mem-to-buffer', 'load', 'lift-array', 'lower-array', 'array-len'] as const),
  ...(['make-record', 'read-field', 'make-tuple', 'read-tuple', 'lift-enum', 'lower-enum', 'make-variant'] as const),
  ...([
    'lift-flags',
    'lower-flags',
    'lift-ref',
    'lower-ref',
    'drop-ref',
    'throw',
    'box',
    'new-object',
    'type-of',
    'same',
    'call-funcptr',
  ] as const),
]);
