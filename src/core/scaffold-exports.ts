/** What the component offers: numbers as they are, and suggestions for what looks like pointers. */
import { converted, interfaceTypeFor } from './conversions.ts';
import { clause, comment, fitted, form, type Group } from './form-lines.ts';
import { offeredAs, quoted } from './identifiers.ts';
import { signatureText } from './module-interface.ts';
import type { Plan, PlannedExport } from './scaffold-plan.ts';
import { templateFor } from './scaffold-template.ts';
import { severalResults } from './several-results.ts';

const isOffered = ({ role }: PlannedExport): boolean => role === undefined;

export const looksLikePointers = ({ reading }: PlannedExport): boolean =>
  reading.result === 'text' || reading.isFallible === true || reading.params.some((guess) => guess !== 'number');

/** `(export …)` of all that is numbers; nothing where there is none. */
export function exportLines({ exports }: Plan): Group {
  const plain = exports.filter((candidate) => isOffered(candidate) && !looksLikePointers(candidate));
  return plain.length === 0 ? [] : form('export', plain.map(numericExport));
}

function numericExport(exported: PlannedExport): Group {
  const { field, signature, parameterNames, reading } = exported;
  const params = signature.params.map((type, index) => `$${parameterNames[index]} ${interfaceTypeFor(type)}`);
  const result = reading.result === 'truth' ? ['bool'] : signature.results.map(interfaceTypeFor);
  const head = `func _ ${quoted(offeredAs(field))} ${clause('param', params)} ${clause('result', result)}`;
  const doubt = reading.doubtful ? comment(['Two numbers, or a pointer and a length?']) : [];
  const renamed =
    offeredAs(field) === field ? [] : comment([`Not '${field}': whoever awaits the exports would call that.`]);
  return [...doubt, ...renamed, ...form(head, [body(exported, result)])];
}

function body({ name, signature, parameterNames }: PlannedExport, result: readonly string[]): Group {
  const args = signature.params.map((type, index) =>
    converted(`(local $${parameterNames[index]})`, interfaceTypeFor(type), type),
  );
  const called = fitted(`call ${name}`, args);
  const [coreType] = signature.results;
  const [type] = result;
  if (result.length > 1) return severalResults(called, signature.results, parameterNames);
  if (coreType === undefined || type === undefined || type === coreType) return called;
  return fitted(`as ${type}`, called);
}

/** What looks like pointers, one commented-out `(export …)` each. */
export function templateGroups(plan: Plan): readonly Group[] {
  const suspicious = plan.exports.filter((candidate) => isOffered(candidate) && looksLikePointers(candidate));
  if (suspicious.length === 0) return [];
  const intro = comment([
    `The rest of ${quoted(plan.path)} seems to pass pointers. Each function here is a suggestion: what it takes and`,
    'gives is a guess by its names. Make it right, then take the semicolons away.',
    ...(plan.convention === 'wasm-bindgen' ? bytesHint : []),
  ]);
  return [intro, ...suspicious.map((exported) => template(exported, plan))];
}

const bytesHint = [
  '',
  'A string here may be bytes: then write buffer, buffer-len, buffer-to-mem and mem-to-buffer in place of',
  'string, string-len, string-to-mem and mem-to-string.',
];

function template(exported: PlannedExport, plan: Plan): Group {
  const title = `${exported.name} ${signatureText(exported.signature)}`;
  const suggestion = templateFor(exported, plan);
  return comment([title, ...(suggestion.kind === 'lines' ? form('export', [suggestion.lines]) : [suggestion.reason])]);
}
