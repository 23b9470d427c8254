/** Types in words, for messages and for telling whether two signatures are the same. */
import type { FunctionJson, TypeDefinitionJson, TypeJson } from './abi.ts';

/** How a named type is written. */
type NameText = (name: string) => string;

export function typeText(type: TypeJson | null, nameText: NameText = String): string {
  if (type === null) return '_';
  if (typeof type === 'string') return type[0] === '#' ? nameText(type.slice(1)) : type;
  const [head, ...args] = type;
  if (type[0] === 'func') return `(func ${signatureText(type[1], type[2], nameText)})`;
  return `(${[head, ...(args as (TypeJson | null)[]).map((arg) => typeText(arg, nameText))].join(' ')})`;
}

function signatureText(params: readonly TypeJson[], results: readonly TypeJson[], nameText: NameText): string {
  const group = (head: string, types: readonly TypeJson[]): string =>
    `(${[head, ...types.map((type) => typeText(type, nameText))].join(' ')})`;
  return `${group('param', params)} ${group('result', results)}`;
}

/** As ITL writes it: `(param string s32) (result u1)`. */
export function functionText({ params, results }: FunctionJson, nameText: NameText = String): string {
  return signatureText(
    params.map(([, type]) => type),
    results,
    nameText,
  );
}

/**
 * Equal for functions of equal structure, whatever their types are called: the first mention of a named type spells
 * it out, later ones give its number. `undefined` where a resource is involved: that belongs to one instance.
 */
export function structureText(func: FunctionJson, types: ReadonlyMap<string, TypeDefinitionJson>): string | undefined {
  const seen = new Map<string, number>();
  let owned = false;
  const nameText = (name: string): string => {
    const number = seen.get(name);
    if (number !== undefined) return `#${number}`;
    seen.set(name, seen.size);
    const definition = types.get(name);
    if (definition === undefined || definition[0] === 'resource') owned = true;
    return definition === undefined ? name : definitionText(definition, nameText);
  };
  const text = functionText(func, nameText);
  return owned ? undefined : text;
}

function definitionText(definition: TypeDefinitionJson, nameText: NameText): string {
  switch (definition[0]) {
    case 'record':
    case 'variant': {
      const [head, ...members] = definition;
      return `(${head} ${members.map(([name, type]) => `${JSON.stringify(name)} ${typeText(type, nameText)}`).join(' ')})`;
    }
    case 'func':
      return typeText(definition, nameText);
    default:
      return JSON.stringify(definition);
  }
}
