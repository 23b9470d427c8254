/** C++ of a test's own for types of the DSL: their spelling, values as expressions, and a comparison. */
import { memberName, type Shape, scalars } from './declared-type.ts';

/** The type of a value that owns what it holds. */
export function cppType(shape: Shape): string {
  const of = (side: Shape | undefined): string => (side ? cppType(side) : 'void');
  switch (shape.kind) {
    case 'scalar':
      return scalars[shape.name].cpp;
    case 'string':
      return {
        string: 'const char*',
        'own string': 'char*',
        'std::string': 'std::string',
        'std::string_view': 'std::string',
      }[shape.spelling];
    case 'list':
      return `std::vector<${of(shape.element)}>`;
    case 'option':
      return `std::optional<${of(shape.value)}>`;
    case 'result':
      return `it::result<${of(shape.ok)}, ${of(shape.error)}>`;
    case 'tuple':
      return `std::tuple<${shape.items.map(of).join(', ')}>`;
    case 'any':
      return 'it::ref';
    case 'enum':
    case 'flags':
    case 'struct':
    case 'variant':
      return shape.name;
  }
}

export function cppParam(shape: Shape): string {
  if (shape.kind === 'string') return shape.spelling.startsWith('std::') ? textParam(shape.spelling) : cppType(shape);
  if (shape.kind === 'list' && shape.spelling === 'array') {
    const element = cppType(shape.element);
    return `it::span<${element.endsWith('*') ? `${element} const` : `const ${element}`}>`;
  }
  return /^(scalar|any|enum|flags)$/.test(shape.kind) ? cppType(shape) : `const ${cppType(shape)}&`;
}

const textParam = (spelling: string): string => (spelling === 'std::string' ? 'const std::string&' : spelling);

/** An owning value of what a parameter `from` holds. */
export function copyOf(shape: Shape, from: string): string {
  if (shape.kind === 'list' && shape.spelling === 'array') return `${cppType(shape)}(${from}.begin(), ${from}.end())`;
  return shape.kind === 'string' && shape.spelling === 'std::string_view' ? `std::string(${from})` : from;
}

type Case = { readonly tag: string; readonly val?: unknown };

/** @param value as JavaScript has it; `any` has none in C++ */
export function expression(shape: Shape, value: unknown): string {
  const type = cppType(shape);
  switch (shape.kind) {
    case 'scalar':
      return scalarText(shape.name, value);
    case 'string':
      return textOf(shape.spelling, value as string);
    case 'list':
      return `${type}{${Array.from(value as ArrayLike<unknown>, (item) => expression(shape.element, item)).join(', ')}}`;
    case 'option':
      return optionText(shape.value, type, value);
    case 'result':
      return resultText(shape, type, value as Case);
    case 'tuple':
      return `${type}(${shape.items.map((item, index) => expression(item, (value as unknown[])[index])).join(', ')})`;
    case 'any':
      throw new Error('any has no value in C++');
    case 'enum':
      return `${type}::${value as string}`;
    case 'flags':
      return flagsText(type, value as Record<string, boolean>);
    case 'struct': {
      const fields = value as Record<string, unknown>;
      return `${type}{${shape.fields.map((field, index) => expression(field, fields[memberName(index)])).join(', ')}}`;
    }
    case 'variant': {
      const { tag, val } = value as Case;
      const payload = shape.cases[Number(tag.slice(1))];
      return `${type}(${type}::${tag}(${payload ? expression(payload, val) : ''}))`;
    }
  }
}

function optionText(shape: Shape, type: string, value: unknown): string {
  if (shape.kind === 'option') {
    const { tag, val } = value as Case;
    return tag === 'none' ? `${type}()` : `${type}(std::in_place, ${expression(shape, val)})`;
  }
  return value === undefined ? `${type}()` : `${type}(${expression(shape, value)})`;
}

function resultText({ ok, error }: Extract<Shape, { kind: 'result' }>, type: string, { tag, val }: Case): string {
  if (tag === 'ok') return ok ? `${type}(${expression(ok, val)})` : `${type}()`;
  if (!error) return `${type}(it::error())`;
  return `${type}(it::error_value<${cppType(error)}>{${expression(error, val)}})`;
}

function flagsText(type: string, value: Readonly<Record<string, boolean>>): string {
  const set = Object.keys(value).filter((name) => value[name]);
  return set.length === 0 ? `${type}()` : `(${set.map((name) => `${type}::${name}`).join(' | ')})`;
}

