/** Where in the blocks stands what a name of the generated ITL stands for. */
import type { Span } from '../source/source-map.ts';
import { coreExports, coreName, exportName } from './core-names.ts';
import type { DslModule } from './model.ts';
import { spreadOf } from './spread-variant.ts';
import { TypeTable } from './type-table.ts';

/** By names of functions, of exports and imports, and of types, as the ITL has them. */
export type BlockPlaces = ReadonlyMap<string, Span>;

export function blockPlaces(module: DslModule): BlockPlaces {
  const types = new TypeTable(module);
  const imported = module.imports.flatMap(({ functions }) => functions);
  return new Map<string, Span>([
    ...module.types.map(({ name, span }) => [name, span] as const),
    ...imported.flatMap(({ name, span }) => [name, `_it_core_${name}`].map((each) => [each, span] as const)),
    ...coreExports(module).flatMap((item) => {
      const cases = spreadOf(item, types)?.cases.map((each) => each.coreName) ?? [];
      const names = [...[coreName(item), ...cases].flatMap((name) => [name, `_it_${name}`]), exportName(item)];
      return names.map((name) => [name, item.func.span] as const);
    }),
  ]);
}

/**
 * What an offset into the ITL belongs to: what is named there first, in that line, or is around it. Undefined in helpers that
 * several share.
 */
export function placeInBlock(itl: string, offset: number, places: BlockPlaces): Span | undefined {
  const lineStart = itl.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = itl.indexOf('\n', offset);
  const line = itl.slice(offset, lineEnd < 0 ? undefined : lineEnd) + itl.slice(lineStart, offset);
  const own = namesIn(line).find((name) => places.has(name));
  const around = itl.slice(0, offset).match(/\((?:func|resource|record|variant|enum|flags) (?:_it_)?\S+(?: "[^"]*")?/g);
  const found = own ?? namesIn(around?.at(-1) ?? '').find((name) => places.has(name));
  return found === undefined ? undefined : places.get(found);
}

const namesIn = (text: string): readonly string[] => text.match(/"[^"]*"|[^\s()"]+/g)?.map(unquoted) ?? [];

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');
