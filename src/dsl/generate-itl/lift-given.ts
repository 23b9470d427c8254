/** What an exported function gave at an address, which says whether something has to be freed when it is read. */
import type { Node } from '../../ast/nodes.ts';
import type { DslType } from '../model.ts';
import type { HelperParts } from './helper-pool.ts';
import { itlType, mangled } from './itl-types.ts';
import { form, local } from './nodes.ts';
import { isKept, release, resultAddress } from './placement.ts';
import { contextFor, inHelper, lifting, type ValueContext, withOwner, withOwnerParam } from './value-context.ts';
import { load } from './values.ts';

/** Mostly nothing has to be freed: then nothing is put around the reading. */
export function liftGiven(type: DslType, given: Node, outer: ValueContext): Node {
  const context = contextFor(type, outer);
  const inner = inHelper(context);
  const parts = (body: readonly Node[]): HelperParts => ({
    params: withOwnerParam([{ name: 'given', type: 'i32' }], context),
    result: itlType(type),
    body,
  });
  const { pool } = context;
  const own = local('given');
  const liftKept = (): Node =>
    pool.callHelper(lifting('lift_kept', mangled(type), context), JSON.stringify(type), withOwner([own], inner), () =>
      parts([form('defer', release(pool, own)), load(type, resultAddress(own), inner)]),
    );
  return pool.callHelper(
    lifting('lift_given', mangled(type), context),
    JSON.stringify(type),
    withOwner([given], context),
    () => parts([form('if', isKept(own), liftKept(), load(type, own, inner))]),
  );
}
