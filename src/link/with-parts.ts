import type { Component } from '../ir/ir.ts';
import type { LinkedParts } from './link-parts.ts';
import type { OwnNames } from './own-names.ts';
import { withoutUnused } from './without-unused.ts';

/**
 * A component with all that it has of others, which comes first.
 * @param placed - where a core module of its own lies, seen from the source that is compiled
 */
export function withParts(
  component: Component,
  { components, types }: Pick<LinkedParts, 'components'> & Pick<OwnNames, 'types'>,
  placed: (path: string) => string,
): Component {
  const modules = component.modules.map((module) => (module.made ? module : { ...module, path: placed(module.path) }));
  const all = [...components, { ...component, modules }];
  const whole = {
    name: component.name,
    types: merged(all, ({ types }) => types),
    typeDocs: merged(all, ({ typeDocs }) => typeDocs),
    imports: [...new Set(all.flatMap(({ imports }) => imports))],
    modules: all.flatMap((each) => each.modules),
    variables: all.flatMap(({ variables }) => variables),
    functions: all.flatMap(({ functions }) => functions),
    drops: merged(all, ({ drops }) => drops),
  };
  return components.length > 0 ? withoutUnused(whole, { types: types.keys(), functions: component.functions }) : whole;
}

const merged = <V>(
  components: readonly Component[],
  of: (component: Component) => ReadonlyMap<string, V>,
): ReadonlyMap<string, V> => new Map(components.flatMap((component) => [...of(component)]));
