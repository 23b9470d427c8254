/** What belongs to one instance of a component. Instances share nothing. */
import type { Callable } from '../values/callable.ts';
import { ItlLinkError } from '../values/errors.ts';
import { createReferences, type References } from '../values/refs.ts';
import { createResource, type Resource } from '../values/resources.ts';
import { type CheckOf, createChecks } from './create-checks.ts';
import { trapError } from './functions.ts';
import { createGuards, type Guards } from './guard.ts';
import type { CoreModule } from './modules.ts';
import type { Section } from './section.ts';

export interface State {
  readonly section: Section;
  /** The adapter's exports, once it is there. */
  adapter: WebAssembly.Exports;
  /** In the section's order, once they are there. */
  modules: readonly CoreModule[];
  isDisposed: boolean;
}

export interface Instance extends State {
  readonly guards: Guards;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly references: References;
  /** For a value inside of another; what stands alone is lowered too, see `lowering`. */
  readonly checkOf: CheckOf;
}

/** @throws ItlLinkError for what is no type. */
export function createInstance(section: Section): Instance {
  const state: State = { section, adapter: {}, modules: [], isDisposed: false };
  const guards = createGuards(state);
  const resources = createResources(section, (drop) => guards.guard(adapterFunction(state, drop)));
  const checkOf = createChecks(section.types, resources);
  return Object.assign(state, { guards, resources, references: createReferences(), checkOf });
}

/** @param releaser - finds the adapter's function that releases an instance */
function createResources({ types }: Section, releaser: (drop: string) => Callable): ReadonlyMap<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const [name, [kind, drop]] of types) {
    if (kind !== 'resource') continue;
    const release = (id: number): void => {
      try {
        releaser(drop)(id);
      } catch (error) {
        throw trapError(error, `${name}.dispose`);
      }
    };
    resources.set(name, createResource(name, release));
  }
  return resources;
}

/** Frees what the instance holds for JavaScript; calls are errors from now on. */
export function dispose(instance: Instance): void {
  if (instance.isDisposed) return;
  try {
    const failures = [...instance.resources.values()].flatMap((resource) => resource.disposeAll());
    instance.references.clear();
    if ('_it_dispose' in instance.adapter) adapterFunction(instance, '_it_dispose')();
    if (failures.length > 0) throw failures[0];
  } finally {
    instance.isDisposed = true;
    instance.adapter = {};
    instance.modules = [];
  }
}

/** @throws ItlLinkError where the adapter does not export a function of the name. */
export function adapterFunction({ adapter }: Pick<Instance, 'adapter'>, name: string): Callable {
  const func = adapter[name];
  if (typeof func !== 'function') throw new ItlLinkError(`the adapter exports no function '${name}'`);
  return func as Callable;
}
