/** From the bytes of a component to ITL and core modules. */

import { carriedWorld, isWorldSection } from '../component/carried-world.ts';
import type { Entity, FunctionType, ValueType } from '../component/entities.ts';
import { type CoreWorld, linkCore } from '../component/link-core.ts';
import { readComponent } from '../component/read-component.ts';
import { type ResolvedComponent, resolveComponent } from '../component/resolve-component.ts';
import { partsOf, valueTypesOf } from '../component/substitute.ts';
import { isAdapter } from '../core/is-adapter.ts';
import { withoutCustomSections } from '../core/sections.ts';
import {
  adapterGiven,
  asynchronousFunction,
  componentInComponent,
  noComponent,
  unusableComponent,
} from '../diagnostics/component.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ComponentItl, componentItl } from './component-itl.ts';

export type Translation =
  /** `isLinked`: from a core module, which nobody but itlc gives WASI. */
  | ({ readonly kind: 'translated'; readonly isLinked: boolean } & ComponentItl)
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/**
 * @param path - for messages
 * @param stem - what core modules are named after
 */
export function translateComponent(bytes: Uint8Array, path: string, stem: string): Translation {
  if (isCoreModule(bytes)) return translateCore(bytes, path, stem);
  const read = readComponent(bytes);
  const resolved = read.kind === 'problem' ? read : resolveComponent(read);
  if (resolved.kind === 'problem') return { kind: 'refused', diagnostics: [unusableComponent(path, resolved)] };
  const diagnostics = refusals(resolved, path);
  if (diagnostics.length > 0) return { kind: 'refused', diagnostics };
  return { kind: 'translated', isLinked: false, ...componentItl(resolved, stem) };
}

/**
 * A core module that was made for a world.
 * @param world - by default the one whose type the module carries
 */
export function translateCore(bytes: Uint8Array, path: string, stem: string, world?: CoreWorld): Translation {
  if (isAdapter(bytes)) return { kind: 'refused', diagnostics: [adapterGiven(path)] };
  const carried = world ?? carriedWorld(bytes, path);
  if (!carried) return { kind: 'refused', diagnostics: [noComponent(path)] };
  if (!('type' in carried)) return { kind: 'refused', diagnostics: carried };
  const core = withoutCustomSections(bytes, isWorldSection);
  const linked = linkCore(core, path, carried);
  if (!('kind' in linked)) return { kind: 'refused', diagnostics: linked };
  const diagnostics = refusals(linked.component, path);
  if (diagnostics.length > 0) return { kind: 'refused', diagnostics };
  return { kind: 'translated', isLinked: true, ...componentItl(linked.component, stem, linked.docs) };
}

export const isCoreModule = (bytes: Uint8Array): boolean =>
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00].every((byte, index) => bytes[index] === byte);

/** What is valid, and nothing that JavaScript can be made of. */
export function refusals(component: ResolvedComponent, path: string): readonly Diagnostic[] {
  return [...refusalsIn(component.imports, 'imports', path, []), ...refusalsIn(component.exports, 'exports', path, [])];
}

type Direction = 'imports' | 'exports';

function refusalsIn(
  entities: ReadonlyMap<string, Entity>,
  direction: Direction,
  path: string,
  within: readonly string[],
): readonly Diagnostic[] {
  return [...entities].flatMap(([name, entity]) => {
    const whole = [...within, name];
    if (entity.kind === 'instance') return refusalsIn(entity.exports, direction, path, whole);
    if (entity.kind === 'component')
      return [componentInComponent(path, `${direction} the component '${whole.join('#')}'`)];
    const why = entity.kind === 'func' ? asynchronous(entity.type, entity) : undefined;
    return why === undefined ? [] : [asynchronousFunction(path, `the function '${whole.join('#')}'`, why)];
  });
}

function asynchronous(type: FunctionType, { source }: Extract<Entity, { readonly kind: 'func' }>): string | undefined {
  if (type.isAsync) return 'is async';
  if (source.kind === 'lifted' && source.options.isAsync) return 'is lifted as async';
  const kind = valueTypesOf(type)
    .map(asynchronousPart)
    .find((found) => found !== undefined);
  return kind === undefined ? undefined : `has a ${kind}`;
}

function asynchronousPart(type: ValueType): string | undefined {
  if (type.kind === 'stream' || type.kind === 'future') return type.kind;
  if (type.kind === 'primitive' && type.name === 'error-context') return 'error-context';
  return partsOf(type)
    .map(asynchronousPart)
    .find((found) => found !== undefined);
}
