/** ITL names as TypeScript identifiers. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const keywords = words(`
  break case catch class const continue debugger default delete do else enum export extends false finally for function if
  import in instanceof new null return super switch this throw true try typeof var void while with implements interface let
  package private protected public static yield await async arguments eval undefined
`);

/** What a declaration would hide from the ones beside it, and what no type can be called. */
const knownTypes = words(`
  any boolean number string symbol object unknown never bigint unique infer keyof readonly is asserts Array Iterable Result
  ArrayBuffer ArrayBufferView SharedArrayBuffer Symbol Map Set Date Int8Array Uint8Array Int16Array Uint16Array Int32Array Uint32Array
  BigInt64Array BigUint64Array Float32Array Float64Array Record Readonly Omit Exports Imports
  Promise PromiseLike Disposable instantiate instantiateSync InstantiateOptions
  InstantiateSyncOptions CoreSource CoreImports WasiOptions ItlTypeError ItlRangeError ItlLinkError ItlTrapError ItlResultError
`);

export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

export const isKeyword = (text: string): boolean => keywords.has(text);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `my-point` → `myPoint`; what is an identifier already stays; words that mean something else get a `_`. */
function identifierFor(name: string): string {
  const [first = '', ...rest] = name.split(/[^\w$]+/).filter((word) => word !== '');
  const joined = isIdentifier(name) ? name : first + rest.map(capital).join('');
  const valid = isIdentifier(joined) ? joined : `_${joined}`;
  return keywords.has(valid) ? `${valid}_` : valid;
}

/** Parameters: names made valid and distinct; `arg0` where the source gives none. */
export function parameterNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => distinct(name === '' ? `arg${index}` : identifierFor(name), taken));
}

/** Named types: valid, distinct, and in capitals where the name had to be changed anyway. */
export function typeNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map([...names].map((name) => [name, distinct(typeIdentifier(name), taken)]));
}

function typeIdentifier(name: string): string {
  const identifier = isIdentifier(name) ? identifierFor(name) : capital(identifierFor(name));
  return knownTypes.has(identifier) ? `${identifier}_` : identifier;
}

/** A name for something that is no type of the component. */
export const freeName = (wanted: string, names: ReadonlyMap<string, string>): string =>
  distinct(wanted, new Set(names.values()));

function distinct(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  taken.add(name);
  return name;
}

/** A property's name, quoted where it has to be. */
export const propertyName = (name: string): string => (isIdentifier(name) ? name : quoted(name));

export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
