/** No two exports are at one place: among the exports or in an interface. */
import { interfaceOf, propertyOf, withoutOverload } from '../../runtime/member-names.ts';
import { duplicateExport } from '../diagnostics/names.ts';
import type { Span } from '../source/source-map.ts';
import type { Environment } from './environment.ts';

/** Each place, and what has taken it first. */
export type ExportPlaces = Map<string, Claim>;

interface Claim {
  readonly field: string;
  readonly span: Span;
}

/**
 * Reports an export whose place has been taken. What overloads share is told by overloads.ts, methods and accessors by resources.ts.
 *
 * @returns whether the place is free
 */
export function claimExport(field: string, span: Span, taken: ExportPlaces, environment: Environment): boolean {
  const place = propertyOf(field) ?? withoutOverload(field);
  const interfaces = interfacesOf(field);
  const claims = [place, `${place}#`, ...interfaces].map((one) => taken.get(one));
  const first = spanOfClass(place, environment) ?? claims.find((one) => one && !isOverloadOf(one.field, field))?.span;
  if (first) environment.sink.add(duplicateExport(place, span, first));
  for (const one of [place, ...interfaces.map((path) => `${path}#`)]) taken.set(one, taken.get(one) ?? { field, span });
  return first === undefined;
}

const isOverloadOf = (one: string, other: string): boolean =>
  one !== other && withoutOverload(one) === withoutOverload(other);

/** `a#b#f` → `a#b`, `a` */
function interfacesOf(field: string): readonly string[] {
  const [path] = interfaceOf(field) ?? [];
  return path === undefined ? [] : [path, ...interfacesOf(path)];
}

/** Where the resource of that name is defined: its class is an export too. */
const spanOfClass = (name: string, { definitions, types }: Environment): Span | undefined =>
  definitions.get(name)?.kind === 'resource' ? types.get(name)?.span : undefined;
