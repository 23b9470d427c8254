/** What classes extend, and what is virtual in them. */
import {
  endlessBase,
  sharedLine,
  unextendable,
  unfitVirtual,
  unimportedBase,
  unknownBase,
  virtualAsync,
} from '../diagnostics/dsl-members.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import { lineOf } from './lineage.ts';
import type { DslClass, DslFunction, DslImportedClass, DslModule, DslNamedType } from './model.ts';
import type { TypeDeclaration } from './syntax.ts';

export function checkClasses(
  module: DslModule,
  declared: ReadonlyMap<string, TypeDeclaration>,
  errors: ErrorList,
): void {
  const types = new Map(module.types.map((type) => [type.name, type]));
  for (const type of module.types) {
    if (type.kind === 'imported') checkImportedBase(type, declared, types, errors);
    if (type.kind !== 'class') continue;
    checkBase(type, declared, types, errors);
    for (const method of type.methods) if (method.virtual) checkVirtual(type, method, types, errors);
  }
}

function checkBase(
  { name, base }: DslClass,
  declared: ReadonlyMap<string, TypeDeclaration>,
  types: ReadonlyMap<string, DslNamedType>,
  errors: ErrorList,
): void {
  const node = declared.get(name);
  if (base === undefined || node?.kind !== 'class' || !node.base) return;
  const { span } = node.base;
  const found = declared.get(base);
  if (found?.kind === 'broken') return;
  if (found?.kind !== 'class') {
    const classes = [...types.values()].filter(({ kind }) => kind === 'class').map((type) => type.name);
    return errors.add(unknownBase(base, span, classes));
  }
  const shared = [node, found].find((each) => each.shared);
  if (shared && node.shared !== found.shared) errors.add(sharedLine(shared.name.text, span, shared.name.span));
  const line = lineOf(name, types);
  const last = types.get(line.at(-1) ?? '');
  if (last?.kind === 'class' && last.base !== undefined && line.includes(last.base))
    errors.add(endlessBase(name, [...line, last.base].join(' → '), span));
}

const isMemberName = (path: string): boolean => /^\w+$/.test(path);

/** A class that is imported extends one that is imported from there too. */
function checkImportedBase(
  { name, base }: DslImportedClass,
  declared: ReadonlyMap<string, TypeDeclaration>,
  types: ReadonlyMap<string, DslNamedType>,
  errors: ErrorList,
): void {
  const node = declared.get(name);
  if (base === undefined || node?.kind !== 'imported' || !node.base) return;
  const { span } = node.base;
  const found = declared.get(base);
  if (found?.kind === 'broken') return;
  if (found?.kind !== 'imported' || found.module.text !== node.module.text) {
    const others = [...declared.values()].filter(
      (each) => each.kind === 'imported' && each.module.text === node.module.text,
    );
    return errors.add(
      unimportedBase(
        base,
        node.module.text,
        span,
        others.map((each) => each.name.text),
      ),
    );
  }
  const line = lineOf(name, types);
  const last = types.get(line.at(-1) ?? '');
  if (last?.kind === 'imported' && last.base !== undefined && line.includes(last.base))
    errors.add(endlessBase(name, [...line, last.base].join(' → '), span));
}

function checkVirtual(
  owner: DslClass,
  method: DslFunction,
  types: ReadonlyMap<string, DslNamedType>,
  errors: ErrorList,
): void {
  const { name, span, params } = method;
  if (method.isAsync) errors.add(virtualAsync(name, span));
  const callback = params.find(({ type }) => type.kind === 'named' && types.get(type.name)?.kind === 'callback');
  if (callback) errors.add(unfitVirtual(name, 'a callback for a parameter', span));
  if (method.overload !== undefined) errors.add(unfitVirtual(name, 'overloads', span));
  if (method.cpp !== undefined && !isMemberName(method.cpp))
    errors.add(unfitVirtual(name, 'a path or an operator for its name in C++', span));
  const made = owner.constructors.find(({ cpp }) => cpp !== undefined);
  if (made) errors.add(unextendable(owner.name, name, span, made.span));
}
