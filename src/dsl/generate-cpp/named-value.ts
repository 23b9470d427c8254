/** Values that C++ may refuse while it converts them: messages say whose they are. */
import type { DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { mayBeRefused } from '../used-types.ts';
import { quote } from './signatures.ts';

/** @param whose - as messages begin */
export const named = (whose: string, type: DslType, value: string, types: TypeTable): string =>
  mayBeRefused(type, types) ? `it::named(${quote(whose)}, [&]() -> decltype(auto) { return ${value}; })` : value;
