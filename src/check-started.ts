/** What a component may not have whose JavaScript starts it when it is imported. */
import { type ImportMap, mappedImport } from './backend/import-map.ts';
import { boundaryOf } from './boundary/boundary-of.ts';
import { errorNames } from './boundary/error-names.ts';
import { exportObjectOf, propertiesOf } from './boundary/export-objects.ts';
import { nameTaken, nobodyGives } from './diagnostics/core.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Component } from './ir/ir.ts';

const ownNames: ReadonlySet<string> = new Set(['instantiate', 'instantiateSync', ...errorNames]);

/** @param map - imports that the module serves itself */
export function checkStarted(component: Component, map: ImportMap): readonly Diagnostic[] {
  const passed = component.modules.flatMap((core) => core.passed.map(({ from }) => ({ module: from, field: '*' })));
  const missing = [...component.imports, ...passed].filter(({ module }) => mappedImport(map, module) === undefined);
  const taken = propertiesOf(exportObjectOf(boundaryOf(component))).filter((name) => ownNames.has(name));
  return [...missing.map(({ module, field }) => nobodyGives(module, field)), ...taken.map(nameTaken)];
}
