/** Types as text: in ITL's words for messages, and in a form that tells whether two signatures are the same. */
import type { FunctionJson, TypeDefinitionJson, TypeJson } from '../abi.ts';

function typeText(type: TypeJson | null): string {
  if (type === null) return '_';
  if (typeof type === 'string') return type.replace(/^#/, '');
  if (type[0] === 'func') return `(func ${signatureText(type[1], type[2])})`;
  return group(type[0], type.slice(1) as TypeJson[]);
}

const group = (head: string, types: readonly (TypeJson | null)[]): string =>
  `(${[head, ...types.map(typeText)].join(' ')})`;

const signatureText = (params: readonly TypeJson[], results: readonly TypeJson[]): string =>
  `${group('param', params)} ${group('result', results)}`;

/** As ITL writes it: `(param string s32) (result u1)`. */
export const functionText = ({ params, results }: FunctionJson): string =>
  signatureText(
    params.map(([, type]) => type),
    results,
  );

/**
 * Equal for functions of equal structure, whatever their types are called: the first mention of a named type spells
 * it out, later ones give its number. `undefined` where a resource is involved: that belongs to one instance.
 */
export function structureText(
  { params, results }: FunctionJson,
  types: ReadonlyMap<string, TypeDefinitionJson>,
): string | undefined {
  const seen = new Map<string, number>();
  let isOwned = false;
  const text = JSON.stringify([params.map(([, type]) => type), results], (_key, value: unknown) => {
    // A field may be called like this too; where no type is called so it stays what it is.
    const definition = typeof value === 'string' && value[0] === '#' ? types.get(value.slice(1)) : undefined;
    if (definition === undefined) return value;
    isOwned ||= definition[0] === 'resource';
    const number = seen.get(value as string);
    if (number !== undefined) return number;
    seen.set(value as string, seen.size);
    return definition;
  });
  return isOwned ? undefined : text;
}
