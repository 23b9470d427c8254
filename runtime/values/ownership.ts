/** Which JavaScript object stands for which of a component's numbers, and who is to release it. */

import { endLent, lendWith } from './lending.ts';
import { instanceFor, setInstanceOf } from './owned-by.ts';

/** What an instance owns. */
export interface Owned {
  readonly id: number;
  /** Releases the number. */
  drop: (id: number) => void;
  /** What it is an instance of. */
  of: object | undefined;
  /** No longer once it was disposed of, even where its release has to wait. */
  isLive: boolean;
  /** The instance, until the engine watches over it. */
  instance: object | undefined;
  /** Somebody else's: it is never released. */
  isLent: boolean;
  /** Of a class of JavaScript's, whose methods the component calls: it ends with the object, whoever has that. */
  isExtension: boolean;
  reference: WeakRef<object> | undefined;
}

export interface Ownership {
  /** The living instance for a number. */
  readonly find: (id: number) => object | undefined;
  /** From now on the instance stands for the number, also where another one did. */
  readonly own: (id: number, instance: object, isLent?: boolean, drop?: (id: number) => void) => Owned;
  /** What was lent so far is to be released from now on, if there is such an instance. */
  readonly adopt: (id: number) => void;
  /** Lends an instance with an owner; one that is owned is none of its business. */
  readonly lend: (owned: Owned, instance: object, owner: object | null) => void;
  /** Releases the number; does nothing the second time. */
  readonly release: (owned: Owned) => void;
  /** Gives the number away: from now on somebody else is to release it. */
  readonly take: (owned: Owned) => number;
  /** What the number stood for is no more. */
  readonly destroyed: (owned: Owned) => void;
  /** Releases all that are not released yet; gives what was thrown meanwhile. */
  readonly releaseAll: () => readonly unknown[];
}

/** Whether the object, which is the component's, keeps its instance, and alone ends it. */
const isBound = ({ isExtension, isLent }: Owned): boolean => isExtension && isLent;

/** A WeakRef that was asked keeps its object until the job is over: it is asked once, which takes as long as several calls. */
export function recalled(owned: Owned): object | undefined {
  const instance = owned.reference?.deref();
  owned.instance = instance;
  queueMicrotask(() => {
    if (owned.isLive && !isBound(owned)) owned.instance = undefined;
  });
  return instance;
}

/** What the engine keeps with an instance that it watches, which is nothing that keeps the component: its number, and whom to tell. */
type Watched = readonly [number, WeakRef<(id: number) => void>];

/**
 * One for all components, which is never collected: where a registry is that has something to tell, V8 of Node up to 24
 * tells nobody in the process of anything any more.
 */
let registry: FinalizationRegistry<Watched> | undefined;

function tell([id, expire]: Watched): void {
  try {
    expire.deref()?.(id);
  } catch {
    // There is nobody who could hear of it.
  }
}

/** More than these are not kept back from the garbage collector, whatever JavaScript does meanwhile. */
const mostNew = 1024;

/**
 * To have an instance watched costs more than to make it, and most are disposed of before anything else happens: new ones
 * are watched when JavaScript has finished what it does. Without FinalizationRegistry what is forgotten just stays.
 *
 * @param drop - releases what a number stands for
 * @param afterwards - does something when nothing is under way that may use a number
 */
export function createOwnership(
  drop: (id: number) => void,
  afterwards: (action: () => void) => void = (action) => action(),
): Ownership {
  const living = new Map<number, Owned>();
  let fresh: Owned[] = [];
  const canWatch = globalThis.FinalizationRegistry && globalThis.WeakRef;
  /** As long as somebody has the component. */
  const watching = canWatch ? ([new WeakRef(expire), expire] as const) : undefined;
  if (canWatch) registry ??= new FinalizationRegistry(tell);

  function expire(id: number): void {
    const owned = living.get(id);
    // Another instance may have taken the number over since.
    if (owned?.reference && !instanceFor(owned)) release(owned);
  }

  function watch(): void {
    const owners = fresh;
    const [reference] = watching as readonly [Watched[1], ...unknown[]];
    fresh = [];
    for (const owned of owners) {
      if (!owned.isLive) continue;
      const instance = owned.instance as object;
      owned.reference = new WeakRef(instance);
      if (!isBound(owned)) owned.instance = undefined;
      registry?.register(instance, [owned.id, reference], owned);
    }
  }

  function own(id: number, instance: object, isLent = false, dropThis = drop): Owned {
    const owned = {
      id,
      drop: dropThis,
      of: undefined,
      isLive: true,
      instance,
      isLent,
      isExtension: false,
      reference: undefined,
    };
    living.set(id, owned);
    if (!watching) return owned;
    const count = fresh.push(owned);
    if (count === 1) queueMicrotask(watch);
    else if (count === mostNew) watch();
    return owned;
  }

  function find(id: number): object | undefined {
    const owned = living.get(id);
    return owned?.isLive ? instanceFor(owned) : undefined;
  }

  /** From now on the instance is of no use. */
  function end(owned: Owned): void {
    owned.isLive = false;
    const instance = instanceFor(owned);
    // Methods may be called until the object is gone.
    if (!owned.isExtension) owned.instance = undefined;
    if (owned.reference) registry?.unregister(owned);
    if (!instance) return;
    setInstanceOf(instance, undefined);
    endLent(instance);
  }

  function destroyed(owned: Owned): void {
    if (!owned.isLive) return;
    end(owned);
    if (living.get(owned.id) === owned) living.delete(owned.id);
  }

  function take(owned: Owned): number {
    if (owned.isExtension) {
      owned.isLent = true;
      owned.instance = instanceFor(owned);
    } else destroyed(owned);
    return owned.id;
  }

  function release(owned: Owned): void {
    if (!owned.isLive || isBound(owned)) return;
    end(owned);
    afterwards(() => {
      // Another instance may have taken the number over since.
      if (living.get(owned.id) !== owned) return;
      living.delete(owned.id);
      if (!owned.isLent) owned.drop(owned.id);
    });
  }

  function adopt(id: number): void {
    const owned = living.get(id);
    if (!owned) return;
    owned.isLent = false;
    if (owned.reference) owned.instance = undefined;
  }

  function lend(owned: Owned, instance: object, owner: object | null): void {
    if (!owned.isLent || owner === null || isBound(owned)) return;
    lendWith(owner, instance, owned);
  }

  function releaseAll(): readonly unknown[] {
    return [...living.values()].flatMap((owned) => {
      try {
        release(owned);
        return [];
      } catch (error) {
        return [error];
      }
    });
  }

  return { find, own, adopt, lend, release, take, destroyed, releaseAll };
}
