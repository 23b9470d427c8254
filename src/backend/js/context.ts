/** What emitters share: the module that is being made, the function, the place in it, and where values go. */
import type { Identifier, MemberExpression } from 'estree';
import type { PointerTable } from '../../ir/bindings.ts';
import type { EarlyVariables } from '../../ir/early-variables.ts';
import type {
  AdapterFunction,
  Callee,
  Component,
  FunctionBody,
  FunctionVariable,
  ImportedFunction,
  InstanceVariable,
  Local,
  MemoryPlace,
  Expression as Node,
  Variable,
} from '../../ir/ir.ts';
import type { Type } from '../../ir/types.ts';
import { id } from './build/expressions.ts';
import { Names } from './build/names.ts';
import { constant, type Expression, type Item, type Statement } from './build/statements.ts';
import type { HelperName } from './library/library.ts';
import type { PointerUse } from './pointer-module.ts';
import type { QuietCode } from './quiet.ts';

/**
 * What becomes of a number. `wrapped`: whoever takes it brings it into a register by itself, as a call into WebAssembly
 * and a store to memory do.
 */
export type Wanted = 'exact' | 'wrapped';

/** What becomes of a value: statements are made for where it is to go. */
export type Destination =
  /** Nothing: only what it does counts. */
  | { readonly kind: 'effect' }
  /** A variable, an element, … */
  | { readonly kind: 'assign'; readonly target: Expression; readonly finish: Finish; readonly wanted: Wanted }
  /** The function's result. `isUnwrapped`: a result is returned or thrown as its parts. */
  | {
      readonly kind: 'return';
      readonly finish: Finish;
      readonly wanted: Wanted;
      readonly result: Type;
      readonly isUnwrapped: boolean;
    };

/** What is made of a value on its way there. */
export type Finish = (value: Expression, scope: Scope) => Expression;

/** The map over nodes: handed down, so that no node has to import all others. */
export interface Emitters {
  readonly value: (expression: Node, scope: Scope, wanted: Wanted) => Expression;
  readonly put: (expression: Node, destination: Destination, scope: Scope) => void;
}

/** How a function is called. */
export interface Called {
  readonly name: string;
  /** Whether it gives a promise. */
  readonly isAsync: boolean;
}

/** The functions of an instance: each has a name once something calls it, and is made then. */
export interface CalledFunctions {
  /** @param isAsync - whether the caller may wait for promises */
  readonly called: (callee: Callee, isAsync: boolean) => Called;
  /** Whether a function or what it calls may wait for a promise. */
  readonly suspends: (callee: AdapterFunction) => boolean;
  /** The user's own function. */
  readonly importName: (callee: ImportedFunction) => string;
}

/** Why a function needs something around it: besides, a trap gets its name where something is cleaned up. */
export interface Guard {
  /** C's stack has to be put back. */
  readonly stacks: boolean;
  /** A trap may leave the core module in the middle of something: then it is the last. */
  readonly isHalfway: boolean;
  /** Resources that are disposed of meanwhile are released afterwards. */
  readonly calls: boolean;
  /** What it calls may want to wait, and it cannot. */
  readonly suspends: boolean;
  /** What it calls may end the program, which is no error where all is well. */
  readonly ends: boolean;
}

