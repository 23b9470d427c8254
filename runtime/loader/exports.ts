/** What users get: the component's functions and classes. */
import type { FunctionJson } from '../abi.ts';
import { isNormalEnd, runsOnce } from '../cores/trap-error.ts';
import { callError } from '../cores/traps.ts';
import { interfaceOf, isReserved, propertyOf } from '../member-names.ts';
import type { Callable } from '../values/callable.ts';
import { endLater, enterLater, leaveLater } from '../values/calls.ts';
import { disposeSymbol } from '../values/dispose-symbol.ts';
import { ItlLinkError } from '../values/errors.ts';
import type { Life } from '../values/life.ts';
import { nestExports } from '../values/nest-exports.ts';
import { wrapExport } from './functions.ts';
import { watchGrowth } from './growth.ts';
import { adapterFunction, dispose, type Instance } from './instance.ts';
import { rememberRaw } from './links.ts';
import { dispatcher, type ExportedGroup, groupExports } from './overloads.ts';
import { addMember } from './resources.ts';
import { finishOf, isAsync } from './results.ts';
import { using } from './using.ts';
import { withEnd } from './with-end.ts';

/** The frozen object of a component's exports. */
export function createExports(instance: Instance): object {
  const { section, guards, resources } = instance;
  guards.begin();
  instance.watch = watchGrowth(instance);
  const members: [name: string, held: PropertyDescriptor][] = [];
  const places = new Map<string, string>();
  for (const [field, functions] of groupExports(section.exports)) {
    const wrap = (who: string, first: number): Callable => wrapGroup(instance, functions, who, first);
    const [path, name] = interfaceOf(field) ?? ['', field];
    const property = propertyOf(field);
    if (property !== undefined) members.push([property, { get: wrap(property, 1) }]);
    else if (name.startsWith('[')) {
      const { resource } = addMember(resources, field, wrap);
      // A class is in the interface that its members are in.
      if (path) places.set(resource, `${path}#`);
    } else if (!isReserved(field)) members.push([field, { value: wrap(name, 1) }]);
  }
  const shown = [...resources].filter(([name]) => !isReserved(name));
  const classes = shown.map(([name, { Class }]) => [`${places.get(name) ?? ''}${name}`, { value: Class }] as const);
  const flat = {};
  for (const [name, held] of [...classes, ...members]) Object.defineProperty(flat, name, { enumerable: true, ...held });
  const exports = nestExports(flat);
  // Whoever awaits the component would wait for the promise that it seems to be.
  if ('then' in exports) throw new ItlLinkError("an export cannot be called 'then'");
  // Not enumerable: only who asks for it by name sees it.
  Object.defineProperty(exports, disposeSymbol, { value: () => dispose(instance) });
  return Object.freeze(exports);
}

/** One export, or what tells apart those that have one name. */
function wrapGroup(instance: Instance, exports: ExportedGroup, who: string, first: number): Callable {
  const wrap = ([field, json]: ExportedGroup[0]): Callable => wrapField(instance, field, who, json, first);
  const overloads = exports.flatMap((one) => (one[1].overload ? [{ ...one[1].overload, func: wrap(one) }] : []));
  return overloads.length > 0 ? dispatcher(who, overloads, 1 - first, instance.resources) : wrap(exports[0]);
}

function wrapField(instance: Instance, field: string, who: string, json: FunctionJson, first: number): Callable {
  const { guards, section } = instance;
  const raw = adapterFunction(instance, field);
  const [result] = json.results;
  const isGuarded = json.unwinds || guards.hasStacks();
  // By its type, not by itself: two exports may be the same core function.
  const guarded = isAsync(result) ? guards.promising(raw, who) : isGuarded ? guards.guard(raw) : raw;
  const ended = isCommand(instance) ? asCommand(guarded, who, instance) : guarded;
  const { watch } = instance;
  const called: Callable = watch ? (...args) => withEnd(ended, args, watch, isAsync(result)) : ended;
  const wrap = (func: Callable): Callable => {
    const wrapper = wrapExport(func, who, json, instance, first, finishOf(result));
    return isAsync(result) ? settling(wrapper, who, instance, result[1] !== null) : wrapper;
  };
  const uses = json.plain ? undefined : instance.uses;
  const outer = using(wrap, called, uses, isAsync(result));
  // Somebody has to look after its `defer`s and stacks, and what it says of its end.
  if (called === raw && !uses) rememberRaw(outer, raw, json, section.types);
  return Object.defineProperty(outer, 'name', { value: field });
}

/** WASI knows libraries and commands, which begin in `_start` and end when that does. */
const isCommand = ({ modules }: Instance): boolean => modules.some(({ exports }) => '_start' in exports);

/** To run a command a second time, as one that has ended, is what most of them forbid by a trap. */
function asCommand(raw: Callable, who: string, life: Life): Callable {
  let hasEnded = false;
  return (...args) => {
    const isAgain = hasEnded;
    hasEnded = true;
    try {
      return raw(...args);
    } catch (error) {
      throw isAgain ? callError(life, error, who, runsOnce) : error;
    }
  };
}

/** An async export's errors are its promise's, also those of its arguments; its call is over, and traps come, when it has waited. */
const settling =
  (func: Callable, who: string, instance: Instance, hasResult: boolean): Callable =>
  async (...args) => {
    const { calls } = instance;
    const time = enterLater(calls);
    let result: unknown;
    try {
      result = await func(...args);
    } catch (error) {
      if (hasResult || !isNormalEnd(error)) throw endLater(calls, time, callError(instance, error, who));
    }
    leaveLater(calls, time);
    return result;
  };
