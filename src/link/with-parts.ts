import type { Component } from '../ir/ir.ts';
import type { LinkedParts } from './link-parts.ts';

/**
 * A component with all that it has of others, which comes first.
 * @param placed - where a core module of its own lies, seen from the source that is compiled
 */
export function withParts(
  component: Component,
  { components }: LinkedParts,
  placed: (path: string) => string,
): Component {
  const modules = component.modules.map((module) => (module.made ? module : { ...module, path: placed(module.path) }));
  const all = [...components, { ...component, modules }];
  return {
    name: component.name,
    types: merged(all, ({ types }) => types),
    typeDocs: merged(all, ({ typeDocs }) => typeDocs),
    imports: [...new Set(all.flatMap(({ imports }) => imports))],
    modules: all.flatMap((each) => each.modules),
    variables: all.flatMap(({ variables }) => variables),
    functions: all.flatMap(({ functions }) => functions),
    drops: merged(all, ({ drops }) => drops),
  };
}

const merged = <V>(
  components: readonly Component[],
  of: (component: Component) => ReadonlyMap<string, V>,
): ReadonlyMap<string, V> => new Map(components.flatMap((component) => [...of(component)]));
