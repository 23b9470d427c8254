/**
 * Exports around which the JavaScript is made for their very types: it tests the usual case in line, takes records,
 * enums and variants apart where the adapter has a double of the export for that, and leaves everything else, errors
 * above all, to the wrapper that all exports share.
 */
import type { FunctionJson, TypeJson } from '../abi.ts';
import { enumLifter } from '../host/objects.ts';
import type { Convert } from '../values/plain-carriers.ts';
import { integerRange } from '../values/primitives.ts';
import { type TypedArrayConstructor, viewClass } from '../values/typed-arrays.ts';
import type { ArgumentArea } from './argument-area.ts';
import type { Callable } from './functions.ts';
import { generate, keyOf, quoted } from './generate.ts';
import { takeResult, viewName } from './handed-results.ts';
import type { Section } from './section.ts';
import { takeChar, takeFlags } from './take-flags.ts';
import { itemOf, takeItems } from './take-items.ts';
import { viewTest, wordTest } from './value-tests.ts';

/** An export, and its double where the adapter has one. */
export interface Fastened {
  readonly raw: Callable;
  readonly json: FunctionJson;
  /** The wrapper that can do everything. */
  readonly slow: Callable;
  readonly finish: Convert;
  /** What users see of an error out of the adapter. */
  readonly fail: (error: unknown) => unknown;
  /** Throws once the instance was disposed of. */
  readonly live: () => void;
  readonly flat: Flat | undefined;
}

/** `_it_flat:SIGNS:FIELD`: a sign for each parameter and the result, see `src/ir/flatten.ts`. */
export interface Flat {
  readonly signs: string;
  readonly func: Callable;
}

/** As ever, in parts, or in parts that may lie in the argument area. */
type Sign = '-' | 'f' | 'l';

/** `undefined` where a type is beyond this, or code from text is not allowed. */
export function fasten(
  exported: Fastened,
  types: Section['types'],
  area: ArgumentArea | undefined,
): Callable | undefined {
  const { raw, json, slow, finish, fail, live, flat } = exported;
  const writer = createWriter(types);
  const params = json.params.map((_, index) => `a${index}`);
  const taken = complete(
    json.params.map(([, type], index) => writer.take(type, `a${index}`, (flat?.signs[index] ?? '-') as Sign, 0)),
  );
  if (taken === undefined) return undefined;
  const call = `raw(${taken.flatMap(({ parts }) => parts).join(', ')})`;
  const [result] = json.results;
  const sign = flat?.signs[params.length];
  const cases = sign === 'f' && typeof result === 'string' ? types.get(result.slice(1))?.slice(1) : undefined;
  const handed = sign === 'l' && area && result ? takeResult(result, area.results, types) : undefined;
  for (const View of handed?.views ?? []) writer.declareView(viewName(View), View);
  const isLaid = flat?.signs.slice(0, params.length).includes('l');
  const free = isLaid ? 'area.top = top;' : '';
  const tests = taken.map(({ code: test }) => test).join('\n');
  // A Proxy that was revoked throws at whatever is asked of it, and the slow way has the words for that.
  const mayThrow = isLaid || json.params.some(([, type]) => typeof type !== 'string' || type[0] === '#');
  const size = tests.includes('size') ? ', size' : '';
  // Short: engines put only short functions into their callers.
  const code = `${writer.declared.join(' ')} ${handed?.code ?? ''} return (${params.join(', ')}) => {
    live();
    ${isLaid ? 'const top = area.top;' : ''}
    fast: {
      let given${mayThrow ? ', isCalled' : ''}${size};
      ${mayThrow ? '' : tests}
      try { ${mayThrow ? `${tests} isCalled = true;` : ''} given = ${call}; }
      catch (error) { ${free} ${mayThrow ? 'if (!isCalled) break fast;' : ''} throw fail(error); }
      ${free}
      return ${handed ? 'make(given)' : cases ? 'cases[given] ?? lift(given)' : finished(result, finish)};
    }
    ${free}
    return slow(${params.join(', ')});
  }`;
  return generate(`(() => { ${code} })()`, {
    raw: flat?.func ?? raw,
    slow: isLaid ? onceNeeded(() => fasten({ ...exported, flat: undefined }, types, undefined) ?? slow) : slow,
    finish,
    fail,
    live,
    isView: ArrayBuffer.isView,
    isArray: Array.isArray,
    cases,
    lift: cases && enumLifter((result as string).slice(1), cases as string[]),
    area,
    ...writer.bound,
  });
}

