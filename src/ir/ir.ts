/** The checked component: what back-ends consume. Names are resolved, every expression has its type, nothing depends on a target. */
import type { Span } from '../source/source-map.ts';
import type { CoreLink, MadeEntity, PassedImports, Relay } from './core-parts.ts';
import type { OperandsOf, OperationName } from './ops.ts';
import type { RelaySignature } from './signature-letters.ts';
import type { Type, TypeDefinition } from './types.ts';

/** A parameter or other binding: unique by identity within its function. */
export interface Local {
  /** Absent where the source gives none. */
  readonly name: string | undefined;
  readonly type: Type;
}

/** Whatever `call` can name. */
export type Callee = CoreFunction | ImportedFunction | AdapterFunction;

interface Signature {
  /** Unique in the component; made up for anonymous functions. */
  readonly name: string;
  readonly params: readonly Local[];
  readonly results: readonly Type[];
  readonly span: Span;
}

/** An export of a core module. Its types are core types. */
export interface CoreFunction extends Signature {
  readonly kind: 'core';
  /** The name of the core module in the component. */
  readonly module: string;
  readonly field: string;
  /** Where the source has the field. */
  readonly fieldSpan: Span;
}

/** A function that the component takes from outside. */
export interface ImportedFunction extends Signature {
  readonly kind: 'import';
  readonly module: string;
  readonly field: string;
  /** It may give a promise; until that settles the component's code is suspended. */
  readonly isAsync: boolean;
  readonly doc: string;
}

export type Role =
  | { readonly kind: 'helper' }
  | { readonly kind: 'export'; readonly field: string }
  /** Serves what a core module imports. */
  | {
      readonly kind: 'adapted-import';
      readonly module: string;
      readonly from: string;
      readonly field: string;
      /** Where the source has the field. */
      readonly fieldSpan: Span;
    };

export interface AdapterFunction extends Signature {
  readonly kind: 'adapter';
  readonly role: Role;
  /** An export that gives a promise. */
  readonly isAsync: boolean;
  readonly doc: string;
}

/** A function's code, kept apart from its head so that functions can call each other in circles. */
export interface FunctionBody {
  readonly function: AdapterFunction;
  readonly body: BlockExpression;
}

/** What `get` reads and `set` changes. */
export type Variable = InstanceVariable | FunctionVariable;

/** Of a function, declared by a {@link VariableExpression}: each call has its own. */
export interface FunctionVariable {
  readonly scope: 'function';
  readonly name: string;
  readonly type: Type;
}

export interface InstanceVariable {
  readonly scope: 'instance';
  readonly name: string;
  readonly type: Type;
  /** Gives what it holds at first: called once all core modules are linked, before their start functions run. */
  readonly initial: AdapterFunction;
  readonly span: Span;
}

/** What a core module imports, as it calls that. */
export interface ImportName {
  readonly module: string;
  readonly field: string;
}

/** See `TrapKind` of core modules: whether there is an instruction that traps, and whether something may be written before. */
export type TrapKind = 'none' | 'whole' | 'halfway';

export interface CoreModule {
  readonly name: string;
  readonly path: string;
  readonly functions: readonly CoreFunction[];
  readonly imports: readonly AdapterFunction[];
  readonly relays: readonly Relay[];
  /** Where it imports functions from that are the user's as they are, but for those above. */
  readonly passed: readonly PassedImports[];
  /** What it imports of other core modules, which stand before it. */
  readonly links: readonly CoreLink[];
  /** What there is of it where the component makes it: then there is no file. */
  readonly made: readonly MadeEntity[] | undefined;
  /** Memories among its exports that threads share, as far as its binary is known. */
  readonly sharedMemories: ReadonlySet<string>;
  /** Memories among its exports that have 64-bit addresses. */
  readonly wideMemories: ReadonlySet<string>;
  /** Imports that an export of it may call, as far as its binary says so; undefined where it may call any. */
  readonly importsOf: (field: string) => readonly ImportName[] | undefined;
  /** Its exports that an export of it may call, itself included, likewise. */
  readonly exportsOf: (field: string) => readonly string[] | undefined;
  /** What a trap in an export of it leaves behind; undefined where that is not known. */
  readonly trapsOf: (field: string) => TrapKind | undefined;
  /** Imports that WebAssembly's own start function may call: none where it has no such function, undefined where that may call any. */
  readonly startImports: readonly ImportName[] | 'not known' | undefined;
  /** The export to run once all is linked; absent: `_initialize` if there is one. */
  readonly start: CoreFunction | 'nothing' | undefined;
  readonly span: Span;
}

