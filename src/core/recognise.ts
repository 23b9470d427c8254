/** Guesses what the functions of a core module are for. Wrong guesses are cheap: they only choose what `init` suggests. */
import type { CoreSignature, FunctionInterface } from './module-interface.ts';
import { signatureText } from './module-interface.ts';
import { INITIALIZE } from './names.ts';

/** `support`: a tool chain's own, of no interest outside. */
export type Role =
  | 'allocate'
  | 'reallocate'
  | 'free'
  | 'string-length'
  | 'return-area'
  | 'keep'
  | 'release'
  | 'initialise'
  | 'main'
  | 'support';

export const roleTexts: Readonly<Record<Role, string>> = {
  allocate: 'makes room',
  reallocate: 'makes it larger or smaller',
  free: 'gives it back',
  'string-length': 'measures a NUL-terminated string',
  'return-area': 'makes an area for what a function returns',
  keep: 'keeps an object from the collector',
  release: 'gives it back to the collector',
  initialise: 'is run by the loader, once everything is linked',
  main: 'is the main of a program; (start _start) would run it',
  support: 'is of use inside only',
};

interface Pattern {
  readonly role: Role;
  readonly field: RegExp;
  readonly signatures: readonly string[];
}

const patterns: readonly Pattern[] = [
  { role: 'main', field: /^_start$/, signatures: ['(param) (result)'] },
  {
    role: 'initialise',
    field: new RegExp(`^${INITIALIZE}$`),
    signatures: ['(param) (result)'],
  },
  {
    role: 'allocate',
    field: /^_*(it_|wasm_|mem_?)?(malloc|alloc|allocate)(_?(bytes|buffer|memory|string))?$/i,
    signatures: ['(param i32) (result i32)', '(param i32 i32) (result i32)'],
  },
  { role: 'allocate', field: /^(__wbindgen_(malloc|export\w*)|__new)$/, signatures: ['(param i32 i32) (result i32)'] },
  // Before 0.2.87 it knew no alignment.
  { role: 'allocate', field: /^__wbindgen_malloc$/, signatures: ['(param i32) (result i32)'] },
  { role: 'reallocate', field: /^__wbindgen_realloc$/, signatures: ['(param i32 i32 i32) (result i32)'] },
  { role: 'free', field: /^__wbindgen_free$/, signatures: ['(param i32 i32) (result)'] },
  {
    role: 'reallocate',
    field: /^_*(it_|wasm_|cabi_)?(realloc|reallocate)$/i,
    signatures: ['(param i32 i32) (result i32)', '(param i32 i32 i32 i32) (result i32)'],
  },
  {
    role: 'reallocate',
    field: /^__wbindgen_(realloc|export\w*)$/,
    signatures: ['(param i32 i32 i32 i32) (result i32)'],
  },
  { role: 'free', field: /^__wbindgen_(free|export\w*)$/, signatures: ['(param i32 i32 i32) (result)'] },
  { role: 'return-area', field: /^__wbindgen_add_to_stack_pointer$/, signatures: ['(param i32) (result i32)'] },
  { role: 'keep', field: /^__pin$/, signatures: ['(param i32) (result i32)'] },
  { role: 'release', field: /^__unpin$/, signatures: ['(param i32) (result)'] },
  {
    role: 'free',
    field: /^_*(it_|wasm_|mem_?)?(free|dealloc|deallocate)(_?(bytes|buffer|memory|string|str|ptr|pointer|result))?$/i,
    signatures: ['(param i32) (result)', '(param i32 i32) (result)', '(param i32 i32 i32) (result)'],
  },
  { role: 'string-length', field: /^_*(it_)?strlen$/i, signatures: ['(param i32) (result i32)'] },
];

/** What gives memory back where something makes room and nothing has a plainer name. */
const freeingNames =
  /^_*(release|dispose|destroy|delete|drop)(_?(bytes|buffer|memory|string|str|ptr|pointer|result))?$/i;

export const mayFree = (field: string, signature: CoreSignature): boolean =>
  freeingNames.test(field) && ['(param i32) (result)', '(param i32 i32) (result)'].includes(signatureText(signature));

