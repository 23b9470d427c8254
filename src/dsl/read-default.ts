/** What a parameter is where JavaScript leaves it out: `width: s32 = 100`. */
import { earlyDefault, lateRequired, misplacedDefault, unfitDefault } from '../diagnostics/dsl-members.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { DslDefault, DslScalar, DslType } from './model.ts';
import type { TypePlace, TypeResolver } from './resolve-type.ts';
import type { NameNode, ParamNode } from './syntax.ts';

/** Undefined after a reported error. */
export function readDefault(
  value: NameNode,
  type: DslType,
  place: TypePlace,
  { declared, errors }: TypeResolver,
): DslDefault | undefined {
  if (place !== 'parameter') {
    errors.add(misplacedDefault(value.span));
    return undefined;
  }
  // Those at the end are left to C++ before values are read.
  if (value.text === 'default') {
    errors.add(earlyDefault(value.span));
    return undefined;
  }
  const declaration = type.kind === 'named' ? declared.get(type.name) : undefined;
  const cases = declaration?.kind === 'enum' ? declaration.cases.map(({ name }) => name.text) : undefined;
  const found = cases ? caseIn(cases, value.text) : literalOf(type, value.text);
  if (found === undefined) errors.add(unfitDefault(value.text, wantedFor(type, cases), value.span));
  return found;
}

function caseIn(cases: readonly string[], text: string): DslDefault | undefined {
  const number = cases.indexOf(text);
  return number < 0 ? undefined : { kind: 'case', number };
}

function literalOf(type: DslType, text: string): DslDefault | undefined {
  if (type.kind === 'c-string' || type.kind === 'std-string')
    return text.startsWith('"') ? { kind: 'text', text: readText(text) } : undefined;
  if (type.kind !== 'scalar') return undefined;
  if (type.name === 'bool' || type.name === 'u1')
    return text === 'true' || text === 'false' ? { kind: 'boolean', value: text === 'true' } : undefined;
  return isNumberOf(type.name, text) ? { kind: 'number', text: numeral(type.name, text) } : undefined;
}

const readText = (literal: string): string => {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
};

function isNumberOf(name: DslScalar, text: string): boolean {
  if (name === 'f32' || name === 'f64')
    return text === 'nan' || text === 'inf' || (/^-?[0-9]/.test(text) && Number.isFinite(Number(text)));
  if (!/^-?(?:[0-9]+|0x[0-9a-fA-F]+)$/.test(text)) return false;
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  const bits = BigInt(name.slice(1));
  const [low, high] = name.startsWith('s') ? [-(1n << (bits - 1n)), 1n << (bits - 1n)] : [0n, 1n << bits];
  return value >= low && value < high;
}

/** A literal without a fraction would be an integer. */
const numeral = (name: DslScalar, text: string): string =>
  (name === 'f32' || name === 'f64') && /^-?[0-9]+$/.test(text) ? `${text}.0` : text;

function wantedFor(type: DslType, cases: readonly string[] | undefined): string {
  if (cases) return `one of ${cases.join(', ')}`;
  if (type.kind === 'c-string' || type.kind === 'std-string') return 'a text in quotes';
  if (type.kind !== 'scalar')
    return "'default', what C++ has for it: values are written for numbers, texts, bool and enums";
  return type.name === 'bool' || type.name === 'u1' ? 'true or false' : `a number of ${type.name}`;
}

/** Behind a parameter that may be left out all may be. */
export function checkTrailing(params: readonly ParamNode[], errors: ErrorList): void {
  const first = params.findIndex(({ value }) => value !== undefined);
  for (const { name, type, value } of first < 0 ? [] : params.slice(first)) {
    if (value === undefined) errors.add(lateRequired((name ?? { span: type.span }).span));
  }
}
