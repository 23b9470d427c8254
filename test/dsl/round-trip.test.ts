/** Random declarations, written down in any way and read again, are the same declarations. */

import { expect, test } from 'vitest';
import type { DslNamedType, DslType } from '../../src/dsl/model.ts';
import fc from '../harness/fast-check.ts';
import { arbitraryModule, type Declared } from './arbitrary-module.ts';
import { parseValidBlocks, withoutSpans } from './parse-blocks.ts';
import { type Choose, comparable, printModule } from './print-module.ts';

export const arbitraryText: fc.Arbitrary<readonly [Declared, string]> = fc
  .tuple(arbitraryModule, fc.infiniteStream(fc.nat()))
  .map(([module, numbers]) => {
    const choose: Choose = (count) => (numbers.next().value ?? 0) % count;
    return [module, printModule(module, choose)];
  });

/** Named types that are a part of it in memory. */
function heldIn(type: DslType | undefined): readonly string[] {
  switch (type?.kind) {
    case 'named':
      return [type.name];
    case 'option':
      return heldIn(type.value);
    case 'tuple':
      return type.items.flatMap(heldIn);
    case 'result':
      return [...heldIn(type.ok), ...heldIn(type.error)];
    default:
      return [];
  }
}

const heldBy = (type: DslNamedType): readonly string[] => {
  if (type.kind === 'struct') return type.fields.flatMap((field) => heldIn(field.type));
  return type.kind === 'variant' ? type.cases.flatMap((each) => heldIn(each.type)) : [];
};

type Read = Declared & { name: string; aliases: readonly unknown[]; constants: readonly unknown[] };

test('what is printed is read as what it was', () => {
  fc.assert(
    fc.property(arbitraryText, ([module, text]) => {
      const { name: _, aliases, constants, ...read } = withoutSpans(parseValidBlocks(text)) as Read;
      expect([aliases, constants]).toEqual([[], []]);
      expect(comparable(read)).toEqual(comparable(JSON.parse(JSON.stringify(module)) as Declared));
    }),
    { numRuns: 400 },
  );
});

test('types come behind those that they hold by value', () => {
  fc.assert(
    fc.property(arbitraryText, ([, text]) => {
      const { types } = parseValidBlocks(text);
      const seen = new Set(types.filter((type) => type.kind === 'class').map((type) => type.name));
      for (const type of types) {
        expect(heldBy(type).filter((name) => !seen.has(name))).toEqual([]);
        seen.add(type.name);
      }
    }),
    { numRuns: 200 },
  );
});
