import { coreExports, resultOf } from '../core-names.ts';
import type { DslModule, DslType } from '../model.ts';

/** Whether `any` occurs somewhere, so that C++ gets `it::ref`. */
export function usesReferences(module: DslModule): boolean {
  const imported = module.imports.flatMap(({ functions }) => functions);
  const signatures = coreExports(module).flatMap((item) => [
    ...item.func.params.map(({ type }) => type),
    resultOf(item),
  ]);
  const others = imported.flatMap(({ params, result }) => [...params.map(({ type }) => type), result]);
  const members = module.types.flatMap((type) => {
    if (type.kind === 'struct') return type.fields.map((field) => field.type);
    return type.kind === 'variant' ? type.cases.map((item) => item.type) : [];
  });
  return [...signatures, ...others, ...members].some(holdsAny);
}

function holdsAny(type: DslType | undefined): boolean {
  switch (type?.kind) {
    case 'any':
      return true;
    case 'list':
      return holdsAny(type.element);
    case 'option':
      return holdsAny(type.value);
    case 'result':
      return holdsAny(type.ok) || holdsAny(type.error);
    case 'tuple':
      return type.items.some(holdsAny);
    default:
      return false;
  }
}
