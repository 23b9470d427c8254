/** What is shared while the ITL of a component is made. */

import type { StringEncoding } from '../component/definitions.ts';
import type { CoreFunction, CoreValue, InstanceState, LiftOptions, ResourceType } from '../component/entities.ts';
import type { NamePool } from './itl-text.ts';
import type { Side, TypeTexts } from './type-texts.ts';

export interface Generator {
  readonly types: TypeTexts;
  readonly functionNames: NamePool;
  /** Functions of the component, finished. */
  readonly functions: string[];
  /** A function for a key, made when it is first asked for. Gives its name. */
  readonly helper: (key: string, name: string, make: (name: string) => string) => string;
  /** What `call` names a core function. */
  readonly coreFunction: (func: CoreFunction) => string;
  /** `MODULE "memory"`. */
  readonly memory: (value: CoreValue) => string;
  /** Numbers of objects, for keys. */
  readonly idOf: (of: object) => number;
  /** The ending of the names of an instance's handle table, or of JavaScript's; it is made. */
  readonly handles: (of: InstanceState | 'host') => string;
  /** The variable that says that an instance must not call out now; undefined where it has nothing to call. */
  readonly bound: (of: InstanceState) => string | undefined;
  /** Whether so many functions call out of an instance that what they have in common is said once. */
  readonly isBusy: (of: InstanceState) => boolean;
  /** Variables for what a call of an instance keeps, those that its core modules use. */
  readonly context: (of: InstanceState) => readonly ContextSlot[];
  /** The variable that counts how often an instance has said that no async call is to come in. */
  readonly backpressure: (of: InstanceState) => string;
  /** The variable that says whether an instance is entered. */
  readonly entered: (of: InstanceState) => string;
  /** Releases what stands for a resource of the component's, for JavaScript. */
  readonly dropOf: (resource: ResourceType) => string;
}

export interface ContextSlot {
  readonly slot: number;
  readonly variable: string;
}

/** What lifting and lowering one function's values needs. */
export interface Codec {
  readonly generator: Generator;
  readonly instance: InstanceState;
  readonly encoding: StringEncoding;
  readonly memory: CoreValue | undefined;
  readonly realloc: CoreFunction | undefined;
  readonly side: Side;
}

export const codecOf = (generator: Generator, instance: InstanceState, options: LiftOptions, side: Side): Codec => ({
  generator,
  instance,
  encoding: options.encoding,
  memory: options.memory,
  realloc: options.realloc,
  side,
});

/** Tells the helpers of one codec from those of others. */
export const keyOf = ({ generator: { idOf }, instance, encoding, memory, realloc, side }: Codec): string =>
  [idOf(instance), encoding, memory ? idOf(memory) : '', realloc ? idOf(realloc) : '', side].join();

export function memoryOf({ generator, memory }: Codec): string {
  if (!memory) throw new Error('validated: what lies in memory has one');
  return generator.memory(memory);
}
