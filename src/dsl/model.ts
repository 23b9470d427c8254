/**
 * What a block of the C++ DSL declares, resolved and checked: the front-end makes it, the generators of ITL and of C++
 * read it. Nothing in here is text that still has to be understood.
 */
import type { Span } from '../source/source-map.ts';

/** One core module: every block of every source that goes into it. */
export interface DslModule {
  /** Of the core module and the component: the first source's, without its ending. */
  readonly name: string;
  readonly sources: readonly DslSource[];
  /** In an order in which each comes after the types it holds by value. */
  readonly types: readonly DslNamedType[];
  /** Other names for types: C++ gets them too. All other types here have none in them. */
  readonly aliases: readonly DslAlias[];
  readonly imports: readonly DslImport[];
  readonly exports: readonly DslFunction[];
  /** Constants that belong to no class. */
  readonly constants: readonly DslProperty[];
}

/** A .cpp file and where its blocks stand, so that the generator can put declarations in their place. */
export interface DslSource {
  readonly path: string;
  readonly text: string;
  /** Spans (global, see SourceMap) of the blocks from marker to marker, or from keyword to closing brace; in order. */
  readonly blocks: readonly Span[];
  /**
   * The texts of the `.it` files that were first included here, directly or through one another: what stands in them
   * belongs to this source.
   */
  readonly includes: readonly Span[];
  /** A C++ file that another one's block includes: its blocks count, but it is no source to be compiled by itself. */
  readonly isIncluded: boolean;
}

export interface DslAlias {
  readonly name: string;
  readonly type: DslType;
  readonly span: Span;
}

export interface DslImport {
  readonly module: string;
  readonly functions: readonly DslFunction[];
}

export interface DslFunction {
  readonly name: string;
  readonly params: readonly DslParam[];
  /** Absent: void. */
  readonly result: DslType | undefined;
  /** An import that may give a promise, an export that gives one. */
  readonly isAsync: boolean;
  /** What an import is called, where C++ has a name of its own for it. */
  readonly field?: string;
  /** What C++ calls it, where that is something else: the user's C++ alone declares it then. */
  readonly cpp?: string | undefined;
  /** Which of several of its name it is, counted from 1. */
  readonly overload?: number;
  readonly isConst?: boolean;
  readonly isNoexcept?: boolean;
  /** A method that a class of JavaScript's may have of its own; `pure`: the class itself has none. */
  readonly virtual?: 'virtual' | 'pure';
  /** The `///` lines directly above, joined by newlines; empty where there are none. */
  readonly doc: string;
  readonly span: Span;
}

export interface DslParam {
  readonly name: string | undefined;
  readonly type: DslType;
  /** What it is where JavaScript leaves it out. */
  readonly value?: DslDefault;
  /** A callback that has to be there. */
  readonly isRequired?: boolean;
  readonly span: Span;
}

export type DslDefault =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'case'; readonly number: number };

/** Names as in ITL. `u1` is written by `bool` too in C++ terms: both are `bool` there. */
export type DslScalar = 'u1' | 'bool' | 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 's64' | 'u64' | 'f32' | 'f64';

export type DslType =
  /** `cpp`: its type in C++ where that is not the usual one; `reference`: a parameter `const T&`. */
  | { readonly kind: 'scalar'; readonly name: DslScalar; readonly cpp?: string; readonly reference?: boolean }
  /** `string`: const char*, NUL-terminated, borrowed. `own string`: char* from malloc. */
  | { readonly kind: 'c-string'; readonly owned: boolean }
  /** `std::string` (parameter: const std::string&) or `std::string_view` (parameters only). */
  | { readonly kind: 'std-string'; readonly view: boolean; readonly cpp?: 'std::filesystem::path' }
  /** Texts of C++ that are not UTF-8. They cross the boundary as UTF-16. */
  | { readonly kind: 'wide-string'; readonly cpp: 'std::u16string' | 'std::u32string' | 'std::wstring' }
  /** Times and durations of `std::chrono`: a Date, or a number of the unit. */
  | { readonly kind: 'time'; readonly cpp: string; readonly isDate: boolean }
  /**
   * `buffer` and `array(T)` are `it::span<const T>`; `std::vector<T>` is the vector. `buffer` is element u8 and a Uint8Array.
   * `view(T)` is a span that JavaScript gets as it is, without a copy: parameters of what C++ calls only, T a number.
   * `std-span` and `it-span`: a span as a result too, which is copied. `string`: bytes in a std::string.
   */
  | { readonly kind: 'list'; readonly spelling: ListSpelling; readonly element: DslType }
  /** `std::array<T, N>`: an array of that length. */
  | { readonly kind: 'fixed'; readonly element: DslType; readonly length: number }
  /** Maps and sets, by the names of the templates. */
  | {
      readonly kind: 'map';
      readonly cpp: 'std::map' | 'std::unordered_map';
      readonly key: DslType;
      readonly value: DslType;
    }
  | { readonly kind: 'set'; readonly cpp: 'std::set' | 'std::unordered_set'; readonly item: DslType }
  /** `option(T)` and `std::optional<T>`. */
  | { readonly kind: 'option'; readonly value: DslType }
  /** `result(T, E)`; `_` or absent is no value. */
  | { readonly kind: 'result'; readonly ok: DslType | undefined; readonly error: DslType | undefined }
  /** `tuple(T, …)`: std::tuple, or std::pair where that is said. */
  | { readonly kind: 'tuple'; readonly items: readonly DslType[]; readonly isPair?: boolean }
  /** `any`: it::ref. `class`: an instance of a class that is imported, which C++ has under that name. */
  | { readonly kind: 'any'; readonly class?: string }
  /** `std::function<R(A…)>`. A callback and a class of the module stand for it, by these names. */
  | (FunctionShape & {
      readonly kind: 'function';
      readonly callback: string;
      readonly holder: string;
      /** A parameter `const std::function<…>&`. */
      readonly reference?: boolean;
    })
  /**
   * A declared type, class or callback, by name. `retain`: a callback that outlives the call. `reference`: of a shared pointer,
   * `const …&`.
   */
  | {
      readonly kind: 'named';
      readonly name: string;
      readonly retained?: boolean;
      readonly ownership?: Ownership;
      readonly reference?: boolean;
    };

