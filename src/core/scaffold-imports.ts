/** What the core module imports, handed on to an import of the component. */
import { converted, interfaceTypeFor } from './conversions.ts';
import { clause, comment, fitted, form, type Group } from './form-lines.ts';
import { quoted } from './identifiers.ts';
import type { Plan, PlannedImport } from './scaffold-plan.ts';

function byModule(imports: readonly PlannedImport[]): ReadonlyMap<string, readonly PlannedImport[]> {
  const groups = new Map<string, PlannedImport[]>();
  for (const planned of imports) groups.set(planned.module, [...(groups.get(planned.module) ?? []), planned]);
  return groups;
}

/** `(import …)` of the component, one a module. */
export function componentImports({ imports }: Plan): readonly Group[] {
  const wanted = imports.filter(({ served }) => served === undefined);
  return [...byModule(wanted)].map(([module, group]) => form(`import ${quoted(module)}`, [group.map(componentImport)]));
}

function componentImport({ name, field, signature, parameterNames, named }: PlannedImport): string {
  const params = signature.params.map((type, index) =>
    named ? `$${parameterNames[index]} ${interfaceTypeFor(type)}` : interfaceTypeFor(type),
  );
  const results = signature.results.map(interfaceTypeFor);
  return `(func ${name} ${quoted(field)} ${clause('param', params)} ${clause('result', results)})`;
}

/** The `(import …)`s inside `(module …)`. */
export function adaptedImports(plan: Plan): readonly Group[] {
  return [...byModule(plan.imports)].map(([module, group]) =>
    form(`import ${quoted(module)}`, [group.flatMap((planned) => adaptedImport(planned, plan))]),
  );
}

function adaptedImport(planned: PlannedImport, plan: Plan): Group {
  const { coreName, field, signature, parameterNames, served } = planned;
  const params = signature.params.map((type, index) => `$${parameterNames[index]} ${type}`);
  const head = `func ${coreName} ${quoted(field)} ${clause('param', params)} ${clause('result', signature.results)}`;
  if (served) return form(head, [served]);
  return [...hint(planned, plan.memory), ...handleHint(planned, plan), ...form(head, [body(planned)])];
}

function body({ name, signature, parameterNames }: PlannedImport): Group {
  const args = signature.params.map((type, index) =>
    converted(`(local $${parameterNames[index]})`, type, interfaceTypeFor(type)),
  );
  const called = fitted(`call ${name}`, args);
  const [type] = signature.results;
  if (type === undefined) return called;
  if (signature.results.length > 1) return severalResults(called, signature.results);
  return interfaceTypeFor(type) === type ? called : fitted(`as ${type}`, called);
}

/** What the import gives as a tuple, the core module gets as several values. */
function severalResults(called: Group, types: readonly string[]): Group {
  const tuple = `(${['tuple', ...types.map(interfaceTypeFor)].join(' ')})`;
  const items = types.map((type, index) =>
    converted(`(read-tuple ${tuple} ${index} (local $results))`, interfaceTypeFor(type), type),
  );
  return [...fitted('let $results', called), ...fitted('make-tuple', items)];
}

/** How a pointer and a length would be lifted; they go on as numbers until someone knows. */
function hint({ reading, parameterNames }: PlannedImport, memory: string | undefined): Group {
  const index = reading.params.indexOf('text');
  if (memory === undefined || (index < 0 && !reading.doubtful)) return [];
  const pointer = parameterNames[Math.max(index, 0)];
  const length = parameterNames[Math.max(index, 0) + 1];
  const hasLength = reading.doubtful || reading.params[index + 1] === 'length';
  const lift = hasLength
    ? `(mem-to-string ${memory} (local $${pointer}) (local $${length}))`
    : `(mem-to-c-string ${memory} (local $${pointer}))`;
  return comment([`A string? Then pass on ${lift}, and let the import take a string.`]);
}

/** wasm-bindgen without a table of externref: numbers stand for JavaScript's values. */
function handleHint({ field, signature, parameterNames }: PlannedImport, { convention, table }: Plan): Group {
  if (convention !== 'wasm-bindgen' || table !== undefined || !/^__wb(g|indgen)_/.test(field)) return [];
  const index = signature.params.indexOf('i32');
  const passed = index < 0 ? [] : [`pass on (lift-ref (local $${parameterNames[index]}))`];
  const given = signature.results.includes('i32') ? ['give (lower-ref …) of its result'] : [];
  if (passed.length + given.length === 0) return [];
  return comment([`The handle of an object? Then ${[...passed, ...given].join(' and ')}; the import has any there.`]);
}
