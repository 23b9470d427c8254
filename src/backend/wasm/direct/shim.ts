/**
 * What stands in for the direct adapter while core modules are linked: a function for each that they import of it, which
 * calls through a table that the adapter fills later. It also has the functions of slots for function pointers, since it
 * can be instantiated again as it is: unlike the adapter it imports nothing that a copy calls, and fills no table but its own.
 */
import { directModules, exportNames } from '../../../../runtime/abi.ts';
import type { AdapterFunction } from '../../../ir/ir.ts';
import { importExportName, relayExportName } from '../../export-names.ts';
import { type Relay, relayClauses } from '../shared/callbacks/callback-actions.ts';
import type { CallbackFunctions } from '../shared/callbacks/callback-pool.ts';
import { type PointerCode, slotEntries } from '../shared/callbacks/pointer-functions.ts';
import { get, i32 } from '../shared/instructions.ts';
import { readWat } from '../shared/read-wat.ts';
import { servingSignature } from '../shared/signatures.ts';
import { type Wat, watString } from '../shared/wat.ts';

/** Of the adapter, which imports it. */
const TABLE = '$_it_shim';

/** A function that core modules import of the adapter. */
export interface Served {
  readonly exportName: string;
  /** `(param …)` and `(result …)`. */
  readonly clauses: readonly Wat[];
  /** The adapter's function. */
  readonly id: string;
}

export function servedImport(callee: AdapterFunction, id: string): Served {
  const { role, name } = callee;
  if (role.kind !== 'adapted-import') throw new Error(`shim: ${name} serves no import`);
  return { exportName: importExportName(role), clauses: servingSignature(callee), id };
}

export const servedRelay = ({ signature, id }: Relay): Served => ({
  exportName: relayExportName(signature.text),
  clauses: readWat(relayClauses(signature)),
  id,
});

type Slots = Pick<CallbackFunctions, 'pools' | 'slots'>;

const size = (served: readonly Served[], { pools }: Slots): number => served.length + slotEntries(pools).length;

/**
 * `undefined` where nobody needs it.
 *
 * @param contained - imports and functions of what needs nothing of the adapter
 */
export function emitShim(served: readonly Served[], slots: Slots, contained: readonly Wat[]): Wat | undefined {
  const count = size(served, slots);
  if (count + contained.length === 0) return undefined;
  const table = count > 0 ? [tableOf(served, slots)] : [];
  const own = slots.pools.map((pool): Wat => ['elem', i32(pool.first), 'func', ...pool.slots]);
  return ['module', ...contained, ...table, ...own, ...served.map(forward), ...slots.slots];
}

const tableOf = (served: readonly Served[], slots: Slots): Wat => [
  'table',
  ['export', watString(exportNames.table)],
  String(size(served, slots)),
  'funcref',
];

function forward({ exportName, clauses }: Served, index: number): Wat {
  const count = clauses.flatMap((clause) => (clause[0] === 'param' ? clause.slice(1) : [])).length;
  const args = Array.from({ length: count }, (_, position) => get(String(position)));
  return ['func', ['export', watString(exportName)], ...clauses, ['call_indirect', ...clauses, ...args, i32(index)]];
}

/** The adapter's side: its table is the loader's to find where that makes slots. */
export function importShim(served: readonly Served[], slots: Slots): readonly Wat[] {
  if (size(served, slots) === 0) return [];
  const table: Wat = ['table', TABLE, String(size(served, slots)), 'funcref'];
  const exported: Wat = ['export', watString(exportNames.table), ['table', TABLE]];
  const found = slots.pools.length > 0 ? [exported] : [];
  return [['import', watString(directModules.shim), watString(exportNames.table), table], ...found];
}

export const fillShim = (served: readonly Served[], { pools }: Slots): readonly Wat[] => [
  ...(served.length > 0 ? [fill(0, ...served.map(({ id }) => id))] : []),
  ...pools.map(({ dispatch, first }: PointerCode) => fill(first - 1, dispatch)),
];

const fill = (start: number, ...ids: readonly string[]): Wat => ['elem', ['table', TABLE], i32(start), 'func', ...ids];