/** What the functions of one emitted module share while they are being made. */
export interface ModuleContext {
  readonly component: Component;
  readonly emitters: Emitters;
  readonly functions: CalledFunctions;
  /** Inside of `link`, where an instance's functions and values are. */
  readonly instance: Names;
  /** Views of memories that are read by their names. */
  readonly views: Set<string>;
  /** Whether no code reads a local. */
  readonly isUnread: (local: Local) => boolean;
  readonly bodyOf: (callee: Callee) => FunctionBody | undefined;
  /** Variables that a core module's start function may ask for. */
  readonly early: EarlyVariables;
  /** Tells of a call that comes after the instance's end: with one argument, for engines put only short functions in the place of calls. */
  readonly tooLate: Identifier;
  /** Whether it is known of a function's calls, while they run, which instances they have. */
  readonly isTracked: (body: FunctionBody) => boolean;
  /** Which instances those were given that are under way. */
  readonly uses: Identifier;
  readonly guardOf: (callee: Callee, isAsync: boolean) => Guard | undefined;
  /** Of a helper that looks after what is put back itself. */
  readonly guardApart: (callee: AdapterFunction) => { readonly guard: Guard; readonly who: string } | undefined;
  /** Whether C's stack is put back where the call fails, and not around the function that it is in. */
  readonly guardsCall: (callee: Callee) => boolean;
  readonly quiet: QuietCode;
  /** A helper by its name: it is part of the module from now on. */
  readonly helper: (name: HelperName) => Identifier;
  /** The name of something at the module's top; `make` gives its declaration, given that name. */
  readonly declare: (key: string, wanted: string, make: (name: string) => Item) => string;
  /** The same at the module's end. */
  readonly declareLast: (key: string, wanted: string, make: (name: string) => Item) => string;
  /** The same for something that is made of a type: where that is a resource it belongs to an instance. */
  readonly declareFor: (type: Type, key: string, wanted: string, make: (name: string) => Statement) => string;
  /** A scope for a function that belongs to nobody, with such parameters. */
  readonly newScope: (params?: readonly string[]) => Scope;
  readonly variable: (variable: InstanceVariable) => Identifier | MemberExpression;
  readonly isVariable: (name: string) => boolean;
  /** The state of a memory. */
  readonly memory: (place: MemoryPlace) => Identifier;
  /** The same for text in UTF-8. */
  readonly textMemory: (place: MemoryPlace) => Identifier;
  /** A memory that strings are written to, if there is one: of the part that a function is of, by its name, if that has one. */
  readonly measuringMemory: (who: string) => Identifier | undefined;
  /** A global or a table of references. */
  readonly entity: (kind: 'global' | 'table', module: string, name: string) => Identifier;
  readonly references: Identifier;
  readonly callbacks: Identifier;
  /** The calls that are under way. */
  readonly calls: Identifier;
  /** Where C's stacks stand. */
  readonly stacks: Identifier;
  /** Which exports have run, where a run may end a command. */
  readonly commands: Identifier;
  /** The order of calls that wait. */
  readonly turns: Identifier;
  /** A function that calls pointers of a signature. */
  readonly pointerCaller: (table: PointerTable, signature: Type) => Identifier;
  /** The number of a signature among those that are called, or those that pointers are made of. */
  readonly pointerSignature: (use: keyof PointerUse, params: readonly Type[], results: readonly Type[]) => number;
  /** Slots of a core module's table. */
  readonly pointers: (table: PointerTable) => Identifier;
  /** The instances of a resource. */
  readonly resource: (name: string) => Identifier;
}

/** What stands for a local of the component. */
export type Bound =
  | {
      readonly kind: 'value';
      readonly value: Expression;
      /** As JavaScript gave it: a float may have more digits, and zero a sign that integers have not. */
      readonly isLoose: boolean;
      /** The number of an instance that was looked up when it was checked. */
      readonly handle?: Expression;
    }
  /** A record that is only taken apart: a value for each field. */
  | { readonly kind: 'fields'; readonly fields: ReadonlyMap<string, Bound> }
  /** A variant that is only matched: its tag, and what stands for each case's payload. */
  | { readonly kind: 'cases'; readonly tag: Identifier; readonly payloads: ReadonlyMap<string, Bound> }
  /** A variant that is only matched, and before anything else: it is checked there. */
  | {
      readonly kind: 'given';
      readonly check: (arms: MatchedArms, scope: Scope, isRead: (name: string) => boolean) => void;
    }
  | LentArray;

/** An array that is only lowered: a typed array of the user's, or what was made of a plain one. */
export interface LentArray {
  readonly kind: 'lent';
  readonly value: Expression;
  /** How many elements were checked. */
  readonly count: Expression;
  /** Where what was made goes back to once it is lowered. */
  readonly spare: Identifier;
  /** What JavaScript gave. */
  readonly given: Expression;
  /** Whether that is a plain array, where a short one is lowered as it is. */
  readonly isPlain: Expression | undefined;
}

