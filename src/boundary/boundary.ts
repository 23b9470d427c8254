/**
 * A component as JavaScript sees it: what it exports and imports, its classes, its types. Described once, by
 * {@link boundaryOf}, for whatever stands between a component and JavaScript:
 *
 * - the `itl` section, from which the loader makes its wrappers, prints `exports`, `imports`, `types` and `lifted`;
 * - the declarations print `functions`, `classes`, `imports`, `types`, and `values` for the types of their own;
 * - the JavaScript back-end wraps each function of `exports`, `imports` and `lifted`.
 *
 * Names are the source's. Types are the IR's; what they are in JavaScript is the business of whoever prints them.
 */

import type { Member } from '../../runtime/member-names.ts';
import type { ArgumentKinds } from '../ir/argument-kinds.ts';
import type { AdapterFunction, BindExpression, Callee, ImportedFunction } from '../ir/ir.ts';
import type { Type, TypeDefinition } from '../ir/types.ts';

export interface Boundary {
  /** The component's name. */
  readonly name: string;
  /** Named types, in the order of the source. */
  readonly types: readonly DefinedType[];
  /** Every exported function in the order of the source, members of classes included. */
  readonly exports: readonly ExportedFunction[];
  /** Those of `exports` that are properties of the exports object. */
  readonly functions: readonly ExportedFunction[];
  /** The classes of resources that JavaScript sees, which are properties of the exports object too. */
  readonly classes: readonly ResourceClass[];
  /** What has to be given, in the order of the source. */
  readonly imports: readonly GivenFunction[];
  /** Functions that core modules get as they are, by module: of core types. */
  readonly passed: readonly PassedModule[];
  /** JavaScript functions that the component makes with `lift-func`. */
  readonly lifted: readonly LiftedFunction[];
  /**
   * Each type that a value at the boundary or a part of one has, once, named types' parts included. A function that
   * gives `(result T E)` counts with T and E: JavaScript sees those.
   */
  readonly values: readonly Type[];
}

export interface DefinedType {
  readonly definition: TypeDefinition;
  readonly doc: string;
}

export interface Parameter {
  /** Empty where the source gives none. */
  readonly name: string;
  readonly type: Type;
}

export interface BoundaryFunction {
  /** What messages begin with: `greet`, `Counter.next`, `new Counter`, `console.log`. */
  readonly who: string;
  readonly doc: string;
  /** All of them, a method's instance included. */
  readonly params: readonly Parameter[];
  /** As the source has it: `none` where there is no result, a tuple where there are several. */
  readonly result: Type;
  /** What a call gives in JavaScript: the T of `(result T E)`, which may be `none`; else `result`. */
  readonly returns: Type;
  /** Present where the result is `(result T E)`: a call may throw an ItlResultError with an E. */
  readonly throws: { readonly payload: Type | undefined } | undefined;
  /** Its result is, or for an import may be, a promise of it. */
  readonly isAsync: boolean;
}

/** JavaScript calls it: parameters come in, the result goes out. */
export interface ExportedFunction extends BoundaryFunction {
  readonly callee: AdapterFunction;
  /** The whole export name. */
  readonly field: string;
  /** What JavaScript calls it: the export's name, or that of the property. Of a member see there. */
  readonly name: string;
  /** The interface that it belongs to: the name of an object of exports; several names with `#` between where those are nested. */
  readonly interface: string | undefined;
  /** It is read as a property of the exports object. */
  readonly isProperty: boolean;
  /** Present for one of several functions of one name, which stand side by side in the order in which they are tried. */
  readonly overload: BoundaryOverload | undefined;
  /** What it is of a resource's class; undefined for a property of the exports object. */
  readonly member: Member | undefined;
  /** Its first parameter is `this`. */
  readonly takesThis: boolean;
  readonly unwinding: UnwindingCall;
  /** The component gives instances of resources away, and no call of this one has any. */
  readonly isPlain: boolean;
  /** A trap leaves all as it was before the call. */
  readonly recovers: boolean;
}

export interface BoundaryOverload {
  /** Of each argument but the instance. */
  readonly kinds: readonly ArgumentKinds[];
  /** How it is called, for messages: `add(a: number)`. */
  readonly text: string;
}

/** What whoever calls an export has to put back afterwards. */
export interface UnwindingCall {
  /** It may leave `defer`s pending when an exception or a trap ends it. */
  readonly onThrow: boolean;
  /** It may do so even when it returns: a core module can catch what one of its adapted imports throws. */
  readonly onReturn: boolean;
  /** A callback may throw through core code, or a promise suspend it: the core modules' stack pointers count too. */
  readonly isInterruptible: boolean;
}

/** The component calls it: parameters go out, the result comes in. */
export interface GivenFunction extends BoundaryFunction {
  readonly callee: ImportedFunction;
  readonly module: string;
  readonly field: string;
}

export interface PassedModule {
  readonly module: string;
  /** Undefined where a core module's binary is not known. */
  readonly functions: readonly PassedFunction[] | undefined;
}

export interface PassedFunction extends BoundaryFunction {
  readonly field: string;
}

/** JavaScript calls it with what is left of a function's parameters once the first ones are bound. */
export interface LiftedFunction extends BoundaryFunction {
  readonly bind: BindExpression;
  readonly callee: Callee;
  /** As an export's. */
  readonly isPlain: boolean;
  /** A trap leaves all as it was before the call. */
  readonly recovers: boolean;
}

/** A resource, and the exports that are members of its class. */
export interface ResourceClass {
  readonly definition: Extract<TypeDefinition, { kind: 'resource' }>;
  readonly doc: string;
  /** Releases what an instance stands for: (i32) → nothing. */
  readonly drop: Callee;
  /** The constructor among them, if there is one. */
  readonly members: readonly MemberFunction[];
  readonly constructs: MemberFunction | undefined;
  /** The resource whose class this one's extends. */
  readonly base: string | undefined;
}

export type MemberFunction = ExportedFunction & { readonly member: Member };