function textOf(spelling: string, text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const literal = `"${bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
  if (spelling === 'own string') return `strdup(${literal})`;
  return spelling === 'string' ? literal : `std::string(${literal}, ${bytes.length})`;
}

function scalarText(name: keyof typeof scalars, value: unknown): string {
  const { cpp } = scalars[name];
  if (cpp === 'bool') return value ? 'true' : 'false';
  if (typeof value === 'bigint')
    return value < 0n ? `static_cast<${cpp}>(-${-value - 1n}ll - 1)` : `static_cast<${cpp}>(${value}ull)`;
  return name === 'f32' || name === 'f64' ? floatText(cpp, value as number) : `static_cast<${cpp}>(${value}ll)`;
}

function floatText(cpp: string, value: number): string {
  if (Number.isNaN(value)) return `static_cast<${cpp}>(__builtin_nan(""))`;
  const magnitude =
    Math.abs(value) === Infinity
      ? '__builtin_inf()'
      : `${Math.abs(value)}${Number.isInteger(value) && Math.abs(value) < 1e21 ? '.0' : ''}`;
  return `static_cast<${cpp}>(${Object.is(value, -0) || value < 0 ? '-' : ''}${magnitude})`;
}

/** `same(a, b)` for values of all types; of structs and variants those given. */
export function comparison(named: readonly Shape[]): string {
  const declared = named.filter(({ kind }) => kind === 'struct' || kind === 'variant');
  return [
    ...templates.map((signature) => `template <class... Ts> bool same(const ${signature}& a, const ${signature}& b);`),
    'template <class T> bool same(const T& a, const T& b);',
    'inline bool same(const char* a, const char* b) { return strcmp(a, b) == 0; }',
    'inline bool same(const std::string& a, const std::string& b) { return a == b; }',
    ...declared.map((shape) => `bool same(const ${cppType(shape)}& a, const ${cppType(shape)}& b);`),
    templateBodies,
    ...declared.map(sameText),
  ].join('\n');
}

const templates = ['std::vector<Ts...>', 'std::optional<Ts...>', 'std::tuple<Ts...>', 'it::result<Ts...>'];

const templateBodies = `
template <class T> bool same(const T& a, const T& b) {
  if constexpr (std::is_floating_point_v<T>) return (a != a && b != b) || memcmp(&a, &b, sizeof a) == 0;
  else return a == b;
}
inline bool same(const std::monostate&, const std::monostate&) { return true; }
template <class... Ts> bool same(const std::vector<Ts...>& a, const std::vector<Ts...>& b) {
  bool equal = a.size() == b.size();
  for (size_t i = 0; equal && i < a.size(); ++i) {
    const typename std::vector<Ts...>::value_type& left = a[i];
    const typename std::vector<Ts...>::value_type& right = b[i];
    equal = same(left, right);
  }
  return equal;
}
template <class... Ts> bool same(const std::optional<Ts...>& a, const std::optional<Ts...>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}
template <class Tuple, size_t... Is> bool same_items(const Tuple& a, const Tuple& b, std::index_sequence<Is...>) {
  return (same(std::get<Is>(a), std::get<Is>(b)) && ...);
}
template <class... Ts> bool same(const std::tuple<Ts...>& a, const std::tuple<Ts...>& b) {
  return same_items(a, b, std::index_sequence_for<Ts...>());
}
template <class... Ts> bool same(const it::result<Ts...>& a, const it::result<Ts...>& b) {
  return a.ok() == b.ok() && (a.ok() ? same(a.value(), b.value()) : same(a.error(), b.error()));
}`;

function sameText(shape: Shape): string {
  const type = cppType(shape);
  const head = `bool same(const ${type}& a, const ${type}& b) {`;
  if (shape.kind === 'struct') {
    const fields = shape.fields.map((_, index) => `same(a.${memberName(index)}, b.${memberName(index)})`);
    return `${head} return ${fields.join(' && ')}; }`;
  }
  if (shape.kind !== 'variant') throw new Error(`a ${shape.kind} is compared by ==`);
  const cases = shape.cases.map((item, index) => {
    const name = `${type}::${memberName(index)}`;
    return `(a.is<${name}>() && ${item ? `same(a.get<${name}>(), b.get<${name}>())` : 'true'})`;
  });
  return `${head} return a.index() == b.index() && (${cases.join(' || ')}); }`;
}
