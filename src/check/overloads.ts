/** Exports of one name, `[overload:1]add` and `[overload:2]add`: arguments have to tell them apart. */
import { memberOf, takesThis, withoutOverload } from '../../runtime/member-names.ts';
import { ambiguousOverloads, duplicateExport } from '../diagnostics/names.ts';
import type { AdapterFunction } from '../ir/ir.ts';
import { precedence } from '../ir/overloads.ts';
import type { Declarations } from './declare.ts';
import type { Environment } from './environment.ts';

export function checkOverloads({ bodies }: Declarations, environment: Environment): void {
  const groups = new Map<string, (readonly [field: string, callee: AdapterFunction])[]>();
  for (const { function: callee } of bodies) {
    if (callee.role.kind !== 'export') continue;
    const { field } = callee.role;
    const name = withoutOverload(field);
    groups.set(name, [...(groups.get(name) ?? []), [field, callee]]);
  }
  for (const [name, all] of groups) checkGroup(name, all, environment);
}

function checkGroup(
  name: string,
  all: readonly (readonly [field: string, callee: AdapterFunction])[],
  { sink, definitions }: Environment,
): void {
  const member = memberOf(name);
  const skipped = member && takesThis(member) ? 1 : 0;
  const [alone, first] = [all.find(([field]) => field === name), all[0]];
  for (const [index, [field, callee]] of all.entries()) {
    if (alone && first && index > 0) sink.add(duplicateExport(field, callee.span, first[1].span));
    else {
      const other = all
        .slice(0, index)
        .find(([, one]) => precedence(one, callee, skipped, definitions) === 'ambiguous');
      if (other) sink.add(ambiguousOverloads(name, callee.span, other[1].span));
    }
  }
}
