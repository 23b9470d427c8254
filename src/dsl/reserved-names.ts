/** Names that C++, its library, the linker or JavaScript have taken already. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Up to C++23, with the words that stand for operators. */
export const cppKeywords = words(`
  alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl concept
  const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double
  dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new
  noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires return short
  signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef typeid
  typename union unsigned using virtual void volatile wchar_t while xor xor_eq
`);

const macros = words('NULL EOF errno assert offsetof stdin stdout stderr INFINITY NAN va_list setjmp');

/** What an export cannot be called: the core module has exports of these names, or the linker gives them a meaning. */
const coreExports = words('memory malloc free calloc realloc _start _initialize');

/** Of types: what ITL has itself. */
const itlTypes = words(`
  char bytes list record func resource i32 i64 externref variant enum flags tuple struct
`);

/** Why a name cannot be used anywhere in a block; undefined where it can. */
export function reasonAgainst(name: string): string | undefined {
  if (name.startsWith('_it_')) return "names that begin with '_it_' belong to itlc";
  if (name.startsWith('__') || /^_[A-Z]/.test(name)) return 'names that begin so belong to the C++ compiler';
  if (name === '_') return 'it has no meaning by itself';
  if (name === 'std') return "it is C++'s namespace; its types are written std::string";
  return macros.has(name) ? "it is a macro of C's headers" : undefined;
}

/** Why nothing in the global namespace can have it. */
export const reasonAgainstGlobal = (name: string): string | undefined =>
  name === 'it'
    ? "it is the namespace of itlc's headers"
    : name === 'main'
      ? 'it is where a program begins'
      : undefined;

export const reasonAgainstExport = (name: string): string | undefined =>
  coreExports.has(name) ? 'the core module has an export of that name already' : undefined;

export const reasonAgainstType = (name: string, builtIn: readonly string[]): string | undefined =>
  builtIn.includes(name) || itlTypes.has(name) ? 'it is a built-in type' : undefined;
