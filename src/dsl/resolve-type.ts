/** Types by name: what stands in the text to what is meant. */
import {
  endlessAlias,
  misplacedMemoryView,
  misplacedView,
  nestedTypes,
  noTypeArguments,
  ownersOnly,
  ownWithoutString,
  retainWithoutCallback,
  tooLargeType,
  unknownDslType,
  unviewableElement,
  voidType,
  wrongTypeArguments,
} from '../diagnostics/dsl.ts';
import {
  bareFunctionType,
  misplacedReference,
  misplacedSpan,
  mutableReference,
  noObject,
  ownedShared,
  unfitKey,
  unsharedPointer,
} from '../diagnostics/dsl-types.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { SourceFile } from '../source/source-map.ts';
import { dslTypeFor } from './explain.ts';
import { type FunctionTypes, functionTypes } from './function-types.ts';
import { innerTypes } from './inner-types.ts';
import type { DslNamedType, DslType, FunctionShape, Ownership } from './model.ts';
import { declarationOf } from './outside-blocks.ts';
import { TYPE_DEPTH_LIMIT } from './parse-piece.ts';
import type { AliasNode, ClassNode, TypeDeclaration, TypeNode } from './syntax.ts';
import { builtInNames, type Constructor, isNumeric, simpleTypes, typeConstructors } from './type-names.ts';

/**
 * Where a type stands. Views of text can only be parameters; views of C++'s memory parameters of what C++ calls, imported
 * functions and callbacks: `handed`. A `result` may be a span that is copied. An alias may be any until it is used.
 */
export type TypePlace = 'parameter' | 'handed' | 'result' | 'alias' | 'elsewhere';

interface ResolvedAlias {
  readonly type: DslType;
  /** How many types it is made of. */
  readonly size: number;
}

/** What is in the type's place when it could not be understood; that was reported, and nothing is made of it. */
const unknown: DslType = { kind: 'any' };

/** Aliases stand for so many types at most: they can double from one to the next. */
const SIZE_LIMIT = 1000;

export class TypeResolver {
  readonly declared: ReadonlyMap<string, TypeDeclaration>;
  readonly errors: ErrorList;
  readonly #aliases = new Map<string, ResolvedAlias>();
  /** Aliases that are being resolved, the outermost first. */
  readonly #pending: string[] = [];
  #size = 0;
  readonly #functions = new Map<string, FunctionTypes>();

  readonly #sources: readonly SourceFile[];

  /** @param sources may have declarations outside of their blocks, of which the user is told */
  constructor(declared: ReadonlyMap<string, TypeDeclaration>, errors: ErrorList, sources: readonly SourceFile[]) {
    this.declared = declared;
    this.errors = errors;
    this.#sources = sources;
  }

  resolve(node: TypeNode, place: TypePlace = 'elsewhere'): DslType {
    this.#size = 0;
    const type = this.#type(node);
    if (depthOf(type) > TYPE_DEPTH_LIMIT) this.errors.add(nestedTypes(TYPE_DEPTH_LIMIT, node.span));
    if (isLasting(place) && isTextView(type)) this.errors.add(misplacedView(node.span));
    if (place !== 'handed' && place !== 'alias' && place !== 'result' && isMemoryView(type))
      this.errors.add(misplacedMemoryView(node.span));
    if (place === 'elsewhere' && isSpan(type)) this.errors.add(misplacedSpan(node.name, node.span));
    if (isLasting(place) && type.kind === 'scalar' && type.reference) this.errors.add(misplacedReference(node.span));
    return type;
  }

