/** Strings as UTF-8: who writes one knows its size. */
import type { Expression as Js } from 'estree';
import type { Expression, Local } from '../../ir/ir.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import { walk } from '../../ir/visit.ts';
import { call, id, nothing } from './build/expressions.ts';
import type { Scope } from './context.ts';
import { value, values } from './emit.ts';

/** The locals whose size code asks for, and how often. */
export function measuredIn(body: Expression): Map<Local, number> {
  const found = new Map<Local, number>();
  walk(body, (inner) => {
    if (inner.kind !== 'operation' || inner.operation !== 'string-len') return;
    const { string } = inner.operands;
    if (string.kind === 'local') found.set(string.local, (found.get(string.local) ?? 0) + 1);
  });
  return found;
}

export function emitMeasure({ string }: OperandsOf<'string-len'>, scope: Scope): Js {
  if (string.kind === 'local') {
    const { measured } = scope.function;
    measured.set(string.local, (measured.get(string.local) ?? 0) - 1);
    const known = scope.sizes.get(string.local);
    if (known !== undefined) return id(known);
  }
  const { module } = scope;
  const memory = module.measuringMemory(scope.function.name);
  const given = value(string, scope);
  return memory ? call(module.helper('sizeOfText'), memory, given) : call(module.helper('sizeOfUtf8'), given);
}

/** With a name for the size where that is asked for behind it. */
export function emitLowerText({ string, pointer, ...to }: OperandsOf<'string-to-mem'>, scope: Scope): Js {
  const { module } = scope;
  const [given = nothing, at = nothing] = values([string, pointer], scope, 'wrapped');
  const written = call(module.helper('lowerText'), module.textMemory(to), given, at);
  if (string.kind !== 'local' || !((scope.function.measured.get(string.local) ?? 0) > 0)) return written;
  const { name } = scope.constant(`${string.local.name ?? 'text'}Size`, written);
  scope.sizes.set(string.local, name);
  return id(name);
}

export function emitLowerTextInto({ string, pointer, room, ...to }: OperandsOf<'string-into-mem'>, scope: Scope): Js {
  const { module } = scope;
  const [given = nothing, at = nothing, most = nothing] = values([string, pointer, room], scope, 'wrapped');
  return call(module.helper('lowerTextInto'), module.textMemory(to), given, at, most);
}
