/**
 * The syntax tree that every front-end produces and the checker consumes. Items are typed; types and expressions stay
 * s-expressions here, since what a form means is the operation table's to say, not the parser's.
 */
import type { Span } from '../source/source-map.ts';

export interface NameAtom {
  readonly kind: 'name';
  /** Without the optional `$`. */
  readonly text: string;
  /** Written with a `$`: then it is an identifier, never a keyword or literal. */
  readonly dollar: boolean;
  readonly span: Span;
}

export interface NumberAtom {
  readonly kind: 'number';
  /** As written, underscores, sign and all. */
  readonly text: string;
  readonly span: Span;
}

export interface StringAtom {
  readonly kind: 'string';
  /** Escapes resolved, decoded as UTF-8. */
  readonly value: string;
  readonly span: Span;
}

export type Atom = NameAtom | NumberAtom | StringAtom;

/** `(head args*)`. */
export interface Form {
  readonly kind: 'form';
  readonly head: NameAtom;
  readonly args: readonly Node[];
  readonly span: Span;
}

export type Node = Atom | Form;

export interface Param {
  readonly name: NameAtom | undefined;
  readonly type: Node;
}

export interface FunctionSignature {
  readonly params: readonly Param[];
  readonly results: readonly Node[];
}

/** Every `(func NAME ["field"] SIG BODY*)`: core exports, imports, adapted imports, helpers and exports alike. */
export interface FunctionNode {
  readonly kind: 'func';
  /** Absent where the source says `_`. */
  readonly name: NameAtom | undefined;
  readonly field: StringAtom | undefined;
  /** The word `async` behind the field: calls may be suspended until a promise settles. */
  readonly async: NameAtom | undefined;
  readonly signature: FunctionSignature;
  readonly body: readonly Node[];
  /** The `;;;` lines directly above, without the semicolons; empty where there are none. */
  readonly doc: string;
  readonly span: Span;
}

/** `(relay SIGNATURE)`. */
export interface RelayNode {
  readonly kind: 'relay';
  readonly signature: NameAtom;
  readonly span: Span;
}

/** One definition inside `(types …)`: `(record N …)`, `(enum N …)`, … as written. */
export interface TypeDefinitionNode {
  readonly form: Form;
  readonly doc: string;
}

export interface TypesItem {
  readonly kind: 'types';
  readonly definitions: readonly TypeDefinitionNode[];
  readonly span: Span;
}

/** `(import "mod" …)`, at top level (functions from outside) and inside a module (what the core module imports). */
export interface ImportItem {
  readonly kind: 'import';
  readonly module: StringAtom;
  readonly members: readonly (FunctionNode | RelayNode | EntityNode | RestNode)[];
  readonly span: Span;
}

/** `*`: all that the core module imports from there besides is the user's. */
export interface RestNode {
  readonly kind: 'rest';
  readonly span: Span;
}

export interface StartNode {
  readonly kind: 'start';
  readonly name: NameAtom;
  readonly span: Span;
}

/**
 * A memory, table, global, function or tag: in a core module's import where it is from, `(memory "name" MODULE "name")`; in a
 * module without a path how a memory, table or global is made, `(memory "name" 1 16 shared)`.
 */
export interface EntityNode {
  readonly kind: 'memory' | 'table' | 'global' | 'function' | 'tag';
  readonly field: StringAtom;
  readonly args: readonly Node[];
  readonly span: Span;
}

export interface ModuleItem {
  readonly kind: 'module';
  readonly name: NameAtom;
  /** Absent for one that the component makes. */
  readonly path: StringAtom | undefined;
  readonly members: readonly (FunctionNode | ImportItem | StartNode | EntityNode)[];
  readonly span: Span;
}

export interface ExportItem {
  readonly kind: 'export';
  /** Of components that are used, what they export: `a` for all of it, `a.greet` for one function. */
  readonly parts: readonly NameAtom[];
  readonly functions: readonly FunctionNode[];
  readonly span: Span;
}

/** `(component NAME "path.itl" ("import" NAME)*)`. */
export interface ComponentItem {
  readonly kind: 'component';
  readonly name: NameAtom;
  readonly path: StringAtom;
  readonly links: readonly { readonly import: StringAtom; readonly target: NameAtom }[];
  readonly span: Span;
}

/** `(var $name TYPE E)`: a variable of the instance. */
export interface VariableItem {
  readonly kind: 'var';
  readonly name: NameAtom;
  /** Undefined after a reported error. */
  readonly type: Node | undefined;
  /** What it holds at first: run with the bodies' rules, the last one gives the value. */
  readonly body: readonly Node[];
  readonly span: Span;
}

export type Item = TypesItem | ImportItem | ModuleItem | FunctionNode | ExportItem | ComponentItem | VariableItem;

export interface Document {
  readonly items: readonly Item[];
  readonly span: Span;
}
