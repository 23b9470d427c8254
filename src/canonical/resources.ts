/** Handles: taken, added, lent, and what JavaScript sees of them. */
import type { ResourceType } from '../component/entities.ts';
import type { Codec } from './generator.ts';
import { block, call, declare, list, local } from './itl-text.ts';

const owned = (number: number): string => String(2 * number + 1);
const borrowed = (number: number): string => String(2 * number);

/** The handle leaves the instance's table. */
export function liftOwn(resource: ResourceType, handle: string, { generator, instance, side }: Codec): string {
  const number = generator.types.numberOf(resource);
  const rep = call(`take-handle${generator.handles(instance)}`, String(number), handle);
  return side === 'component' ? list('as', 'u32', rep) : ownForHost(resource, rep, generator);
}

function ownForHost(resource: ResourceType, rep: string, generator: Codec['generator']): string {
  const Class = generator.types.classOf(resource);
  if (Class === undefined) {
    const release = generator.helper('release-ref', 'release-ref', (name) =>
      list(
        'func',
        name,
        '(param $rep i32)',
        '(result any)',
        declare('object', list('lift-ref', local('rep'))),
        list('drop-ref', local('rep')),
        local('object'),
      ),
    );
    return call(release, rep);
  }
  generator.dropOf(resource);
  const handle = call(`add-handle${generator.handles('host')}`, owned(generator.types.numberOf(resource)), rep);
  return list('lift-resource', Class, handle);
}

/**
 * The handle stays, and cannot be given away as long as the call lasts. What is lent to JavaScript is its own: imports
 * mention no resource that the component defines.
 */
export function liftBorrow(resource: ResourceType, handle: string, { generator, instance, side }: Codec): string {
  const number = generator.types.numberOf(resource);
  const rep = call(`lend-handle${generator.handles(instance)}`, String(number), handle);
  return side === 'component' ? list('as', 'u32', rep) : list('lift-ref', rep);
}

/** A new handle of the instance's. */
export function lowerOwn(resource: ResourceType, value: string, { generator, instance, side }: Codec): string {
  const number = generator.types.numberOf(resource);
  const rep = side === 'component' ? list('as', 'i32', value) : repOfOwn(resource, value, generator);
  return call(`add-handle${generator.handles(instance)}`, owned(number), rep);
}

function repOfOwn(resource: ResourceType, value: string, generator: Codec['generator']): string {
  const Class = generator.types.classOf(resource);
  if (Class === undefined) return list('lower-ref', value);
  generator.dropOf(resource);
  const number = String(generator.types.numberOf(resource));
  return call(`take-handle${generator.handles('host')}`, number, list('take-resource', Class, value));
}

/** What stands for it where the instance defines the resource; else a handle that has to be dropped before it returns. */
export function lowerBorrow(resource: ResourceType, value: string, codec: Codec): string {
  const { generator, instance, side } = codec;
  const number = generator.types.numberOf(resource);
  const rep = side === 'component' ? list('as', 'i32', value) : repOfBorrow(resource, value, generator);
  if (resource.owner === instance) return rep;
  return call(`add-borrow${generator.handles(instance)}`, borrowed(number), rep);
}

function repOfBorrow(resource: ResourceType, value: string, generator: Codec['generator']): string {
  const Class = generator.types.classOf(resource);
  if (Class === undefined) {
    return block(
      [declare('lent', list('lower-ref', value)), list('defer', list('drop-ref', local('lent')))],
      local('lent'),
    );
  }
  generator.dropOf(resource);
  const number = String(generator.types.numberOf(resource));
  return call(`handle-rep${generator.handles('host')}`, number, list('lower-resource', Class, value));
}
