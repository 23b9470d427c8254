/** What those who write C++ every day put into a block, and what to write instead. */
import type { IToken } from 'chevrotain';

/** C++ types as they are spelled, with single blanks between words, to those of the DSL. */
const dslTypes: Readonly<Record<string, string>> = {
  int: 's32',
  signed: 's32',
  unsigned: 'u32',
  'signed int': 's32',
  'unsigned int': 'u32',
  short: 's16',
  'unsigned short': 'u16',
  long: 's32',
  'unsigned long': 'u32',
  'long long': 's64',
  'unsigned long long': 'u64',
  char: 's8',
  'signed char': 's8',
  'unsigned char': 'u8',
  float: 'f32',
  double: 'f64',
  size_t: 'u32',
  'std::size_t': 'u32',
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
  'std::tuple': 'tuple(T, …)',
  'std::pair': 'tuple(T, U)',
  'std::span': 'array(T)',
  'std::array': 'array(T)',
  'std::list': 'std::vector<T>',
  'std::variant': 'a type of its own: type N = variant { … };',
  'std::expected': 'result(T, E)',
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
  const found = tokens[index]?.image ?? '';
  const before = tokens[index - 1]?.image ?? '';
  return remedyForType(tokens, index) ?? remedyForSign(found, before, tokens[0]?.image ?? '');
}

function remedyForSign(found: string, before: string, first: string): string | undefined {
  if (found === ':' && before === ')') return "the result stands behind '->'";
  if (found === '=' && (first === 'func' || first === 'callback')) return 'parameters have no default values';
  if (found === '=' && first !== 'type') return 'cases and fields have no values of their own';
  if (found === '{' && before !== '=') return 'only the signature is written here; the body stands in the C++ code';
  if (found === 'const' || found === 'noexcept' || found === 'override') return `leave '${found}' out`;
  if (found === '<') return 'type arguments stand in parentheses: array(T)';
  return undefined;
}

const isTypePart = (image: string): boolean => /^(?:[A-Za-z_]\w*|::|\*|&)$/.test(image);

/** Where the token belongs to a type as C++ spells it, or to a parameter that C++ would have. */
function remedyForType(tokens: readonly IToken[], index: number): string | undefined {
  if (!isTypePart(tokens[index]?.image ?? '')) return undefined;
  let start = index;
  while (isTypePart(tokens[start - 1]?.image ?? '')) start -= 1;
  let end = index + 1;
  while (isTypePart(tokens[end]?.image ?? '')) end += 1;
  return remedyForWords(tokens.slice(start, end).map((token) => token.image));
}

function remedyForWords(words: readonly string[]): string | undefined {
  const whole = dslTypeFor(spelled(words));
  if (whole !== undefined) return `write ${whole}`;
  const name = words.at(-1) ?? '';
  const type = spelled(words.slice(0, -1));
  if (/^[A-Za-z_]\w*$/.test(name) && type !== '' && !type.endsWith('::'))
    return `a name stands before its type: ${name}: ${dslTypeFor(type) ?? type}`;
  return words.some((word) => word === '*' || word === '&') ? "types have no '*' and no '&' here" : undefined;
}

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
  if (first === 'struct' || first === 'enum' || first === 'variant' || first === 'flags') {
    const name = second === 'class' ? third : second;
    return `write type ${name || 'NAME'} = ${first} { … };`;
  }
  if (first === 'using') return `write type ${second} = TYPE;`;
  if (first === 'typedef') return 'write type NAME = TYPE;';
  if (second === ':' && /^(?:public|private|protected)$/.test(first)) return 'everything here is public; leave it out';
  const paren = images.indexOf('(');
  const name = images[paren - 1] ?? '';
  return paren >= 2 && /^[A-Za-z_]\w*$/.test(name) ? `write func ${name}(PARAMETERS) -> RESULT;` : undefined;
}
