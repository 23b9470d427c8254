/** What the text of blocks declares, before any name in it is looked up. */
import type { Span } from '../source/source-map.ts';

export interface NameNode {
  readonly text: string;
  readonly span: Span;
}

export interface TypeNode {
  /** With `::` between its parts. */
  readonly name: string;
  readonly own: boolean;
  readonly retain: boolean;
  readonly lent: boolean;
  /** `const T&`, `T&`. */
  readonly reference: 'const' | 'mutable' | undefined;
  /** Of the type of a function the parameters, where those are not the arguments; its result is the type itself. */
  readonly called: readonly TypeNode[] | undefined;
  /** What stands around the arguments; undefined where there are none. */
  readonly bracket: '(' | '<' | undefined;
  readonly args: readonly TypeNode[];
  readonly span: Span;
}

export interface ParamNode {
  readonly name: NameNode | undefined;
  readonly type: TypeNode;
  /** As it is written: a number, a text in quotes, a word. */
  readonly value: NameNode | undefined;
}

export interface FunctionNode {
  readonly name: NameNode;
  readonly params: readonly ParamNode[];
  readonly result: TypeNode | undefined;
  readonly isAsync: boolean;
  /** Of a class. */
  readonly isMember: boolean;
  readonly isConst: boolean;
  readonly isNoexcept: boolean;
  /** What a class of JavaScript's may have its own of; `pure`: the class has none. */
  readonly virtual: 'virtual' | 'pure' | undefined;
  /** What it is called in C++, where that is something else. */
  readonly cpp: string | undefined;
  readonly doc: string;
}

export interface ImportNode {
  readonly module: NameNode;
  readonly function: FunctionNode;
}

export interface FieldNode {
  readonly name: NameNode;
  readonly type: TypeNode;
  readonly doc: string;
}

export interface CaseNode {
  readonly name: NameNode;
  readonly type: TypeNode | undefined;
  /** Of a case of an existing enum. */
  readonly cpp?: string | undefined;
  readonly doc: string;
}

export interface PropertyNode extends FieldNode {
  readonly readonly: boolean;
  /** What reads it in C++, and what writes it. */
  readonly accessors: readonly string[];
  /** Of the class itself, or of none. */
  readonly isStatic: boolean;
}

interface Declared {
  readonly name: NameNode;
  readonly doc: string;
}

export interface AliasNode extends Declared {
  readonly kind: 'alias';
  readonly type: TypeNode;
}

export interface StructNode extends Declared {
  readonly kind: 'struct';
  /** An existing one of C++'s. */
  readonly cpp: string | undefined;
  readonly fields: readonly FieldNode[];
}

/** `enum` and `flags` have no types in their cases. */
export interface CasesNode extends Declared {
  readonly kind: 'enum' | 'flags' | 'variant';
  /** An existing enum of C++'s. */
  readonly cpp: string | undefined;
  readonly cases: readonly CaseNode[];
}

export interface ClassNode extends Declared {
  readonly kind: 'class';
  /** Of a container that JavaScript has in its place: its type. */
  readonly container?: TypeNode;
  /** Its objects belong to std::shared_ptr. */
  readonly shared: boolean;
  /** What it is called in C++, where that is something else. */
  readonly cpp: string | undefined;
  readonly base: NameNode | undefined;
  readonly constructors: readonly FunctionNode[];
  readonly methods: readonly FunctionNode[];
  readonly statics: readonly FunctionNode[];
  readonly properties: readonly PropertyNode[];
}

/** A class of the module that the import is from. */
export interface ImportedClassNode extends Declared {
  readonly kind: 'imported';
  readonly module: NameNode;
  readonly base: NameNode | undefined;
  readonly constructors: readonly FunctionNode[];
  readonly methods: readonly FunctionNode[];
  readonly statics: readonly FunctionNode[];
  readonly properties: readonly PropertyNode[];
}

export interface CallbackNode extends Declared {
  readonly kind: 'callback';
  readonly params: readonly ParamNode[];
  readonly result: TypeNode | undefined;
}

/** Its name could be read, and little else: that was reported, and who uses it is not blamed. */
export interface BrokenNode extends Declared {
  readonly kind: 'broken';
}

export type TypeDeclaration =
  | AliasNode
  | StructNode
  | CasesNode
  | ClassNode
  | ImportedClassNode
  | CallbackNode
  | BrokenNode;

/** Of one or several blocks, in the order of the text. */
export interface Declarations {
  readonly imports: ImportNode[];
  readonly exports: FunctionNode[];
  readonly constants: PropertyNode[];
  readonly types: TypeDeclaration[];
  readonly includes: NameNode[];
}

export const noDeclarations = (): Declarations => ({
  imports: [],
  exports: [],
  constants: [],
  types: [],
  includes: [],
});