const supportNames =
  /^(_|\[|emscripten_|stack(Save|Restore|Alloc)$|dynCall_|asyncify_|cabi_|setThrew$|setTempRet0$|(calloc|qsort|mem(cpy|move|set|cmp))$|(syscall|runtime)\.|\w+_wasm_shim_)/;

export function roleOf(field: string, signature: CoreSignature): Role | undefined {
  const text = signatureText(signature);
  const found = patterns.find((pattern) => pattern.field.test(field) && pattern.signatures.includes(text));
  if (found) return found.role;
  return supportNames.test(field) ? 'support' : undefined;
}

/** What a parameter seems to be. A `length` belongs to the parameter before it; a `return` is where the result is to go. */
export type Guess = 'number' | 'text' | 'bytes' | 'length' | 'return';

export interface Reading {
  readonly params: readonly Guess[];
  readonly result: 'number' | 'text' | 'truth';
  /** A result that is pointer and length: in an area, as two results, or the halves of one number. */
  readonly pair?: 'area' | 'results' | 'halves';
  /** The last two results are what is thrown, and whether it is. */
  readonly isFallible?: boolean;
  /** Two i32s in a row that nothing tells apart from a pointer and a length. */
  readonly doubtful: boolean;
}

const pointerNames = /(^|_)(p|ptr|pointer|addr)$|^(ptr|pointer)|Ptr$|Pointer$/;
const textNames = /^(c?str(ing)?|s|text|msg|message|name|path|title|label|url|json|html|utf8|chars)\d?$/i;
const byteNames = /^(data|buf(fer)?|bytes|src|dst|dest|input|output|array|arr|image|pixels|samples)\d?$/i;
const lengthNames = /^(n|l|len(gth)?|size|count|num)\d?$|(_|^)(len|length|size|count)$|(Len|Length|Size|Count)$/;

const textWords = new Set(
  'str string text name message msg path json html title label url version greet greeting hello'.split(' '),
);
const textTakingWords = new Set('str string text print puts log parse greet utf8 json html'.split(' '));
const numberWords = new Set('int integer num number float double bool char len length size count'.split(' '));

/**
 * wasm-bindgen's: two i32 are a string, one more in front is where a string is to go; so are two results. Two more results
 * are the index of what is thrown and whether it is.
 *
 * @param hasArea - whether the module makes room for results
 */
export function bindgenReading({ signature }: FunctionInterface, hasArea: boolean): Reading {
  const { params = [], results = [] } = signature ?? {};
  const integers = params.findIndex((type) => type !== 'i32');
  const leading = integers < 0 ? params.length : integers;
  // With an even number, something besides strings goes in, if there is a place for what comes out.
  const returns = results.length === 0 && (leading % 2 === 1 || (hasArea && leading > 2));
  const first = returns ? 1 : 0;
  const guesses = params.map((_, index): Guess => {
    if (index < first) return 'return';
    const pair = index - first;
    if (index >= leading || (pair % 2 === 0 && index + 1 >= leading)) return 'number';
    return pair % 2 === 0 ? 'text' : 'length';
  });
  const areAll = (count: number): boolean => results.length === count && results.every((type) => type === 'i32');
  const isFallible = areAll(4) || (results.length === 3 && results[1] === 'i32' && results[2] === 'i32');
  const pair = returns ? 'area' : areAll(2) || areAll(4) ? 'results' : undefined;
  return {
    params: guesses,
    result: pair ? 'text' : 'number',
    ...(pair && { pair }),
    ...(isFallible && { isFallible }),
    doubtful: false,
  };
}

/** What a module has for pointers. */
export interface Memory {
  /** There is a memory, so that a number may be a place in it. */
  readonly isThere: boolean;
  /** Whoever frees has to say the size: Zig's way, and Rust's. What is no number is then written to a place that the caller makes. */
  readonly isSized: boolean;
}

/** Zig's and Rust's `void f(Slice* out, const uint8_t* text, size_t length)`, where no name says otherwise. */
const SLICE_OF_SLICE = '(param i32 i32 i32) (result)';

const sliceReading: Reading = { params: ['return', 'text', 'length'], result: 'text', pair: 'area', doubtful: false };

export function readingOf(field: string, { signature, parameterNames }: FunctionInterface, memory: Memory): Reading {
  const readable = memory.isThere;
  const isBare = parameterNames.every((name) => name === undefined);
  if (readable && memory.isSized && isBare && signature && signatureText(signature) === SLICE_OF_SLICE)
    return sliceReading;
  const types = signature?.params ?? [];
  const params = readable ? guessParameters(field, types, parameterNames) : types.map((): Guess => 'number');
  const plain = params.every((guess) => guess === 'number');
  const results = signature?.results ?? [];
  // TinyGo's: the pointer in the upper half.
  const isPacked = readable && results.length === 1 && results[0] === 'i64' && isText(textWords, field);
  return {
    params,
    result: isPacked ? 'text' : guessResult(field, results, readable),
    ...(isPacked && { pair: 'halves' as const }),
    doubtful: readable && isBare && plain && types.some((type, index) => type === 'i32' && types[index + 1] === 'i32'),
  };
}

function isText(textual: ReadonlySet<string>, field: string): boolean {
  const words = wordsOf(field);
  return words.some((word) => textual.has(word)) && !words.some((word) => numberWords.has(word));
}

/** `parse_html2Text` → parse, html, text. */
const wordsOf = (field: string): readonly string[] =>
  field
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

function guessResult(field: string, results: readonly string[], readable: boolean): Reading['result'] {
  if (results.length !== 1 || results[0] !== 'i32') return 'number';
  if (readable && isText(textWords, field)) return 'text';
  return /^(is|has|can)(_|[A-Z])/.test(field) ? 'truth' : 'number';
}

function guessParameters(
  field: string,
  types: readonly string[],
  names: readonly (string | undefined)[],
): readonly Guess[] {
  const guesses: Guess[] = [];
  const byField = names.every((name) => name === undefined) && isText(textTakingWords, field);
  for (const [index, type] of types.entries()) {
    if (type !== 'i32') guesses.push('number');
    else if (byField) guesses.push(guesses.length === 0 ? 'text' : guesses.length === 1 ? 'length' : 'number');
    else guesses.push(guessByName(names[index], guesses.at(-1)));
  }
  return guesses;
}

function guessByName(name: string | undefined, before: Guess | undefined): Guess {
  if (name === undefined) return 'number';
  if ((before === 'text' || before === 'bytes') && lengthNames.test(name)) return 'length';
  if (byteNames.test(name.replace(pointerNames, ''))) return 'bytes';
  return textNames.test(name) || pointerNames.test(name) ? 'text' : 'number';
}
