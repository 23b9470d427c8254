/** From a checked component to its {@link Boundary}. */

import {
  interfaceOf,
  isReserved,
  memberOf,
  propertyOf,
  shownMember,
  takesThis,
  withoutInterface,
  withoutOverload,
} from '../../runtime/member-names.ts';
import { bindingsOf } from '../ir/bindings.ts';
import type { PassedFunction as CorePassedFunction } from '../ir/core-parts.ts';
import { withoutInstances } from '../ir/instance-uses.ts';
import type { AdapterFunction, BindExpression, Callee, Component, ImportedFunction } from '../ir/ir.ts';
import { trappingWhole } from '../ir/traps.ts';
import { none, resultType, type TypeDefinition } from '../ir/types.ts';
import { interruptibleFunctions, unwindingFunctions } from '../ir/unwinding.ts';
import type {
  Boundary,
  BoundaryFunction,
  BoundaryOverload,
  ExportedFunction,
  GivenFunction,
  LiftedFunction,
  MemberFunction,
  PassedFunction,
  PassedModule,
  ResourceClass,
  UnwindingCall,
} from './boundary.ts';
import { exportGroups } from './export-groups.ts';
import { valueTypes } from './value-types.ts';

export function boundaryOf(component: Component): Boundary {
  const recovers = trappingWhole(component);
  const exports = exportsOf(component, recovers);
  const types = [...component.types.values()].map((definition) => ({
    definition,
    doc: component.typeDocs.get(definition.name) ?? '',
  }));
  const imports = component.imports.map(givenFunction);
  const lifted = liftedFunctions(component).map((each) => ({ ...each, recovers: recovers(each.callee) }));
  return {
    name: component.name,
    types,
    exports,
    functions: exports.filter(({ member }) => member === undefined),
    classes: types.flatMap(({ definition, doc }) =>
      definition.kind === 'resource' ? resourceClass(definition, doc, exports, component) : [],
    ),
    imports,
    passed: passedModules(component),
    lifted,
    values: valueTypes(
      [...exports, ...imports, ...lifted],
      types.map(({ definition }) => definition),
    ),
  };
}

type Shape = Pick<Callee, 'params' | 'results'> & { readonly isAsync?: boolean; readonly doc?: string };

function boundaryFunction(who: string, { params, results, isAsync = false, doc = '' }: Shape): BoundaryFunction {
  const result = resultType(results);
  return {
    who,
    doc,
    params: params.map(({ name = '', type }) => ({ name, type })),
    result,
    returns: result.kind === 'result' ? (result.ok ?? none) : result,
    throws: result.kind === 'result' ? { payload: result.err } : undefined,
    isAsync,
  };
}

function exportsOf(component: Component, recovers: (callee: Callee) => boolean): readonly ExportedFunction[] {
  const unwinding = unwindingOf(component);
  const isPlain = withoutInstances(component);
  return exportGroups(component).flatMap(({ functions }) =>
    functions.map(({ callee, field, overload }) => ({
      ...exportedFunction(callee, field, overload),
      unwinding: unwinding(callee),
      isPlain: isPlain(callee),
      recovers: recovers(callee),
    })),
  );
}

function exportedFunction(
  callee: AdapterFunction,
  field: string,
  overload: BoundaryOverload | undefined,
): Omit<ExportedFunction, 'unwinding' | 'isPlain' | 'recovers'> {
  const member = memberOf(field);
  const property = propertyOf(field);
  const name = property ?? withoutOverload(withoutInterface(field));
  return {
    ...boundaryFunction(member ? shownMember(member) : name, callee),
    callee,
    field,
    name,
    interface: interfaceOf(field)?.[0],
    isProperty: property !== undefined,
    overload,
    member,
    takesThis: member !== undefined && takesThis(member),
  };
}

function unwindingOf(component: Component): (callee: AdapterFunction) => UnwindingCall {
  const { onThrow, onReturn } = unwindingFunctions(component);
  const interruptible = interruptibleFunctions(component);
  return (callee) => ({
    onThrow: onThrow.has(callee),
    onReturn: onReturn.has(callee),
    isInterruptible: callee.isAsync || interruptible.has(callee),
  });
}

const givenFunction = (callee: ImportedFunction): GivenFunction => ({
  ...boundaryFunction(`${callee.module}.${callee.field}`, callee),
  callee,
  module: callee.module,
  field: callee.field,
});

/** By module: several core modules may get functions of one. */
function passedModules({ modules }: Component): readonly PassedModule[] {
  const all = modules.flatMap(({ passed }) => passed);
  return [...new Set(all.map(({ from }) => from))].map((module) => {
    const parts = all.filter(({ from }) => from === module);
    const isKnown = parts.every(({ functions }) => functions !== undefined);
    const byField = new Map(parts.flatMap((part) => part.functions ?? []).map((each) => [each.field, each]));
    return {
      module,
      functions: isKnown ? [...byField.values()].map((each) => passedFunction(module, each)) : undefined,
    };
  });
}

const passedFunction = (module: string, { field, params, results }: CorePassedFunction): PassedFunction => ({
  ...boundaryFunction(`${module}.${field}`, { params: params.map((type) => ({ name: undefined, type })), results }),
  field,
});

function liftedFunctions(component: Component): readonly Omit<LiftedFunction, 'recovers'>[] {
  const isPlain = withoutInstances(component);
  return bindingsOf(component)
    .binds.filter(({ target }) => target.kind === 'function')
    .map((bind) => ({ ...liftedFunction(bind), isPlain: isPlain(bind.callee) }));
}

function liftedFunction(bind: BindExpression): Omit<LiftedFunction, 'isPlain' | 'recovers'> {
  const { callee, captured } = bind;
  const { name, params, results } = callee;
  const isAsync = callee.kind !== 'core' && callee.isAsync;
  return { ...boundaryFunction(name, { params: params.slice(captured.length), results, isAsync }), bind, callee };
}

/** Nothing for one that only core modules name, and where the source does not say how it is released, which is an error. */
function resourceClass(
  definition: Extract<TypeDefinition, { kind: 'resource' }>,
  doc: string,
  exports: readonly ExportedFunction[],
  { drops }: Component,
): readonly ResourceClass[] {
  const drop = drops.get(definition.name);
  const members = exports.filter((one): one is MemberFunction => one.member?.resource === definition.name);
  const constructs = members.find(({ member }) => member.kind === 'constructor');
  return drop && !isReserved(definition.name)
    ? [{ definition, doc, drop, constructs, base: definition.base?.name, members }]
    : [];
}
