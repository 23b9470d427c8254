/** Functions as whoever calls them sees them. */
import { signatureText } from '../core/module-interface.ts';
import type { Callee, Local } from '../ir/ir.ts';
import { shownType } from '../ir/types.ts';

/** `greet (param $name string) (result string)` */
export const calleeText = (callee: Callee): string => `${callee.name} ${signatureOf(callee)}`;

export function signatureOf({ params, results }: Callee): string {
  const shown = params.map((param) => (param.name === undefined ? shownType(param.type) : localText(param)));
  return signatureText({ params: shown, results: results.map(shownType) });
}

export const localText = ({ name, type }: Local): string => `$${name} ${shownType(type)}`;
