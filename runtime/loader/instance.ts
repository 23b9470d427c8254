/** What belongs to one instance of a component. Instances share nothing. */

import { callError } from '../cores/traps.ts';
import type { Callable } from '../values/callable.ts';
import { type Calls, createCalls, endWith, enter, leave } from '../values/calls.ts';
import { ItlLinkError } from '../values/errors.ts';
import type { Life } from '../values/life.ts';
import { clearReferences, createReferences, type References } from '../values/references.ts';
import { disposeResources } from '../values/resources.ts';
import type { Uses } from '../values/uses.ts';
import { type CheckOf, createChecks } from './create-checks.ts';
import { createGuards, type Guards } from './guard.ts';
import type { CoreModule } from './modules.ts';
import { createClass, type ResourceClass } from './resources.ts';
import type { Section } from './section.ts';

export interface State extends Life {
  readonly section: Section;
  /** The adapter's exports, once it is there. */
  adapter: WebAssembly.Exports;
  /** In the section's order, once they are there. */
  modules: readonly CoreModule[];
}

export interface Instance extends State {
  readonly calls: Calls;
  readonly guards: Guards;
  readonly resources: ReadonlyMap<string, ResourceClass>;
  readonly references: References;
  /** Where the component gives instances away. */
  uses: Uses | undefined;
  /** Looks whether a memory has grown, where the user wants to know. */
  watch: (() => void) | undefined;
  /** For a value inside of another; what stands alone is lowered too, see `lowering`. */
  readonly checkOf: CheckOf;
}

/** @throws ItlLinkError for what is no type. */
export function createInstance(section: Section): Instance {
  const state: State = { section, adapter: {}, modules: [], isLive: true };
  const calls = createCalls();
  const guards = createGuards(state);
  const resources = createResources(state, calls, guards);
  const checkOf = createChecks(section.types, resources);
  return Object.assign(state, {
    calls,
    guards,
    resources,
    references: createReferences(),
    uses: undefined,
    watch: undefined,
    checkOf,
  });
}

function createResources(state: State, calls: Calls, { guard }: Guards): ReadonlyMap<string, ResourceClass> {
  const resources = new Map<string, ResourceClass>();
  for (const [name, definition] of state.section.types) {
    if (definition[0] !== 'resource') continue;
    const [, drop, base] = definition;
    let func: Callable | undefined;
    const release = (id: number): void => {
      // Nothing of it is called once it has trapped, and to dispose of something is no error.
      if (state.trapped) return;
      // It may use others that JavaScript disposes of meanwhile.
      const depth = enter(calls);
      try {
        func ??= guard(adapterFunction(state, drop));
        func(id);
      } catch (error) {
        throw endWith(calls, depth, callError(state, error, `${name}.dispose`));
      }
      leave(calls, depth);
    };
    if (base !== undefined && !resources.has(base)) throw new ItlLinkError(`resource '${name}' extends no resource`);
    resources.set(name, createClass(name, release, calls.afterwards, resources.get(base ?? '')));
  }
  return resources;
}

/** Calls are errors from now on; what the instance holds for JavaScript is freed when those under way are over. A second time finds nothing. */
export function dispose(instance: Instance): void {
  instance.isLive = false;
  const { adapter, calls, references, resources } = instance;
  calls.afterwards(() => {
    try {
      disposeResources([...resources.values()].map(({ resource }) => resource));
    } finally {
      // What was released a moment ago may have to wait once more, and needs the rest.
      calls.afterwards(() => {
        clearReferences(references);
        (adapter._it_dispose as Callable | undefined)?.();
      });
    }
  });
}

/** @throws ItlLinkError where the adapter does not export a function of the name. */
export function adapterFunction({ adapter }: Pick<Instance, 'adapter'>, name: string): Callable {
  const func = adapter[name];
  if (typeof func !== 'function') throw new ItlLinkError(`the adapter exports no function '${name}'`);
  return func as Callable;
}
