/** JavaScript values as adapters have them made, asked and kept. */
import type { HostFunctionName } from '../abi.ts';
import type { HostFunction } from '../loader/modules.ts';
import {
  callAny,
  callMethod,
  construct,
  deleteProperty,
  disposeValue,
  getProperty,
  hasProperty,
  isInstanceOf,
  kindOf,
  rethrow,
  setProperty,
  throwError,
  throwRange,
} from '../values/any.ts';
import { lengthOf } from '../values/arrays.ts';
import { makeDate } from '../values/dates.ts';
import { ItlRangeError } from '../values/errors.ts';
import { endList } from '../values/growing-list.ts';
import { endLent } from '../values/lending.ts';
import { addReference, dropReference, referenceOf, tooManyReferences } from '../values/references.ts';
import { sliceOf } from '../values/slices.ts';
import { earlyHint } from '../values/too-early.ts';
import { trapWith } from '../values/trap-with.ts';
import type { HostFunctions } from './host.ts';

/** The same for every component. */
export const valueFunctions = {
  array_len: lengthOf,
  list_end: endList,
  slice: sliceOf,
  map_new: (entries: readonly (readonly [unknown, unknown])[]) => new Map(entries),
  map_entries: (map: ReadonlyMap<unknown, unknown>) => [...map],
  set_new: (items: Iterable<unknown>) => new Set(items),
  date_new: makeDate,
  date_time: (date: Date) => date.getTime(),
  undefined: () => undefined,
  is_some: (value: unknown) => +(value !== undefined && value !== null),
  f64_rem: (left: number, right: number) => left % right,
  ref_full: tooManyReferences,
  throw_error: throwError,
  throw_range: throwRange,
  trap: trapWith,
  dispose: disposeValue,
  rethrow,
  get_property: getProperty,
  set_property: setProperty,
  has_property: (object: unknown, key: unknown) => +hasProperty(object, key),
  delete_property: deleteProperty,
  instance_of: (value: unknown, of: unknown) => +isInstanceOf(value, of),
  call_method: callMethod,
  call_any: callAny,
  construct,
  new_object: () => ({}),
  type_of: (value: unknown) => typeof value,
  kind_of: kindOf,
  end_lent: endLent,
  same: (left: unknown, right: unknown) => +Object.is(left, right),
} satisfies { readonly [N in HostFunctionName]?: HostFunction };

/** References belong to an instance, and texts to an adapter. */
export const ownValueFunctions = {
  ref_new:
    ({ instance: { references } }) =>
    (value: unknown) =>
      addReference(references, value),
  ref_get:
    ({ instance: { references } }) =>
    (handle: number) =>
      referenceOf(references, handle),
  ref_drop:
    ({ instance: { references } }) =>
    (handle: number) =>
      dropReference(references, handle),
  ref_key:
    ({ instance: { references } }) =>
    () =>
      references.key,
  fail:
    ({ readName }) =>
    (text: number, number: number, name: number) => {
      // No regular expression: compiling one where the stack ends ends the process.
      throw new ItlRangeError(
        readName(text)
          .replace('%', earlyHint)
          .replace('#', `${number >>> 0}`)
          .replace('@', () => readName(name)),
      );
    },
} satisfies HostFunctions;