export interface Component {
  /** Its own code lets nobody in once it has trapped, as the Canonical ABI has it. */
  readonly guardsEntry?: boolean;
  readonly name: string;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  /** Doc comments of types, by name. */
  readonly typeDocs: ReadonlyMap<string, string>;
  readonly imports: readonly ImportedFunction[];
  readonly modules: readonly CoreModule[];
  /** In source order, in which they are initialised. */
  readonly variables: readonly InstanceVariable[];
  readonly functions: readonly FunctionBody[];
  /** Functions that release a resource, by the resource's name. */
  readonly drops: ReadonlyMap<string, Callee>;
}

/** A memory of a core module. */
export interface MemoryPlace {
  readonly module: string;
  readonly memory: string;
}

export interface FieldOperand {
  readonly name: string;
  readonly type: Type;
}

export interface FieldValue extends FieldOperand {
  readonly value: Expression;
}

export interface PositionOperand {
  readonly index: number;
  readonly type: Type;
}

export interface CaseOperand {
  readonly name: string;
  readonly index: number;
  /** The payload's. */
  readonly type: Type | undefined;
}

/** Code with bindings of its own. */
export interface Body {
  readonly locals: readonly Local[];
  readonly block: BlockExpression;
}

interface Typed {
  readonly type: Type;
  readonly span: Span;
}

export interface IntegerExpression extends Typed {
  readonly kind: 'integer';
  readonly value: bigint;
}

export interface FloatExpression extends Typed {
  readonly kind: 'float';
  readonly value: number;
}

export interface TextExpression extends Typed {
  readonly kind: 'text';
  readonly value: string;
}

export interface LocalExpression extends Typed {
  readonly kind: 'local';
  readonly local: Local;
}

/** Binds one local a value; its own type is `none`. */
export interface LetExpression extends Typed {
  readonly kind: 'let';
  readonly locals: readonly Local[];
  readonly value: Expression;
}

/** Declares a variable of the function, until the end of its block; its own type is `none`. */
export interface VariableExpression extends Typed {
  readonly kind: 'var';
  readonly variable: FunctionVariable;
  readonly value: Expression;
}

export interface CallExpression extends Typed {
  readonly kind: 'call';
  readonly callee: Callee;
  readonly arguments: readonly Expression[];
}

export interface IfExpression extends Typed {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression | undefined;
}

/** Runs its items in order; the last one's value is its own. */
export interface BlockExpression extends Typed {
  readonly kind: 'block';
  readonly items: readonly Expression[];
}

export interface SwitchArm {
  readonly value: bigint;
  readonly block: BlockExpression;
}

export interface SwitchExpression extends Typed {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly arms: readonly SwitchArm[];
  readonly otherwise: BlockExpression | undefined;
}

export interface MatchArm {
  readonly case: CaseOperand;
  readonly binding: Local | undefined;
  readonly block: BlockExpression;
}

/** Exhaustive: an arm a case. */
export interface MatchExpression extends Typed {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly arms: readonly MatchArm[];
}

/**
 * What its body gives, or where JavaScript throws meanwhile, what the handler gives. Traps are not caught. A `defer` in
 * either runs when that is left.
 */
