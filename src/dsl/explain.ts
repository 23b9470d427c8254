/** What those who write C++ every day put into a block, and what to write instead. */
import type { IToken } from 'chevrotain';
import { builtInNames } from './type-names.ts';

/** C++ types as they are spelled, with single blanks between words, to those of the DSL. */
const dslTypes: Readonly<Record<string, string>> = {
  int: 's32',
  signed: 's32',
  unsigned: 'u32',
  'signed int': 's32',
  'unsigned int': 'u32',
  short: 's16',
  'unsigned short': 'u16',
  'unsigned long': 'u32',
  'long long': 's64',
  'unsigned long long': 'u64',
  'signed char': 's8',
  'unsigned char': 'u8',
  float: 'f32',
  double: 'f64',
  ...Object.fromEntries(
    ['8', '16', '32', '64'].flatMap((bits) => [
      [`int${bits}_t`, `s${bits}`],
      [`uint${bits}_t`, `u${bits}`],
      [`std::int${bits}_t`, `s${bits}`],
      [`std::uint${bits}_t`, `u${bits}`],
    ]),
  ),
  'const char*': 'string',
  'char*': 'own string',
  'const std::string&': 'std::string',
  'std::list': 'std::vector<T>',
  'std::deque': 'std::vector<T>',
  'std::variant': 'a type of its own: type N = variant { … };',
  'std::expected': 'result(T, E)',
  wchar_t: 'u32',
  char16_t: 'u16',
  char32_t: 'u32',
  val: 'any',
  'emscripten::val': 'any',
  'it::ref': 'any',
  'const it::ref&': 'any',
  promise: 'the type that comes of it, and async in front of func',
  Promise: 'the type that comes of it, and async in front of func',
  vector: 'std::vector<T>',
  optional: 'option(T)',
  list: 'array(T)',
  i32: 's32',
  i64: 's64',
  number: 'f64',
  boolean: 'bool',
  String: 'string',
};

/** What to write for a type of C++ (or of another language); undefined where nothing is the same. */
export const dslTypeFor = (cpp: string): string | undefined =>
  Object.hasOwn(dslTypes, cpp) ? dslTypes[cpp] : undefined;

/** What to do about the token at `index`, which cannot stand there; undefined where nothing better is known. */
export function remedyFor(tokens: readonly IToken[], index: number): string | undefined {
  const images = tokens.map((token) => token.image);
  const first = images[0] ?? '';
  if (first === 'export' && index === 1) return 'an export has no name';
  if (first === 'import' || first === 'include') return remedyForHead(first, images[index] ?? '');
  if (first === 'type' && (index <= 2 || images[index] === '{' || images[index] === 'class'))
    return remedyForDefinition(images, index);
  return (
    remedyForMember(images, index) ??
    remedyForAsync(images, index) ??
    remedyForType(images, index) ??
    remedyForSign(images, index)
  );
}

/** What C++ says of members, and the block does not. */
function remedyForMember(images: readonly string[], index: number): string | undefined {
  const found = images[index] ?? '';
  if (/^operator\W/.test(found) && images[index - 1] === 'func')
    return `an operator needs a name here: func NAME = ${found}(…)`;
  if (found === '[' && images[index - 1] === 'func') return 'names are words: write func NAME(PARAMETERS) -> RESULT;';
  if (found === '<' && images[0] === 'class' && index === 2)
    return `give the instance a name of its own: class NAME = ${images[1]}<…> { … }`;
  if (/^(?:const|noexcept|override)$/.test(found) && images.includes('->') && !images.slice(index).includes(')'))
    return found === 'override'
      ? `leave '${found}' out`
      : `it stands before the result: func NAME(…) ${found} -> TYPE;`;
  return undefined;
}

