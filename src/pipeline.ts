/** What runs for which target: a list of passes each, then its emitter. */
import { emitDirectModules } from './backend/direct/emit-module.ts';
import { emitTableModule } from './backend/table/emit-module.ts';
import { printWat } from './backend/wat.ts';
import { withFlatExports } from './ir/flatten.ts';
import type { Component } from './ir/ir.ts';
import { printComponent } from './ir/print.ts';
import { withTransfers } from './ir/transfer/transfers.ts';

/** What a component is compiled to. */
export type TargetName = 'table' | 'direct';

/** Component in, component out: what it does holds for any component. */
export interface Pass {
  readonly name: string;
  readonly run: (component: Component) => Component;
}

const forwardCopies: Pass = { name: 'forward-copies', run: withTransfers };

/** @param lays - whether strings and arrays may come as bytes in the adapter's own memory */
const flattenExports = (lays: boolean): Pass => ({
  name: 'flatten-exports',
  run: (component) => withFlatExports(component, lays),
});

/** In the order in which they run. */
export const passes: Readonly<Record<TargetName, readonly Pass[]>> = {
  table: [flattenExports(false), forwardCopies],
  direct: [flattenExports(true), forwardCopies],
};

/** What the passes begin with. */
export const FIRST_STAGE = 'check';

/** Where the IR can be looked at: as the checker left it, and behind each pass. */
export const stages: readonly string[] = [
  ...new Set([FIRST_STAGE, ...Object.values(passes).flatMap((list) => list.map(({ name }) => name))]),
];

/** A target's component when all its passes have run, or those up to the one of that name. */
export function runPasses(component: Component, target: TargetName, last?: string): Component {
  const list = passes[target];
  const end = last === undefined ? list.length : 1 + list.findIndex(({ name }) => name === last);
  return list.slice(0, end).reduce((before, pass) => pass.run(before), component);
}

/** The modules of an adapter, as WebAssembly text. */
export interface AdapterTexts {
  readonly table?: string;
  readonly direct?: string;
  /** What core modules import until the direct variant is there. */
  readonly shim?: string;
}

export const emitTable = (component: Component): AdapterTexts => ({
  table: printWat(emitTableModule(runPasses(component, 'table'))),
});

export function emitDirect(component: Component): AdapterTexts {
  const { adapter, shim } = emitDirectModules(runPasses(component, 'direct'));
  return { direct: printWat(adapter), ...(shim && { shim: printWat(shim) }) };
}

/** The IR behind a stage, once where targets agree, each text under the names of its targets. */
export function printIr(component: Component, targets: readonly TargetName[], stage?: string): string {
  const texts = new Map<string, TargetName[]>();
  for (const target of targets) {
    const text = printComponent(runPasses(component, target, stage));
    texts.set(text, [...(texts.get(text) ?? []), target]);
  }
  return [...texts].map(([text, names]) => `;; ${names.join(', ')}: after ${stage ?? 'the last pass'}\n${text}`).join('\n');
}
