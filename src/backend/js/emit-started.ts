/** What a module does that starts its component when it is imported. */
import type { AssignmentProperty } from 'estree';
import { boundaryOf } from '../../boundary/boundary-of.ts';
import { exportObjectOf, propertiesOf } from '../../boundary/export-objects.ts';
import { call, id, property } from './build/expressions.ts';
import { constant, type Statement } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';

export interface Started {
  /** The last of the module: by then all that the component needs is there. */
  readonly statements: readonly Statement[];
  /** What the module exports, each with the variable that holds it. */
  readonly exports: readonly (readonly [name: string, local: string])[];
}

/** `const { greet: greet2 } = instantiateSync();` */
export function emitStarted(module: EmittedModule): Started {
  const exports = propertiesOf(exportObjectOf(boundaryOf(module.component))).map(
    (name) => [name, module.names.free(name)] as const,
  );
  const properties = exports.map(([name, local]) => property(name, id(local)) as AssignmentProperty);
  const instance = call('instantiateSync');
  return { exports, statements: [constant({ type: 'ObjectPattern', properties }, instance)] };
}