/** Makes the code of a case, given what stands for its payload. */
export type MatchedArms = (name: string, payload: Bound | undefined, inner: Scope) => void;

/** What a check of several loads has made sure of. */
export interface Cover extends MemoryPlace {
  /** A DataView of the memory. */
  readonly data: Identifier;
  /** The unsigned address. */
  readonly pointer: Identifier;
  /** How many bytes are there. */
  readonly size: number;
}

/** The function that is being made. */
export interface FunctionContext {
  readonly module: ModuleContext;
  /** What the component calls it; empty for what has no name there. */
  readonly name: string;
  readonly locals: Map<Local, Bound>;
  /** What goes by the name of a variable. */
  readonly aliases: ReadonlySet<Local>;
  /** The function's own variables. */
  readonly variables: Map<FunctionVariable, string>;
  /** Addresses at which loads need no check. */
  readonly covers: Map<Local, Cover>;
  /** Numbers that were compared: what they are below, unsigned. */
  readonly bounds: Map<Local, bigint>;
  /** Strings whose size is still asked for, and how often. */
  readonly measured: Map<Local, number>;
  /** The array of what is to run when the function is left, where that is not known before. */
  readonly defers: string | undefined;
  /** Whether it may wait for promises. */
  readonly isAsync: boolean;
}

/** A place for statements, and the names that can be seen there. */
export class Scope {
  readonly function: FunctionContext;
  readonly names: Names;
  readonly out: Statement[] = [];
  /** Strings that have been written, and the names of their sizes. */
  readonly sizes: Map<Local, string>;

  constructor(context: FunctionContext, names: Names, sizes: ReadonlyMap<Local, string> = new Map()) {
    this.function = context;
    this.names = names;
    this.sizes = new Map(sizes);
  }

  get module(): ModuleContext {
    return this.function.module;
  }

  push(...statements: readonly Statement[]): void {
    this.out.push(...statements);
  }

  /** For a block inside of this one. */
  inner(): Scope {
    return new Scope(this.function, new Names(this.names), this.sizes);
  }

  /** For statements that are to come into this same block. */
  aside(): Scope {
    return new Scope(this.function, this.names, this.sizes);
  }

  /** Binds a value to a new name, or to another one where that is taken. */
  constant(wanted: string, value: Expression, ...others: readonly string[]): Identifier {
    const name = this.names.free(wanted, ...others);
    this.push(constant(name, value));
    return id(name);
  }

  /** The value, or a name for it: something that can be written twice. */
  stable(value: Expression, wanted: string): Expression {
    return isStable(value, this.function) ? value : this.constant(wanted, value);
  }

  /** A name for a variable of the function. */
  declare(variable: FunctionVariable): string {
    const name = this.names.free(variable.name);
    this.function.variables.set(variable, name);
    return name;
  }

  variable(variable: Variable): Identifier | MemberExpression {
    if (variable.scope === 'instance') return this.module.variable(variable);
    const name = this.function.variables.get(variable);
    if (name === undefined) throw new Error(`variable '${variable.name}' is used before it is declared`);
    return id(name);
  }

  bind(local: Local, value: Expression, isLoose = false): void {
    this.function.locals.set(local, { kind: 'value', value, isLoose });
  }

  bound(local: Local): Bound {
    const bound = this.function.locals.get(local);
    if (!bound) throw new Error(`local '${local.name ?? '_'}' is read before it is bound`);
    return bound;
  }
}

/** Whether an expression means the same wherever it stands: bindings never change, variables do. */
function isStable(value: Expression, { module, variables }: FunctionContext): boolean {
  if (value.type === 'Identifier')
    return !module.isVariable(value.name) && ![...variables.values()].includes(value.name);
  if (value.type === 'Literal') return true;
  return value.type === 'UnaryExpression' && value.argument.type === 'Literal';
}