/** Where a case of a variant begins with a type. */
export function remedyForCase(tokens: readonly IToken[], index: number): string | undefined {
  const images = tokens.map((token) => token.image);
  if (index !== 1 || !/^(?:::|\(|<)$/.test(images[1] ?? '')) return undefined;
  const type = spelled(images.filter((image) => image !== ';')).replace(/ (?=[(),<>])|(?<=[(<]) /g, '');
  return `each case has a name: NAME: ${type};`;
}

/** Where `async` stands in front of the token, or the token is what should follow it. */
function remedyForAsync(images: readonly string[], index: number): string | undefined {
  const before = images.indexOf('async');
  if (before < 0 || before !== index - 1) return undefined;
  const found = images[index] ?? '';
  if (found === 'static') return 'write static async func';
  if (/^(?:callback|prop|readonly|class|type)$/.test(found)) return 'only functions can be async';
  return 'write async func NAME(PARAMETERS); constructors cannot be async';
}

const remedyForHead = (first: string, found: string): string | undefined =>
  IDENTIFIER.test(found) ? `write ${first} "${found}"` : undefined;

function remedyForDefinition(images: readonly string[], index: number): string | undefined {
  const [, name = ''] = images;
  const found = images[index] ?? '';
  if (index < 2) return undefined;
  if (found === 'class') return `write class ${name} { … }`;
  if (found === '{') return `write type ${name} = struct { … };`;
  return kinds.has(found) ? `write type ${name} = ${found} { … };` : `write type ${name} = TYPE;`;
}

const kinds: ReadonlySet<string> = new Set(['struct', 'enum', 'flags', 'variant']);

const IDENTIFIER = /^[A-Za-z_]\w*$/;

function remedyForSign(images: readonly string[], index: number): string | undefined {
  const found = images[index] ?? '';
  const paren = images.indexOf('(');
  const isFunction = paren >= 0;
  const opened = images.lastIndexOf('<', index);
  const generic = images[opened - 1] ?? '';
  if (opened > 0 && IDENTIFIER.test(generic) && images[opened - 2] !== '::' && (found === ')' || found === ','))
    return `what does not begin with std:: has its types in parentheses: ${generic}(T)`;
  if (found === '[') return `write array(${images[index - 1] ?? 'T'})`;
  if (found === ':' && images[index - 2] === 'retain') return `write ${images[index - 1]}: retain ${images[index + 1]}`;
  if (found === ',' && images[0] === 'class')
    return 'JavaScript knows one base: members of the others are given by functions, func NAME = ::f(…)';
  if (found === '->' && paren === 1) return "a method begins with 'func'";
  if (found === ':' && images[index - 1] === ')') return "the result stands behind '->'";
  if (/^\d/.test(found) && images[index - 1] === '=') return 'members have no values of their own';
  if (found === '=')
    return isFunction ? 'a value stands behind the type: NAME: TYPE = VALUE' : 'members have no values of their own';
  if (found === '{' && isFunction) return 'only the signature is written here; the body stands in the C++ code';
  if (found === 'const' || found === 'noexcept' || found === 'override') return `leave '${found}' out`;
  if (found === ',' && !isFunction) return "members end with ';'";
  if (found === ';' && !isFunction && images.length === 2) return "cases are separated by ','";
  if (found === ';' && isFunction && index < images.length - 1) return "parameters are separated by ','";
  return undefined;
}

const isTypePart = (image: string): boolean => /^(?:[A-Za-z_]\w*|::|\*|&)$/.test(image);

/** Where the token belongs to a type as C++ spells it, or to a parameter that C++ would have. */
function remedyForType(images: readonly string[], index: number): string | undefined {
  if (!isTypePart(images[index] ?? '')) return undefined;
  const isType = (at: number): boolean => isTypePart(images[at] ?? '');
  let start = index;
  while (isType(start - 1)) start -= 1;
  let end = index + 1;
  while (isType(end)) end += 1;
  if (images[end] === ':') return "a ',' is missing in front of it";
  return remedyForWords(images.slice(start, end));
}

function remedyForWords(words: readonly string[]): string | undefined {
  const whole = dslTypeFor(spelled(words));
  if (whole !== undefined) return `write ${whole}`;
  const name = words.at(-1) ?? '';
  const type = spelled(words.slice(0, -1));
  if (words.some((word) => statements.has(word))) return undefined;
  if (words[0] === 'retain') return 'it stands before the type: NAME: retain CALLBACK';
  if (builtInNames.includes(name) && IDENTIFIER.test(type)) return `write ${type}: ${name}`;
  if (IDENTIFIER.test(name) && type !== '' && !type.endsWith('::'))
    return `a name stands before its type: ${name}: ${dslTypeFor(type) ?? type}`;
  return words.some((word) => word === '*' || word === '&') ? "types have no '*' and no '&' here" : undefined;
}

/** Words that begin a statement: they are no part of a type, though types may be called so. */
const statements: ReadonlySet<string> = new Set(['func', 'type', 'class', 'callback', 'static', 'readonly', 'prop']);

/** `const char*`, `std::string`. */
const spelled = (words: readonly string[]): string =>
  words
    .join(' ')
    .replace(/ ?:: ?/g, '::')
    .replace(/ ([*&])/g, '$1')
    .trim();

/** What to do about a statement that begins with no word of the DSL. */
export function remedyForStranger(tokens: readonly IToken[]): string | undefined {
  const images = tokens.map((token) => token.image);
  const [first = '', second = '', third = ''] = images;
  if (kinds.has(first)) {
    const name = second === 'class' ? third : second;
    return `write type ${name || 'NAME'} = ${first} { … };`;
  }
  if (first === 'using') return `write type ${second} = TYPE;`;
  if (first === 'typedef') return 'write type NAME = TYPE;';
  if (second === ':' && /^(?:public|private|protected)$/.test(first)) return 'everything here is public; leave it out';
  const paren = images.indexOf('(');
  const name = images[paren - 1] ?? '';
  return paren >= 2 && IDENTIFIER.test(name) ? `write func ${name}(PARAMETERS) -> RESULT;` : undefined;
}
