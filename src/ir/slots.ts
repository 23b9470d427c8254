/**
 * What an operation takes, as data. The checker reads source by these, TypeScript derives what a back-end's emitter is
 * handed, and the reference documentation is printed from them.
 */
import type { Body, CaseOperand, Expression, FieldOperand, FieldValue, PositionOperand, Variable } from './ir.ts';
import type { SimpleName, Type } from './types.ts';

/** A type that may depend on an earlier operand, named by its slot. */
export type TypeRule =
  | SimpleName
  | 'none'
  /**
   * An address, a length or a size in a memory: i32. In the source it is i64 where the memory has 64-bit addresses; the checker
   * brings those into a window.
   */
  | 'address'
  /** It does not return. */
  | 'never'
  /** The type that slot stands for or has. */
  | { readonly of: string }
  | { readonly arrayOf: string }
  /** The map of two types, and the array of its pairs. */
  | { readonly mapOf: readonly [key: string, value: string] }
  | { readonly entriesOf: readonly [key: string, value: string] }
  | { readonly setOf: string }
  | { readonly tupleOf: string }
  /** What calling the function in that slot gives. */
  | { readonly resultOf: string };

/** Which types a type slot takes. */
export type TypeClass =
  | 'core'
  | 'stored'
  | 'value'
  | 'scalar'
  | 'element'
  | 'record'
  | 'enum'
  | 'flags'
  | 'variant'
  | 'tuple'
  | 'resource';

/** Which values a value slot takes where the type is not fixed: the operation then works on what it is given. */
export type ValueClass =
  | 'number'
  | 'comparable'
  | 'bits'
  | 'integer'
  | 'reference'
  | 'core'
  | 'array'
  | 'counted'
  | 'sequence'
  | 'target'
  | 'function';

/** What a core module's table has in its slots. */
export type TableElement = 'funcref' | 'externref';

interface Slots {
  readonly value: { readonly kind: 'value'; readonly type: TypeRule };
  readonly operand: { readonly kind: 'operand'; readonly accepts: ValueClass };
  /** The second of two operands of one type; a literal first operand takes the type of this one. */
  readonly same: { readonly kind: 'same'; readonly as: string };
  readonly values: { readonly kind: 'values' };
  /** Any number of values of one type. */
  readonly elements: { readonly kind: 'elements'; readonly of: string };
  readonly arguments: { readonly kind: 'arguments'; readonly of: string };
  readonly module: { readonly kind: 'module' };
  readonly memory: { readonly kind: 'memory' };
  readonly table: { readonly kind: 'table'; readonly holds: TableElement };
  readonly global: { readonly kind: 'global' };
  /** `(param TYPE*)* (result TYPE*)*` of core types, or its letters. */
  readonly signature: { readonly kind: 'signature' };
  readonly type: { readonly kind: 'type'; readonly accepts: TypeClass };
  readonly field: { readonly kind: 'field'; readonly of: string };
  readonly fields: { readonly kind: 'fields'; readonly of: string };
  readonly position: { readonly kind: 'position'; readonly of: string };
  readonly case: { readonly kind: 'case'; readonly of: string };
  readonly payload: { readonly kind: 'payload'; readonly of: string };
  readonly integer: { readonly kind: 'integer'; readonly minimum: number };
  /** A variable of the component. */
  readonly variable: { readonly kind: 'variable' };
  readonly body: {
    readonly kind: 'body';
    readonly locals: Readonly<Record<string, TypeRule>>;
    readonly result: TypeRule;
  };
}

export type Slot = Slots[keyof Slots];

/** What a slot's operand is once checked. */
export interface OperandByKind {
  readonly value: Expression;
  readonly operand: Expression;
  readonly same: Expression;
  readonly values: readonly Expression[];
  readonly elements: readonly Expression[];
  readonly arguments: readonly Expression[];
  /** The module's name in the component. */
  readonly module: string;
  /** The name under which the module exports the memory. */
  readonly memory: string;
  /** The name under which the module exports the table. */
  readonly table: string;
  /** The name under which the module exports the global. */
  readonly global: string;
  /** A function type. */
  readonly signature: Type;
  readonly type: Type;
  readonly field: FieldOperand;
  /** In the order written, each field once. */
  readonly fields: readonly FieldValue[];
  readonly position: PositionOperand;
  readonly case: CaseOperand;
  readonly payload: Expression | undefined;
  readonly integer: number;
  readonly variable: Variable;
  readonly body: Body;
}

export type Operand = OperandByKind[keyof OperandByKind];

export const value = <const R extends TypeRule>(type: R) => ({ kind: 'value', type }) as const;
export const operand = (accepts: ValueClass) => ({ kind: 'operand', accepts }) as const;
export const same = (as: string) => ({ kind: 'same', as }) as const;
export const values = { kind: 'values' } as const;
export const argumentsOf = (of: string) => ({ kind: 'arguments', of }) as const;
export const module = { kind: 'module' } as const;
export const memory = { kind: 'memory' } as const;
export const table = { kind: 'table', holds: 'funcref' } as const;
export const referenceTable = { kind: 'table', holds: 'externref' } as const;
export const global = { kind: 'global' } as const;
export const elementsOf = (of: string) => ({ kind: 'elements', of }) as const;
export const signature = { kind: 'signature' } as const;
export const type = (accepts: TypeClass) => ({ kind: 'type', accepts }) as const;
export const fieldOf = (of: string) => ({ kind: 'field', of }) as const;
export const fieldsOf = (of: string) => ({ kind: 'fields', of }) as const;
export const positionIn = (of: string) => ({ kind: 'position', of }) as const;
export const caseOf = (of: string) => ({ kind: 'case', of }) as const;
export const payloadOf = (of: string) => ({ kind: 'payload', of }) as const;
export const integer = (minimum: number) => ({ kind: 'integer', minimum }) as const;
export const variable = { kind: 'variable' } as const;
export const body = (locals: Readonly<Record<string, TypeRule>>, result: TypeRule) =>
  ({ kind: 'body', locals, result }) as const;
