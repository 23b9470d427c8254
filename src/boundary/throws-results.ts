/** Whether outcomes of type `(result T E)` are thrown somewhere, by the component or by whoever uses it. */
import { functionSignature, resultType } from '../ir/types.ts';
import type { Boundary } from './boundary.ts';

/** Functions are also those that are values: callbacks, and what the component makes for JavaScript. */
export const throwsResults = ({ exports, imports, lifted, values }: Boundary): boolean =>
  [...exports, ...imports, ...lifted].some(({ throws }) => throws !== undefined) ||
  values.some((type) => resultType(functionSignature(type)?.results ?? []).kind === 'result');
