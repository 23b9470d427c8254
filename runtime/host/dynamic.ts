/** Operations on any value as adapters import them. */
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
} from '../values/any.ts';
import { endLent } from '../values/lending.ts';
import { trapWith } from '../values/trap-with.ts';

export const dynamicFunctions = {
  throw_error: throwError,
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
  same: (left: unknown, right: unknown) => (Object.is(left, right) ? 1 : 0),
};
