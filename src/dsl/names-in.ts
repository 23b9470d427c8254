import { innerTypes } from './inner-types.ts';
import type { DslType } from './model.ts';

/** The declared types that a type mentions, by name, as often as it does. */
export function namesIn(type: DslType | undefined): readonly string[] {
  if (type === undefined) return [];
  return type.kind === 'named' ? [type.name] : innerTypes(type).flatMap(namesIn);
}
