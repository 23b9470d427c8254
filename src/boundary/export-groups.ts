/** The functions that a component exports, those of one name side by side. */
import { memberOf, shownMember, takesThis, withoutOverload } from '../../runtime/member-names.ts';
import type { AdapterFunction, Component } from '../ir/ir.ts';
import { overloadsOf } from '../ir/overloads.ts';
import type { BoundaryOverload } from './boundary.ts';
import { signatureText } from './signature-text.ts';

export interface ExportGroup {
  /** The export name without what makes one of several of it. */
  readonly field: string;
  /** In the order in which they are tried. */
  readonly functions: readonly GroupedExport[];
}

export interface GroupedExport {
  readonly callee: AdapterFunction;
  /** The whole export name. */
  readonly field: string;
  /** Absent for what is alone. */
  readonly overload: BoundaryOverload | undefined;
}

export function exportGroups(component: Component): readonly ExportGroup[] {
  const groups = new Map<string, Omit<GroupedExport, 'overload'>[]>();
  for (const { function: callee } of component.functions) {
    if (callee.role.kind !== 'export') continue;
    const { field } = callee.role;
    const name = withoutOverload(field);
    groups.set(name, [...(groups.get(name) ?? []), { callee, field }]);
  }
  return [...groups].map(([field, functions]) => ({ field, functions: withOverloads(field, functions, component) }));
}

function withOverloads(
  field: string,
  functions: readonly Omit<GroupedExport, 'overload'>[],
  { types }: Component,
): readonly GroupedExport[] {
  const isAlone = functions.length === 1;
  if (isAlone) return functions.map((each) => ({ ...each, overload: undefined }));
  const member = memberOf(field);
  const skipped = member && takesThis(member) ? 1 : 0;
  const who = member ? shownMember(member) : field;
  const fields = new Map(functions.map(({ callee, field: own }) => [callee, own]));
  return overloadsOf(
    functions.map(({ callee }) => callee),
    skipped,
    types,
  ).map(({ function: callee, kinds }) => ({
    callee,
    field: fields.get(callee) ?? field,
    overload: { kinds, text: signatureText(who, callee.params.slice(skipped)) },
  }));
}