/** Most programs never need what this makes. */
function onceNeeded(make: () => Callable): Callable {
  let made: Callable | undefined;
  return (...args) => {
    made ??= make();
    return made(...args);
  };
}

function finished(result: TypeJson | undefined, finish: Convert): string {
  if (finish === undefined) return 'given';
  if (result === 'bool') return 'given !== 0';
  return result === 'u32' ? 'given >>> 0' : 'finish(given)';
}

/** The tests of a value, which leave by `break fast`, and what is handed on: expressions. */
interface Taken {
  readonly code: string;
  readonly parts: readonly string[];
}

/** The items, or `undefined` where one of them is. */
function complete<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const there = items.filter((item): item is T => item !== undefined);
  return there.length === items.length ? there : undefined;
}

const unless = (test: string): string => `if (!(${test})) break fast;`;

/** More cases than that are quicker found in a table. */
const mostCases = 24;
const deepest = 4;

const isObject = (value: string): string => `typeof ${value} === 'object' && ${value} !== null`;

/** How many of each a variant's payloads need: the order of flatten.ts in the compiler. */
const slotOrder = ['i32', 'i64', 'f32', 'f64', 'ref'] as const;
type SlotType = (typeof slotOrder)[number];

function slotOf(type: TypeJson): SlotType {
  if (type === 'f32' || type === 'f64') return type;
  if (type === 's64' || type === 'u64') return 'i64';
  return type === 'bool' || integerRange(type) ? 'i32' : 'ref';
}

type Members = readonly (readonly [name: string, type: TypeJson | null])[];

