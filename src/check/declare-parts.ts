/** What a document can name of the components that it uses: `a.greet` and `a.Point`, for those of `a`. */
import type { NameAtom } from '../ast/nodes.ts';
import { unknownComponent } from '../diagnostics/linking.ts';
import { unknownFunction } from '../diagnostics/names.ts';
import { claimExport, type ExportPlaces } from './claim-export.ts';
import type { Environment } from './environment.ts';
import type { PartExport } from './linked-part.ts';

export function declareParts({ parts, functions, types, definitions, used }: Environment): void {
  for (const [part, { item, exports, types: own }] of parts) {
    for (const { name, callee } of exports) functions.set(`${part}.${name}`, callee);
    for (const [name, type] of own) {
      const form = { kind: 'form' as const, head: item.name, args: [], span: item.span };
      types.set(`${part}.${name}`, { type, form, span: item.name.span, doc: '' });
      definitions.set(type.name, type.definition);
      used.types.add(`${part}.${name}`);
    }
  }
}

/** What a name in an export stands for: `a` for all, `a.greet` for a function, `a.Counter` for a class's members. */
function exportedBy(name: NameAtom, environment: Environment): readonly PartExport[] {
  const { parts, sink, used } = environment;
  const whole = parts.get(name.text);
  const [partName, part] = [...parts].find(([each]) => name.text.startsWith(`${each}.`)) ?? [];
  if (whole) {
    used.parts.add(name.text);
    return whole.exports;
  }
  if (!part || partName === undefined) {
    sink.add(unknownComponent(name.text, name.span, [...parts.keys()]));
    return [];
  }
  used.parts.add(partName);
  const wanted = name.text.slice(partName.length + 1);
  const found = part.exports.filter((each) => each.name === wanted || each.name.startsWith(`${wanted}.`));
  const names = part.exports.map((each) => `${partName}.${each.name}`);
  if (found.length === 0) sink.add(unknownFunction(name.text, name.span, names));
  return found;
}

/** What components export that the document uses: they have been made so before. */
export function exportParts(name: NameAtom, exported: ExportPlaces, environment: Environment): void {
  for (const { callee } of exportedBy(name, environment)) {
    const { role } = callee;
    if (role.kind !== 'export') continue;
    claimExport(role.field, name.span, exported, environment);
  }
}
