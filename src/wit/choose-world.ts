/** The world that somebody means: by name, or the only one. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { noWorld, unknownWorld, whichWorld } from '../diagnostics/wit.ts';
import type { WorldDefinition } from './model.ts';
import type { WitResolution } from './resolve-wit.ts';

/**
 * Of the main package, or where there is none of all. Undefined after a reported error.
 * @param place - of the WIT, for messages
 * @param name - `greeter`, or `namespace:package/greeter`
 */
export function chooseWorld(
  { main, packages }: WitResolution,
  place: string,
  name: string | undefined,
  sink: DiagnosticSink,
): WorldDefinition | undefined {
  const all = [...packages.values()]
    .flatMap(({ worlds }) => [...worlds.values()])
    .filter(({ isIncluded }) => isIncluded);
  const own = main ? all.filter(({ scope }) => scope.package === main) : all;
  const names = own.map(({ id }) => id.name);
  if (name !== undefined) {
    const found = own.find(({ id }) => id.name === name) ?? all.find((world) => world.name === name);
    if (!found) sink.add(unknownWorld(name, place, names));
    return found;
  }
  if (own.length > 1) sink.add(whichWorld(place, names));
  if (own.length === 0) sink.add(noWorld(place));
  return own.length === 1 ? own[0] : undefined;
}