function createWriter(types: Section['types']) {
  const bound: Record<string, unknown> = {};
  /** Variables that stay from call to call. */
  const declared: string[] = [];

  /** The fields of a record that comes in parts. */
  function plainFields(type: TypeJson | null): readonly (readonly [name: string, type: TypeJson])[] | undefined {
    const [kind, ...fields] = (typeof type === 'string' && types.get(type.slice(1))) || [];
    if (kind !== 'record') return undefined;
    const members = fields as (readonly [string, TypeJson])[];
    return members.length <= 8 && members.every(([, field]) => slotOf(field) !== 'ref') ? members : undefined;
  }

  function take(type: TypeJson, value: string, sign: Sign, depth: number): Taken | undefined {
    const isFlat = sign !== '-';
    if (depth > deepest) return undefined;
    if (typeof type !== 'string') return takeConstructed(type, value, sign, depth);
    if (type === 'string' && sign === 'l') return takeString(value);
    if (type === 'char') return takeChar(value, depth === 0);
    if (type[0] !== '#') {
      const test = wordTest(type, value);
      return test === undefined ? test : { code: unless(test), parts: [value] };
    }
    const [kind, ...members] = types.get(type.slice(1)) ?? [];
    switch (kind) {
      case 'record':
        return takeRecord(members as (readonly [string, TypeJson])[], value, isFlat, depth);
      case 'enum':
        return takeEnum(members as string[], value, isFlat);
      case 'flags':
        return takeFlags(members as string[], value);
      case 'variant':
        return takeVariant(members as Members, value, sign, depth);
      case 'func':
        return { code: unless(`typeof ${value} === 'function'`), parts: [value] };
      default:
        return undefined;
    }
  }

  function takeString(value: string): Taken {
    const code = `${unless(`typeof ${value} === 'string'`)} const ${value}_p = area.putString(${value}), ${value}_z = area.size;`;
    return { code, parts: [value, `${value}_p`, `${value}_z`] };
  }

  function declareView(name: string, View: TypedArrayConstructor): void {
    bound[View.name] = View;
    declared.push(`let ${name} = new ${View.name}(0);`);
  }

  /** A typed array, or a copy of a plain one: in the argument area where that is possible. */
  function takeArray(element: TypeJson, value: string, sign: Sign): Taken | undefined {
    const View = viewClass(element);
    const test = typeof element === 'string' ? wordTest(element, 'item') : undefined;
    if (View === undefined || test === undefined) return undefined;
    const [copy, view, at, count] = [`${value}_c`, `${value}_w`, `${value}_p`, `${value}_n`];
    const isLaid = sign === 'l';
    if (isLaid) declareView(view, View);
    bound[View.name] = View;
    // What is too long for the area is left to a function of its own: V8 gives up loops that write now here, now there.
    const lay = `if (!(${at} = area.take(${count} * ${View.BYTES_PER_ELEMENT}))) break fast;
      if (${view}.length === 0) ${view} = area.view(${View.name});
      first = ${at} / ${View.BYTES_PER_ELEMENT};
      ${copy} = ${view};`;
    const code = `let ${copy} = ${value}, ${at} = 0, ${count};
      if (!(${viewTest(value, View.name, count)})) {
        if (!isArray(${value})) break fast;
        ${count} = ${value}.length;
        let first = 0;
        ${isLaid ? lay : `${copy} = new ${View.name}(${count});`}
        for (let index = 0; index < ${count}; index++) {
          const item = ${value}[index];
          ${unless(test)}
          ${copy}[first + index] = item;
        }
        ${isLaid ? unless(`${copy}.length > 0`) : ''}
      }`;
    return { code, parts: isLaid ? [copy, count, at] : sign === 'f' ? [copy, count] : [copy] };
  }

  function takeConstructed(
    type: Exclude<TypeJson, string>,
    value: string,
    sign: Sign,
    depth: number,
  ): Taken | undefined {
    if (type[0] === 'func') return { code: unless(`typeof ${value} === 'function'`), parts: [value] };
    if (type[0] === 'array')
      return takeArray(type[1], value, sign) ?? takeItems(value, take(type[1], itemOf(value), '-', depth + 1));
    if (type[0] !== 'option') return undefined;
    if (type[1][0] === 'option')
      return takeVariant(
        [
          ['none', null],
          ['some', type[1]],
        ],
        value,
        '-',
        depth,
      );
    const payload = take(type[1], value, '-', depth + 1);
    if (payload === undefined) return undefined;
    // A name that no payload's code declares.
    const whole = `${value}_o`;
    const code = `let ${whole}; if (${value} != null) { ${payload.code} ${whole} = ${payload.parts[0]}; }`;
    return { code, parts: [whole] };
  }

  function takeRecord(
    fields: readonly (readonly [string, TypeJson])[],
    value: string,
    isFlat: boolean,
    depth: number,
  ): Taken | undefined {
    const taken = complete(fields.map(([, type], index) => take(type, `${value}_${index}`, '-', depth + 1)));
    // What every object has by birth is no field.
    if (taken === undefined || fields.length > 16 || fields.some(([name]) => name in Object.prototype))
      return undefined;
    const reads = fields.map(([name], index) => `const ${value}_${index} = ${value}[${quoted(name)}];`);
    const tests = taken.map(({ code }, index) => `${reads[index]} ${code}`);
    const items = fields.map(([name], index) => `${keyOf(name)}: ${taken[index]?.parts[0]}`);
    const parts = isFlat ? taken.flatMap((field) => field.parts) : [`{ ${items.join(', ')} }`];
    return { code: `${unless(isObject(value))} ${tests.join(' ')}`, parts };
  }

  function takeEnum(cases: readonly string[], value: string, isFlat: boolean): Taken | undefined {
    if (cases.length > mostCases) return undefined;
    const labels = cases.map((name, index) => `case ${quoted(name)}: ${isFlat ? `${value}_n = ${index}; break;` : ''}`);
    const code = `${isFlat ? `let ${value}_n;` : ''} switch (${value}) { ${labels.join(' ')} ${isFlat ? '' : 'break;'} default: break fast; }`;
    return cases.length > 0 ? { code, parts: [isFlat ? `${value}_n` : value] } : undefined;
  }

  function takeVariant(cases: Members, value: string, sign: Sign, depth: number): Taken | undefined {
    const isFlat = sign !== '-';
    const payloadSlots = (type: TypeJson | null): readonly SlotType[] => slotsOf(type, sign);
    if (cases.length > mostCases) return undefined;
    const slots = slotOrder.flatMap((slot) => {
      const counts = cases.map(([, type]) => payloadSlots(type).filter((candidate) => candidate === slot).length);
      return Array.from({ length: Math.max(0, ...counts) }, () => slot);
    });
    const arms = cases.map(([name, type], index) => {
      const payload = type === null ? undefined : take(type, `${value}_v`, payloadSign(type, sign), depth + 1);
      if (type !== null && payload === undefined) return undefined;
      const parts = payload?.parts ?? [];
      const set = isFlat
        ? [`${value}_t = ${index};`, ...assignments(payloadSlots(type), slots, parts, value)].join(' ')
        : `${value}_w = { tag: ${quoted(name)}${type === null ? '' : `, val: ${parts[0]}`} };`;
      const read = type === null ? '' : `const ${value}_v = ${value}.val; ${payload?.code}`;
      return `case ${quoted(name)}: { ${read} ${set} break; }`;
    });
    if (complete(arms) === undefined) return undefined;
    const names = slots.map((_, index) => `${value}_s${index}`);
    const zeros = slots.map(
      (slot, index) => `${names[index]}${slot === 'ref' ? '' : slot === 'i64' ? ' = 0n' : ' = 0'}`,
    );
    const declared = isFlat ? [`${value}_t`, ...zeros].join(', ') : `${value}_w`;
    return {
      code: `${unless(isObject(value))} let ${declared}; switch (${value}.tag) { ${arms.join(' ')} default: break fast; }`,
      parts: isFlat ? [`${value}_t`, ...names] : [`${value}_w`],
    };
  }

  const payloadSign = (type: TypeJson | null, sign: Sign): Sign =>
    type === 'string' || plainFields(type) ? sign : '-';

  function slotsOf(type: TypeJson | null, sign: Sign): readonly SlotType[] {
    if (type === null) return [];
    if (type === 'string' && sign === 'l') return ['ref', 'i32', 'i32'];
    return plainFields(type)?.map(([, field]) => slotOf(field)) ?? [slotOf(type)];
  }

  return { take, bound, declared, declareView };
}

/** Each part to the first slot of its type that is free. */
function assignments(
  wanted: readonly SlotType[],
  slots: readonly SlotType[],
  parts: readonly string[],
  value: string,
): readonly string[] {
  const used = new Set<number>();
  return wanted.map((type, index) => {
    const at = slots.findIndex((slot, position) => slot === type && !used.has(position));
    used.add(at);
    return `${value}_s${at} = ${parts[index]};`;
  });
}

/**
 * The doubles that an adapter exports, by the field of the export.
 *
 * @param lays - whether there is an area for those that take arguments from it
 */
export function findFlats(adapter: WebAssembly.Exports, lays: boolean): ReadonlyMap<string, Flat> {
  const flats = new Map<string, Flat>();
  for (const [name, func] of Object.entries(adapter)) {
    const [, signs, field = ''] = /^_it_flat:([fl-]*):(.*)$/s.exec(name) ?? [];
    if (signs !== undefined && typeof func === 'function' && (lays || !signs.includes('l')))
      flats.set(field, { signs, func: func as Callable });
  }
  return flats;
}
