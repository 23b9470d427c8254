/**
 * What `it_values.ts` uses of the loader: handed over, since a second copy of the error classes would not be the same
 * classes. `runtime/build.js` checks that it is complete.
 */
import { convert, plainLiftOf } from './carriers.ts';
import {
  ItlLinkError,
  ItlRangeError,
  ItlResultError,
  ItlTrapError,
  ItlTypeError,
  Mismatch,
  mustBe,
  needed,
  show,
} from './errors.ts';
import { invoker, placed, trapError } from './functions.ts';
import { memberOf } from './imports.ts';
import { adapterFunction, disposeSymbol, unknownType } from './instance.ts';
import { coreFunction } from './modules.ts';
import { integerRange, primitiveCheck } from './primitives.ts';
import { decoder } from './section.ts';

export const kit = {
  adapterFunction,
  convert,
  coreFunction,
  decoder,
  disposeSymbol,
  integerRange,
  invoker,
  ItlLinkError,
  ItlRangeError,
  ItlResultError,
  ItlTrapError,
  ItlTypeError,
  Mismatch,
  memberOf,
  mustBe,
  needed,
  placed,
  plainLiftOf,
  primitiveCheck,
  show,
  trapError,
  unknownType,
};

export type Kit = typeof kit;