  #type(node: TypeNode): DslType {
    if (node.reference) return this.#referred(node, node.reference);
    if (node.called) return this.#misplacedFunction(node);
    this.#size += 1;
    if (node.own) return this.#owned(node);
    if (node.lent) return this.#objectOf({ ...node, lent: false }, 'lent');
    if (node.name === 'std::function') return this.#function(node);
    const pointer = smartPointers.get(node.name);
    if (pointer) return this.#pointerTo(node, pointer);
    if (node.retain) return this.#retained(node);
    const made = typeConstructors.get(node.name);
    if (made) return this.#construct(node, made);
    if (node.bracket !== undefined) return this.#withArguments(node);
    return simpleTypes.get(node.name) ?? this.#named(node);
  }

  /** `const T&`: of numbers it says how C++ has them, everything else is passed so anyway. */
  #referred(node: TypeNode, reference: 'const' | 'mutable'): DslType {
    const type = this.#type({ ...node, reference: undefined });
    const isPointer = type.kind === 'named' && type.ownership === 'pointer';
    if ((type.kind === 'scalar' || type.kind === 'function' || isPointer) && reference === 'const')
      return { ...type, reference: true };
    if (reference === 'mutable' && !this.isObject(type) && type !== unknown)
      this.errors.add(mutableReference(node.name, node.span));
    return type;
  }

  isObject(type: DslType): boolean {
    return type.kind === 'named' && this.declared.get(type.name)?.kind === 'class';
  }

  isShared(type: DslType): boolean {
    const declared = type.kind === 'named' && type.ownership !== 'lent' ? this.declared.get(type.name) : undefined;
    return declared?.kind === 'class' && declared.shared;
  }

  /** What was made for types of functions: of each signature a callback and a class. */
  get functions(): readonly DslNamedType[] {
    return [...this.#functions.values()].flatMap(({ types }) => types);
  }

  #function(node: TypeNode): DslType {
    const [of, second] = node.args;
    const params = of?.called ?? (of?.bracket === '(' ? of.args : undefined);
    if (of === undefined || second !== undefined || params === undefined) {
      this.errors.add(wrongTypeArguments(node.name, 'std::function<RESULT(PARAMETERS)>', node.span));
      return unknown;
    }
    const result = of.called ? { ...of, called: undefined } : { ...of, bracket: undefined, args: [] };
    const shape: FunctionShape = {
      params: params.map((each) => this.#inner(each)),
      result: result.name === 'void' ? undefined : this.#inner(result),
    };
    const text = JSON.stringify(shape);
    const made = this.#functions.get(text) ?? functionTypes(shape, this.#functions.size + 1, node.span);
    this.#functions.set(text, made);
    return made.type;
  }

  #misplacedFunction(node: TypeNode): DslType {
    this.errors.add(bareFunctionType(node.span));
    return unknown;
  }

  #owned(node: TypeNode): DslType {
    if (node.name === 'string' && node.bracket === undefined) return { kind: 'c-string', owned: true };
    return this.#objectOf({ ...node, own: false }, 'own');
  }

  /** `own C`, `lent C`. */
  #objectOf(node: TypeNode, ownership: Ownership): DslType {
    const type = this.#type(node);
    const declared = type.kind === 'named' ? this.declared.get(type.name) : undefined;
    if (type.kind === 'named' && declared?.kind === 'class')
      return this.#checkOwnership(type, declared, ownership, node);
    if (type.kind === 'any' && type.class !== undefined) {
      const word = ownership === 'pointer' ? 'std::shared_ptr' : ownership;
      this.errors.add(ownersOnly(`'${word}'`, type.class, node.span));
      return type;
    }
    if (type !== unknown && declared?.kind !== 'broken')
      this.errors.add(ownership === 'own' ? ownWithoutString(node.span) : noObject(node.span));
    return unknown;
  }

  #checkOwnership(
    type: DslType & { kind: 'named' },
    { shared }: ClassNode,
    ownership: Ownership,
    node: TypeNode,
  ): DslType {
    if (ownership === 'own' && shared) this.errors.add(ownedShared(type.name, node.span));
    if (ownership === 'pointer' && !shared) this.errors.add(unsharedPointer(type.name, node.span));
    return { ...type, ownership };
  }

  /** `std::unique_ptr<C>`, `std::shared_ptr<C>`. */
  #pointerTo(node: TypeNode, ownership: Ownership): DslType {
    const [of, second] = node.args;
    if (of && second === undefined && node.bracket === '<') return this.#objectOf(of, ownership);
    this.errors.add(wrongTypeArguments(node.name, `${node.name}<C>`, node.span));
    return unknown;
  }

  #retained(node: TypeNode): DslType {
    const type = this.#type({ ...node, retain: false });
    const kind = type.kind === 'named' ? this.declared.get(type.name)?.kind : undefined;
    if (type.kind === 'named' && kind === 'callback') return { ...type, retained: true };
    if (type !== unknown && kind !== 'broken') this.errors.add(retainWithoutCallback(node.span));
    return unknown;
  }

  #withArguments(node: TypeNode): DslType {
    const isKnown = simpleTypes.has(node.name) || this.declared.has(node.name);
    if (isKnown) this.errors.add(noTypeArguments(node.name, node.span));
    else this.#reportUnknown(node);
    return unknown;
  }

  #construct(node: TypeNode, wanted: Constructor): DslType {
    const { args, bracket } = node;
    const { least, most, usage, takesNothing, make } = wanted;
    const isNumber = (index: number): boolean => index === wanted.lengthAt;
    const types = args.map((each, index) =>
      isNumber(index) || (takesNothing && isNothing(each)) ? undefined : this.#inner(each),
    );
    const length = Number(args.find((_, index) => isNumber(index))?.name ?? 1);
    const isRight =
      bracket === wanted.bracket &&
      args.length >= least &&
      args.length <= most &&
      length >= 1 &&
      length <= LENGTH_LIMIT;
    const type = isRight ? make(types, length) : undefined;
    if (!isRight) this.errors.add(wrongTypeArguments(node.name, usage, node.span));
    if (type && isMemoryView(type) && !isNumeric(type.element) && type.element !== unknown) {
      this.errors.add(unviewableElement((args[0] ?? node).span));
      return unknown;
    }
    return type && this.#hasRightKeys(type, args) ? type : unknown;
  }

  /** Whether two keys can be told apart in C++ as in JavaScript; reported where not. */
  #hasRightKeys(type: DslType, [first]: readonly TypeNode[]): boolean {
    const key = type.kind === 'map' ? type.key : type.kind === 'set' ? type.item : undefined;
    if (key === undefined || first === undefined || key === unknown) return true;
    const declared = key.kind === 'named' ? this.declared.get(key.name)?.kind : undefined;
    const isRight = keyKinds.has(key.kind) || declared === 'enum' || declared === 'broken';
    if (!isRight)
      this.errors.add(unfitKey(type.kind === 'map' ? 'the keys of a map' : 'the items of a set', first.span));
    return isRight;
  }

  #inner(node: TypeNode): DslType {
    const type = this.#type(node);
    if (isTextView(type)) this.errors.add(misplacedView(node.span));
    if (isMemoryView(type)) this.errors.add(misplacedMemoryView(node.span));
    if (isSpan(type)) this.errors.add(misplacedSpan(node.name, node.span));
    if (type.kind === 'scalar' && type.reference) this.errors.add(misplacedReference(node.span));
    return type;
  }

  #named(node: TypeNode): DslType {
    const declaration = this.declared.get(node.name);
    if (declaration?.kind === 'alias') return this.#alias(declaration, node);
    if (declaration?.kind === 'imported') return { kind: 'any', class: node.name };
    if (declaration) return { kind: 'named', name: node.name };
    if (node.name === 'void') this.errors.add(voidType(node.span));
    else this.#reportUnknown(node);
    return unknown;
  }

  #reportUnknown({ name, span }: TypeNode): void {
    const candidates = [...builtInNames, ...this.declared.keys()];
    this.errors.add(unknownDslType(name, span, candidates, dslTypeFor(name), declarationOf(name, this.#sources)));
  }

  #alias(alias: AliasNode, node: TypeNode): DslType {
    const name = alias.name.text;
    const start = this.#pending.indexOf(name);
    if (start >= 0) {
      const path = [...this.#pending.slice(start), name].join(' → ');
      this.errors.add(endlessAlias(name, path, alias.name.span));
      return unknown;
    }
    const resolved = this.#aliases.get(name) ?? (this.#pending.length < SIZE_LIMIT && this.#resolveAlias(alias));
    if (resolved) {
      this.#size += resolved.size;
      if (this.#size <= SIZE_LIMIT) return resolved.type;
    }
    // Once for the type as a whole: what is not counted any more is not complained of again.
    this.#size = Number.NEGATIVE_INFINITY;
    this.errors.add(tooLargeType(SIZE_LIMIT, node.span));
    return unknown;
  }

  #resolveAlias(alias: AliasNode): ResolvedAlias {
    const before = this.#size;
    this.#size = 0;
    this.#pending.push(alias.name.text);
    const type = this.#type(alias.type);
    const resolved = { type, size: Math.max(this.#size, 1) };
    this.#pending.pop();
    this.#size = before;
    this.#aliases.set(alias.name.text, resolved);
    return resolved;
  }
}

const isTextView = (type: DslType): boolean => type.kind === 'std-string' && type.view;

const isMemoryView = (type: DslType): type is Extract<DslType, { kind: 'list' }> =>
  type.kind === 'list' && type.spelling === 'view';

/** Where what only refers to something else would outlive it. */
const isLasting = (place: TypePlace): boolean => place === 'elsewhere' || place === 'result';

const isSpan = (type: DslType): boolean =>
  type.kind === 'list' && (type.spelling === 'std-span' || type.spelling === 'it-span');

const keyKinds: ReadonlySet<DslType['kind']> = new Set(['scalar', 'std-string', 'wide-string']);

const smartPointers: ReadonlyMap<string, Ownership> = new Map([
  ['std::unique_ptr', 'own'],
  ['std::shared_ptr', 'pointer'],
]);

/** Of a `std::array`. */
const LENGTH_LIMIT = 1_000_000;

const isNothing = (node: TypeNode): boolean => node.name === '_' && node.bracket === undefined && !node.own;

/** How many types stand inside each other; aliases can make more of them than one text can. */
const depthOf = (type: DslType): number => 1 + Math.max(0, ...innerTypes(type).map(depthOf));
