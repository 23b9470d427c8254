/** The suggestion for an export that seems to take or give pointers: strings and bytes lifted and lowered. */
import { converted, interfaceTypeFor } from './conversions.ts';
import { clause, comment, fitted, form, type Group } from './form-lines.ts';
import { nameSupply, offeredAs, quoted } from './identifiers.ts';
import { keptString, liftFallible, liftPair, liftUtf16 } from './scaffold-conventions.ts';
import { LOWER_STRING, type Plan, type PlannedExport } from './scaffold-plan.ts';
import { severalResults } from './several-results.ts';

export type Template =
  | { readonly kind: 'lines'; readonly lines: Group }
  | { readonly kind: 'impossible'; readonly reason: string };

/** How one parameter of the core function is made. */
interface Lowering {
  /** Of the export: absent for a length, which the parameter before it gives. */
  readonly param: string | undefined;
  readonly before: readonly string[];
  readonly argument: string;
}

export const functionWithRole = (plan: Plan, role: PlannedExport['role']): PlannedExport | undefined =>
  plan.exports.find((candidate) => candidate.role === role);

/** Some allocators want to know how the bytes are to be aligned. */
export const alignment = (allocate: PlannedExport | undefined, bytes = 1): string =>
  allocate && allocate.signature.params.length > 1 ? ` ${bytes}` : '';

export function templateFor(exported: PlannedExport, plan: Plan): Template {
  const { memory } = plan;
  const lowers = exported.reading.params.some((guess) => guess !== 'number');
  if (memory === undefined)
    return { kind: 'impossible', reason: 'The module has no memory with 32-bit addresses to read from.' };
  if (lowers && !functionWithRole(plan, 'allocate')) {
    return {
      kind: 'impossible',
      reason: 'To pass a string, the module has to export a function that makes room, such as malloc.',
    };
  }
  const lowerings = lowerParameters(exported, plan, memory);
  const params = lowerings.flatMap(({ param }) => param ?? []);
  const result = resultTypes(exported);
  const head = `func _ ${quoted(offeredAs(exported.field))} ${clause('param', params)} ${clause('result', result)}`;
  const called = fitted(
    `call ${exported.name}`,
    lowerings.map(({ argument }) => argument),
  );
  const body = [...lowerings.flatMap(({ before }) => before), ...liftResult(called, exported, plan, memory)];
  return { kind: 'lines', lines: form(head, [body]) };
}

function resultTypes({ reading, signature: { results } }: PlannedExport): readonly string[] {
  if (reading.result === 'text') return ['string'];
  return (reading.isFallible ? results.slice(0, 1) : results).map(interfaceTypeFor);
}

function liftResult(called: Group, exported: PlannedExport, plan: Plan, memory: string): Group {
  const { reading, signature, parameterNames } = exported;
  if (reading.result === 'text' && reading.pair) return liftPair(called, exported, plan, memory);
  if (reading.isFallible) return liftFallible(called, exported, plan);
  if (reading.result === 'text' && plan.convention === 'assemblyscript') return liftUtf16(called, exported, memory);
  if (reading.result === 'text') return liftText(called, exported, plan, memory);
  const [type] = signature.results;
  if (signature.results.length > 1) return severalResults(called, signature.results, parameterNames);
  if (type === undefined || interfaceTypeFor(type) === type) return called;
  return fitted(`as ${interfaceTypeFor(type)}`, called);
}

function liftText(called: Group, { parameterNames }: PlannedExport, plan: Plan, memory: string): Group {
  const result = nameSupply(parameterNames)('result');
  const free = functionWithRole(plan, 'free');
  const release = free?.signature.params.length === 1 ? `(defer (call ${free.name} (local $${result})))` : undefined;
  return [
    ...fitted(`let $${result}`, called),
    ...comment(release === undefined ? [] : [`${release}   if it was made for the caller`]),
    `(mem-to-c-string ${memory} (local $${result}))`,
  ];
}

