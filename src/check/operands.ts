import type { Form, Node } from '../ast/nodes.ts';
import type { Expression } from '../ir/ir.ts';
import type { OperationName } from '../ir/ops.ts';
import type { Operand } from '../ir/slots.ts';
import { operandType } from '../ir/type-rules.ts';
import type { Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { Context } from './context.ts';

/** The arguments of one operation while they are being read: a cursor over the nodes, and what was read by slot. */
export class Operands {
  readonly operation: OperationName;
  readonly form: Form;
  /** What the operation's surroundings expect of its result. */
  readonly expected: Type | undefined;
  readonly context: Context;
  readonly read: Record<string, Operand> = Object.create(null);
  /** The operand behind the one being read, where that had to be checked first. */
  ahead: Expression | undefined;
  #position = 0;

  constructor(operation: OperationName, form: Form, expected: Type | undefined, context: Context) {
    this.operation = operation;
    this.form = form;
    this.expected = expected;
    this.context = context;
  }

  get atEnd(): boolean {
    return this.#position >= this.form.args.length;
  }

  /** The node at the cursor, `ahead` further on. */
  peek(ahead = 0): Node | undefined {
    return this.form.args[this.#position + ahead];
  }

  next(): Node {
    return this.form.args[this.#position++] ?? this.form;
  }

  rest(): readonly Node[] {
    const nodes = this.form.args.slice(this.#position);
    this.#position = this.form.args.length;
    return nodes;
  }

  /** Where the cursor is. */
  get span(): Span {
    return (this.peek() ?? this.form).span;
  }

  keep(slot: string, operand: Operand): void {
    this.read[slot] = operand;
  }

  /** The type that an earlier slot has or stands for; undefined where that one is in error. */
  readonly typeOf = (slot: string): Type | undefined => operandType(this.read[slot]);
}