/**
 * Who has an object of a class: it changes hands, it stays whose it is, or C++ is to have the std::shared_ptr. Without a word a
 * parameter is used during the call, and what comes by value or as a smart pointer is JavaScript's.
 */
export type Ownership = 'own' | 'lent' | 'pointer';

export interface FunctionShape {
  readonly params: readonly DslType[];
  readonly result: DslType | undefined;
}

/** `items`: of a set, which JavaScript never sees as a buffer. */
export type ListSpelling = 'span' | 'vector' | 'view' | 'std-span' | 'it-span' | 'string' | 'items';

export type DslNamedType = DslStruct | DslEnum | DslFlags | DslVariant | DslClass | DslImportedClass | DslCallback;

interface Named {
  readonly name: string;
  readonly doc: string;
  readonly span: Span;
}

export interface DslStruct extends Named {
  readonly kind: 'struct';
  /** One that the user's C++ defines, under this name. */
  readonly cpp?: string | undefined;
  readonly fields: readonly DslField[];
}

export interface DslField {
  readonly name: string;
  readonly type: DslType;
  readonly doc: string;
  readonly span: Span;
}

export interface DslEnum extends Named {
  readonly kind: 'enum';
  /** One that the user's C++ defines, under this name; its values may be any. */
  readonly cpp?: string | undefined;
  readonly cases: readonly (DslCase & { readonly cpp?: string | undefined })[];
}

/** At most 32; the first is bit 0. */
export interface DslFlags extends Named {
  readonly kind: 'flags';
  readonly cases: readonly DslCase[];
}

export interface DslCase {
  readonly name: string;
  readonly doc: string;
  readonly span: Span;
}

export interface DslVariant extends Named {
  readonly kind: 'variant';
  readonly cases: readonly (DslCase & { readonly type: DslType | undefined })[];
}

/** The user's own class; JavaScript gets a class of the same name. */
export interface DslClass extends Named {
  readonly kind: 'class';
  /** Objects belong to std::shared_ptr, of which JavaScript has one. */
  readonly shared?: boolean;
  /** The type of a container that is changed in its place. */
  readonly container?: DslType;
  /** What holds a `std::function` that JavaScript has; its one method calls it. */
  readonly isFunction?: boolean;
  /** What C++ calls it, where that is something else. */
  readonly cpp?: string | undefined;
  /** The class that it extends, in C++ and in JavaScript. */
  readonly base?: string;
  /** None: JavaScript cannot make one with `new`. */
  readonly constructors: readonly DslFunction[];
  readonly methods: readonly DslFunction[];
  readonly statics: readonly DslFunction[];
  readonly properties: readonly DslProperty[];
}

export interface DslProperty {
  readonly name: string;
  readonly type: DslType;
  /** `readonly prop`. */
  readonly readonly: boolean;
  /** Of the class itself. */
  readonly isStatic?: boolean;
  /** What reads it in C++, and what writes it, where those are functions of other names. */
  readonly getter?: string | undefined;
  readonly setter?: string | undefined;
  readonly doc: string;
  readonly span: Span;
}

/** A class of another component, or of JavaScript's: C++ has one of its name, whose objects hold instances of that. */
export interface DslImportedClass extends Named {
  readonly kind: 'imported';
  /** Where it is imported from. */
  readonly module: string;
  /** An imported class that it extends. */
  readonly base?: string;
  readonly members: readonly DslImportedMember[];
}

export interface DslImportedMember {
  readonly kind: 'constructor' | 'method' | 'static' | 'get' | 'set' | 'static get' | 'static set';
  /** What C++ calls it; a constructor's is the class's name. */
  readonly name: string;
  /** Whether its first parameter is the instance. */
  readonly takesInstance: boolean;
  /** What does it, which is one of the module's imports too. */
  readonly func: DslFunction;
}

/** `callback N(params) -> result`: a function of JavaScript's. Only functions that C++ defines take one, as a parameter. */
export interface DslCallback extends Named {
  readonly kind: 'callback';
  /** It stands for a `std::function`, and has no name outside. */
  readonly isFunction?: boolean;
  readonly params: readonly DslParam[];
  readonly result: DslType | undefined;
}