function lowerParameters(exported: PlannedExport, plan: Plan, memory: string): readonly Lowering[] {
  const supply = nameSupply(exported.parameterNames);
  const lowerings: Lowering[] = [];
  let latest = '';
  for (const [index, guess] of exported.reading.params.entries()) {
    const name = exported.parameterNames[index] ?? '';
    const type = exported.signature.params[index] ?? '';
    if (guess === 'text' || guess === 'bytes') latest = name;
    switch (guess) {
      case 'number':
        lowerings.push(lowerNumber(name, type));
        break;
      case 'text':
        lowerings.push(lowerText(name, supply(`${name}_pointer`), plan));
        break;
      case 'bytes':
        lowerings.push(lowerBytes(name, supply(`${name}_pointer`), plan, memory));
        break;
      case 'return':
        lowerings.push(returnArea(name, plan));
        break;
      case 'length':
        lowerings.push({ param: undefined, before: [], argument: `(${lengthOf(exported, index)} (local $${latest}))` });
        break;
    }
  }
  return lowerings;
}

const lengthOf = ({ reading }: PlannedExport, index: number): string =>
  reading.params[index - 1] === 'bytes' ? 'buffer-len' : 'string-len';

function lowerNumber(name: string, type: string): Lowering {
  const argument = converted(`(local $${name})`, interfaceTypeFor(type), type);
  return { param: `$${name} ${interfaceTypeFor(type)}`, before: [], argument };
}

/** Room for four words: wasm-bindgen's functions write as many. */
const AREA_SIZE = 16;

function returnArea(name: string, plan: Plan): Lowering {
  const move = functionWithRole(plan, 'return-area')?.name;
  const allocate = functionWithRole(plan, 'allocate');
  const before =
    move === undefined
      ? [
          `(let $${name} (call ${allocate?.name} ${AREA_SIZE}${alignment(allocate, 4)}))`,
          ...release(name, String(AREA_SIZE), plan, 4),
        ]
      : [`(let $${name} (call ${move} -${AREA_SIZE}))`, `(defer (call ${move} ${AREA_SIZE}))`];
  return { param: undefined, before, argument: `(local $${name})` };
}

function lowerText(name: string, pointer: string, plan: Plan): Lowering {
  if (plan.convention === 'assemblyscript') {
    const release = functionWithRole(plan, 'release')?.name;
    return { param: `$${name} string`, before: keptString(name, pointer, release), argument: `(local $${pointer})` };
  }
  // Whoever is called owns it.
  if (plan.convention === 'wasm-bindgen') {
    const before = [`(let $${pointer} (call ${LOWER_STRING} (local $${name})))`];
    return { param: `$${name} string`, before, argument: `(local $${pointer})` };
  }
  const size = `(+ (string-len (local $${name})) 1)`;
  const before = [`(let $${pointer} (call ${LOWER_STRING} (local $${name})))`, ...release(pointer, size, plan)];
  return { param: `$${name} string`, before, argument: `(local $${pointer})` };
}

function lowerBytes(name: string, pointer: string, plan: Plan, memory: string): Lowering {
  const size = `(buffer-len (local $${name}))`;
  const before = [
    `(let $${pointer} (call ${functionWithRole(plan, 'allocate')?.name} ${size}${alignment(functionWithRole(plan, 'allocate'))}))`,
    ...release(pointer, size, plan),
    `(buffer-to-mem ${memory} (local $${name}) (local $${pointer}))`,
  ];
  return { param: `$${name} buffer`, before, argument: `(local $${pointer})` };
}

/** Some allocators want to be told the size again. */
function release(pointer: string, size: string, plan: Plan, bytes = 1): readonly string[] {
  const free = functionWithRole(plan, 'free');
  if (!free) return [];
  const args = [`(local $${pointer})`, ...[size, String(bytes)].slice(0, free.signature.params.length - 1)];
  return [`(defer (call ${free.name} ${args.join(' ')}))`];
}
