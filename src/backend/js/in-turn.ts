import { arrow, call, string } from './build/expressions.ts';
import { type BlockStatement, block, returned } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';

/** An async export waits for its turn, and says which one it was that trapped. */
export const inTurn = (code: BlockStatement, who: string, module: EmittedModule): BlockStatement =>
  block([returned(call(module.helper('takeTurn'), module.turns, string(who), arrow([], code, true)))]);
