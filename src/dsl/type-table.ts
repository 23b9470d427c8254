/** What both generators need to know about types: how they lie in memory once lowered, and how they cross the boundary. */
import { scalarSize } from '../../runtime/abi.ts';
import { innerTypes } from './inner-types.ts';
import { heirsOfAll, lineOf } from './lineage.ts';
import type { DslCallback, DslClass, DslField, DslModule, DslNamedType, DslType } from './model.ts';
import { isExtendable, type VirtualMethod, virtualMethodsOf } from './virtual-methods.ts';

/** In bytes. */
export interface Layout {
  readonly size: number;
  readonly alignment: number;
}

export interface StructLayout extends Layout {
  readonly offsets: readonly number[];
}

/** More of them go through memory, as in other languages' conventions. */
const mostParts = 8;

/** The names that a module declares. */
export class TypeTable {
  readonly #types: ReadonlyMap<string, DslNamedType>;
  /** Once somebody asks. */
  #heirs: ReadonlyMap<string, readonly DslClass[]> | undefined;

  constructor({ types }: DslModule) {
    this.#types = new Map(types.map((type) => [type.name, type]));
  }

  /** @throws Error for a name that the checks should have refused. */
  named(name: string): DslNamedType {
    const type = this.#types.get(name);
    if (type === undefined) throw new Error(`type '${name}' is not declared`);
    return type;
  }

  /** Of the lowered form. */
  layoutOf(type: DslType): Layout {
    switch (type.kind) {
      case 'scalar':
        return square(scalarSize[type.name]);
      case 'c-string':
      case 'any':
      case 'function':
        return square(4);
      case 'time':
        return square(8);
      case 'fixed': {
        const { size, alignment } = this.layoutOf(type.element);
        return { size: size * type.length, alignment };
      }
      case 'std-string':
      case 'wide-string':
      case 'list':
      case 'map':
      case 'set':
        return { size: 8, alignment: 4 };
      case 'option':
        return this.unionOf([undefined, type.value]);
      case 'result':
        return this.unionOf([type.ok, type.error]);
      case 'tuple':
        return this.structOf(type.items);
      case 'named':
        return this.#layoutOfNamed(this.named(type.name));
    }
  }