export interface TryExpression extends Typed {
  readonly kind: 'try';
  readonly body: BlockExpression;
  /** What was thrown: of type `any`. */
  readonly error: Local;
  readonly handler: BlockExpression;
}

/** Runs its body as long as the condition holds. */
export interface WhileExpression extends Typed {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: BlockExpression;
}

/** The same, and gives an array of what the body gave each time. */
export interface LiftWhileExpression extends Typed {
  readonly kind: 'lift-while';
  readonly element: Type;
  readonly condition: Expression;
  readonly body: BlockExpression;
}

export interface DeferExpression extends Typed {
  readonly kind: 'defer';
  /** The action has nothing to do unless this was called meanwhile. */
  readonly after?: CoreFunction;
  readonly action: Expression;
  /** The locals that the action reads, in order of first use. Bindings never change, so their values are all it needs. */
  readonly captures: readonly Local[];
}

export interface ConvertExpression extends Typed {
  readonly kind: 'convert';
  readonly value: Expression;
}

/** What a function with its first arguments bound becomes. */
export type BindTarget =
  /** The id of a callback, for the relays of that signature. */
  | { readonly kind: 'relay'; readonly signature: RelaySignature }
  /** A function pointer: a slot in a core module's table. */
  | { readonly kind: 'pointer'; readonly module: string; readonly table: string }
  /** A JavaScript function. */
  | { readonly kind: 'function' };

/** `lower-func`, `lower-funcptr` and `lift-func`. */
export interface BindExpression extends Typed {
  readonly kind: 'bind';
  readonly target: BindTarget;
  readonly callee: Callee;
  /** Values for the first parameters. A captured option of a function type that holds nothing makes the id 0. */
  readonly captured: readonly Expression[];
}

export interface UnreachableExpression extends Typed {
  readonly kind: 'unreachable';
}

/** Stands for what is in error, which was reported: no component has one. */
export interface ErrorExpression extends Typed {
  readonly kind: 'error';
}

/**
 * What a lift would take, without taking it: the number of its units (bytes of UTF-8, elements, …) as an i32. -1 where
 * the value has to be made all the same: what is in memory is not well-formed, or very long. Throws what the lift throws.
 */
export interface MeasureExpression extends Typed {
  readonly kind: 'measure';
  /** Its operands are locals and literals. */
  readonly lift: OperationExpression;
}

/** Moves what was measured from one memory to another. */
export interface CopyExpression extends Typed {
  readonly kind: 'copy';
  readonly from: MemoryPlace;
  readonly source: Expression;
  readonly to: MemoryPlace;
  readonly destination: Expression;
  /** What was measured. */
  readonly size: Expression;
  /** Bytes a unit. */
  readonly unit: number;
  /** Does the same by way of a JavaScript value, also where it fails. */
  readonly otherwise: Expression;
}

/**
 * Where a 64-bit pointer is in the window that its memory is seen through: an i32, for the operation that comes right behind it. The
 * window moves where the pointer lies outside of it. Throws where so many units of that many bytes are not all in the memory.
 */
export interface WindowExpression extends Typed {
  readonly kind: 'window';
  readonly place: MemoryPlace;
  readonly pointer: Expression;
  readonly length: Expression;
  readonly unit: number;
}

/** One row of the operation table with its operands. */
export type OperationExpression = {
  readonly [N in OperationName]: Typed & {
    readonly kind: 'operation';
    readonly operation: N;
    readonly operands: OperandsOf<N>;
  };
}[OperationName];

export type Expression =
  | IntegerExpression
  | FloatExpression
  | TextExpression
  | LocalExpression
  | LetExpression
  | VariableExpression
  | CallExpression
  | IfExpression
  | BlockExpression
  | SwitchExpression
  | MatchExpression
  | WhileExpression
  | LiftWhileExpression
  | TryExpression
  | DeferExpression
  | ConvertExpression
  | BindExpression
  | UnreachableExpression
  | ErrorExpression
  | MeasureExpression
  | CopyExpression
  | WindowExpression
  | OperationExpression;
