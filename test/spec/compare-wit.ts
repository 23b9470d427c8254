/** Compares resolved WIT with what wit-parser prints of it as JSON. */
import type { WitResolution } from '../../src/wit/resolve-wit.ts';
import { linesOf } from '../harness/world-text.ts';

type JsonType = string | number;

interface JsonFunction {
  readonly params: readonly { readonly name: string; readonly type: JsonType }[];
  readonly result?: JsonType;
  readonly kind: string | object;
}

type JsonItem = {
  readonly interface?: { readonly id: number };
  readonly function?: JsonFunction;
  readonly type?: number;
};

interface JsonResolve {
  readonly worlds: readonly {
    readonly name: string;
    readonly package: number;
    readonly imports: Readonly<Record<string, JsonItem>>;
    readonly exports: Readonly<Record<string, JsonItem>>;
  }[];
  readonly interfaces: readonly {
    readonly name: string | null;
    readonly package: number;
    readonly types: Readonly<Record<string, number>>;
    readonly functions: Readonly<Record<string, JsonFunction>>;
  }[];
  // biome-ignore lint/suspicious/noExplicitAny: as serde prints an enum of Rust's
  readonly types: readonly { readonly kind: any }[];
  readonly packages: readonly { readonly name: string }[];
}

/** Lines that say what differs; none where nothing does. */
export function differences(resolution: WitResolution, json: JsonResolve): readonly string[] {
  const expected = json.worlds.flatMap((world) => {
    const place = `${json.packages[world.package]?.name} ${world.name}`;
    return [
      ...linesOfItems(`${place} imports`, world.imports, json),
      ...linesOfItems(`${place} exports`, world.exports, json),
    ];
  });
  const actual = [...resolution.packages.values()].flatMap(({ name, worlds }) =>
    [...worlds.values()]
      .filter(({ isIncluded }) => isIncluded)
      .flatMap((world) => {
        const { type } = resolution.elaborate(world);
        const place = `${name} ${world.id.name}`;
        return [...linesOf(`${place} imports`, type.imports), ...linesOf(`${place} exports`, type.exports)];
      }),
  );
  return [
    ...expected.filter((line) => !actual.includes(line)).map((line) => `missing: ${line}`),
    ...actual.filter((line) => !expected.includes(line)).map((line) => `surplus: ${line}`),
  ];
}

function linesOfItems(place: string, items: Readonly<Record<string, JsonItem>>, json: JsonResolve): readonly string[] {
  return Object.entries(items).flatMap(([key, item]) => {
    if (item.function) return [`${place} ${key}: ${jsonFunction(item.function, json)}`];
    if (item.type !== undefined) return [`${place} ${key}: ${jsonType(item.type, json)}`];
    const one = json.interfaces[item.interface?.id ?? -1];
    if (!one) return [`${place} ${key}: unknown`];
    const owner = json.packages[one.package]?.name ?? '';
    const [base, version] = owner.split('@');
    const whole = `${base}/${one.name}${version === undefined ? '' : `@${version}`}`;
    const name = key.startsWith('interface-') ? whole : key;
    return [
      `${place} ${name}`,
      ...Object.entries(one.types).map(([type, index]) => `${place} ${name} ${type}: ${jsonType(index, json)}`),
      ...Object.entries(one.functions).map(([func, type]) => `${place} ${name} ${func}: ${jsonFunction(type, json)}`),
    ];
  });
}

const jsonFunction = ({ params, result, kind }: JsonFunction, json: JsonResolve): string =>
  `${JSON.stringify(kind).includes('async') ? 'async ' : ''}(${params.map(({ name, type }) => `${name}: ${jsonType(type, json)}`).join(', ')})` +
  (result === undefined ? '' : ` -> ${jsonType(result, json)}`);

function jsonType(type: JsonType | null, json: JsonResolve): string {
  if (type === null) return '_';
  if (typeof type === 'string') return type;
  const kind = json.types[type]?.kind;
  const of = (part: JsonType | null): string => jsonType(part, json);
  if (kind === 'resource') return 'resource';
  const [[name, value]] = Object.entries(kind) as [[string, never]];
  // biome-ignore lint/suspicious/noExplicitAny: as serde prints an enum of Rust's
  const any = value as any;
  switch (name) {
    case 'type':
      return of(any);
    case 'record':
      return `record{${any.fields.map((one: { name: string; type: JsonType }) => `${one.name}: ${of(one.type)}`)}}`;
    case 'variant':
      return `variant{${any.cases.map((one: { name: string; type: JsonType | null }) => `${one.name}: ${of(one.type)}`)}}`;
    case 'enum':
      return `enum{${any.cases.map((one: { name: string }) => one.name)}}`;
    case 'flags':
      return `flags{${any.flags.map((one: { name: string }) => one.name)}}`;
    case 'tuple':
      return `tuple<${any.types.map(of)}>`;
    case 'result':
      return `result<${of(any.ok)},${of(any.err)}>`;
    case 'handle':
      return Object.keys(any)[0] ?? '';
    case 'map':
      return `map<${of(any[0])},${of(any[1])}>`;
    case 'fixed-length-list':
      return `list<${of(any[0])},${any[1]}>`;
    default:
      return `${name}<${of(any)}>`;
  }
}