  #layoutOfNamed(type: DslNamedType): Layout {
    switch (type.kind) {
      case 'struct':
        return this.structOf(type.fields.map((field) => field.type));
      case 'variant':
        return this.unionOf(type.cases.map((item) => item.type));
      case 'enum':
      case 'flags':
      case 'class':
      case 'imported':
      case 'callback':
        return square(4);
    }
  }

  /** As C lays out a struct. One without fields has size 1, as in C++. */
  structOf(types: readonly DslType[]): StructLayout {
    const offsets: number[] = [];
    let end = 0;
    let alignment = 1;
    for (const type of types) {
      const layout = this.layoutOf(type);
      offsets.push(alignUp(end, layout.alignment));
      end = alignUp(end, layout.alignment) + layout.size;
      alignment = Math.max(alignment, layout.alignment);
    }
    return { size: Math.max(alignUp(end, alignment), 1), alignment, offsets };
  }

  /** A byte that says which, then room for the largest. */
  unionOf(types: readonly (DslType | undefined)[]): Layout {
    const layouts = types.map((type) => (type === undefined ? { size: 0, alignment: 1 } : this.layoutOf(type)));
    const alignment = Math.max(1, ...layouts.map((layout) => layout.alignment));
    return { size: alignUp(alignment + Math.max(0, ...layouts.map(({ size }) => size)), alignment), alignment };
  }

  /** Where the payload of a union with these cases begins. */
  payloadOffset(types: readonly (DslType | undefined)[]): number {
    return this.unionOf(types).alignment;
  }

  /** Whether the C++ value has the lowered form's layout, so that nothing is converted on that side. */
  isPlain(type: DslType): boolean {
    switch (type.kind) {
      case 'scalar':
      case 'c-string':
        return true;
      case 'fixed':
        return this.isPlain(type.element);
      case 'std-string':
      case 'wide-string':
      case 'time':
      case 'list':
      case 'map':
      case 'set':
      case 'option':
      case 'result':
      case 'tuple':
      case 'any':
      case 'function':
        return false;
      case 'named': {
        const named = this.named(type.name);
        if (this.isDerived(type)) return false;
        if (type.ownership === 'own' || (named.kind === 'class' && named.shared)) return false;
        if (named.kind === 'struct') return named.fields.every((field) => this.isPlain(field.type));
        return named.kind !== 'variant' && !isMapped(named);
      }
    }
  }

  /** The type, and every one that occurs in it. */
  partsOf(type: DslType): readonly DslType[] {
    const names = new Set<string>();
    const visit = (part: DslType | undefined): readonly DslType[] =>
      part === undefined ? [] : [part, ...this.#partsIn(part, names).flatMap(visit)];
    return visit(type);
  }

  /** @param names - those whose parts were given already */
  #partsIn(type: DslType, names: Set<string>): readonly (DslType | undefined)[] {
    if (type.kind !== 'named') return innerTypes(type);
    if (names.has(type.name)) return [];
    names.add(type.name);
    return memberTypes(this.named(type.name));
  }

  isObject(type: DslType): boolean {
    return type.kind === 'named' && this.named(type.name).kind === 'class';
  }

  /** The class whose pointers are the handles: of those that extend each other the one that all of them extend. */
  handleOf(name: string): string {
    return lineOf(name, this.#types).at(-1) ?? name;
  }

  /** Whether it is a class that extends another. */
  isDerived(type: DslType): boolean {
    return type.kind === 'named' && this.handleOf(type.name) !== type.name;
  }

  /** The classes that extend one, those that extend each other first. */
  heirsOf(name: string): readonly DslClass[] {
    this.#heirs ??= heirsOfAll(this.#types);
    return this.#heirs.get(name) ?? [];
  }

  virtualMethodsOf(owner: DslClass): readonly VirtualMethod[] {
    return virtualMethodsOf(owner, this.#types);
  }

  isExtendable(owner: DslClass): boolean {
    return isExtendable(owner, this.#types);
  }

  /** Whether C++ has a std::shared_ptr of it. */
  isShared(type: DslType): boolean {
    if (type.kind !== 'named' || type.ownership === 'lent') return false;
    const named = this.named(type.name);
    return named.kind === 'class' && named.shared === true;
  }

  /** Whether there is an object of a class in it. */
  holdsObjects(type: DslType): boolean {
    return this.partsOf(type).some((part) => this.isObject(part));
  }

  /** Whether there is an object in it that stays C++'s. */
  lendsObjects(type: DslType): boolean {
    return this.partsOf(type).some((part) => part.kind === 'named' && part.ownership === 'lent');
  }

  /** Undefined for what is no callback. */
  callbackOf(type: DslType): DslCallback | undefined {
    const name = type.kind === 'function' ? type.callback : type.kind === 'named' ? type.name : undefined;
    const named = name === undefined ? undefined : this.named(name);
    return named?.kind === 'callback' ? named : undefined;
  }

  /**
   * The fields of a small struct of numbers, which exports take one by one: that needs no memory. Undefined for any other
   * type.
   */
  partsInArguments(type: DslType): readonly DslField[] | undefined {
    const named = type.kind === 'named' ? this.named(type.name) : undefined;
    // What the user's C++ defines may have constructors, or its fields in another order.
    if (named?.kind !== 'struct' || named.cpp !== undefined || named.fields.length > mostParts) return undefined;
    return named.fields.every((field) => this.#isNumber(field.type)) ? named.fields : undefined;
  }

  /** Cases, fields or items of what is handed over by address. */
  partCountOf(type: DslType): number {
    if (type.kind === 'tuple') return type.items.length;
    const named = type.kind === 'named' ? this.named(type.name) : undefined;
    if (named?.kind === 'struct') return named.fields.length;
    return named?.kind === 'variant' ? named.cases.length : 2;
  }

  #isNumber(type: DslType): boolean {
    if (type.kind !== 'named') return type.kind === 'scalar';
    const named = this.named(type.name);
    return named.kind === 'flags' || (named.kind === 'enum' && !isMapped(named));
  }

  /** Whether it is an enum whose values the user's C++ chooses: outside of C++ the number of the case stands for them. */
  isMapped(type: DslType): boolean {
    return type.kind === 'named' && isMapped(this.named(type.name));
  }

  passingOf(type: DslType): Passing {
    switch (type.kind) {
      case 'scalar':
      case 'c-string':
      case 'time':
      case 'any':
      case 'function':
        return 'direct';
      case 'std-string':
      case 'wide-string':
      case 'list':
      case 'map':
      case 'set':
        return 'range';
      case 'fixed':
      case 'option':
      case 'result':
      case 'tuple':
        return 'address';
      case 'named': {
        const { kind } = this.named(type.name);
        return kind === 'struct' || kind === 'variant' ? 'address' : 'direct';
      }
    }
  }
}

/** Of structs, variants and callbacks; those of a class are its own business. */
function memberTypes(type: DslNamedType): readonly (DslType | undefined)[] {
  if (type.kind === 'struct') return type.fields.map((field) => field.type);
  if (type.kind === 'callback') return [...type.params.map((param) => param.type), type.result];
  return type.kind === 'variant' ? type.cases.map((item) => item.type) : [];
}

/** How a parameter is handed to a core function: itself, as pointer and length, or by the address of its lowered form. */
export type Passing = 'direct' | 'range' | 'address';

const isMapped = (type: DslNamedType): boolean => type.kind === 'enum' && type.cpp !== undefined;

const square = (size: number): Layout => ({ size, alignment: size });

export const alignUp = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;

/** `buffer` and every other list of bytes that is copied; JavaScript has it as a Uint8Array. */
export const isBuffer = (type: DslType): boolean =>
  type.kind === 'list' &&
  type.spelling !== 'view' &&
  type.spelling !== 'items' &&
  type.element.kind === 'scalar' &&
  type.element.name === 'u8';

/** What a map or a set is made of: pairs, or items. */
export const listIn = (type: Extract<DslType, { kind: 'map' | 'set' }>): Extract<DslType, { kind: 'list' }> =>
  type.kind === 'map'
    ? { kind: 'list', spelling: 'vector', element: { kind: 'tuple', items: [type.key, type.value], isPair: true } }
    : { kind: 'list', spelling: 'items', element: type.item };
