/** `link`: an instance's functions and values, and what its core modules import. */

import { exportGroups } from '../../boundary/export-groups.ts';
import { array, arrow, boolean, call, id, object, property, string } from './build/expressions.ts';
import { constant, functionDeclaration, returned, type Statement, variable, variables } from './build/statements.ts';
import { isCalledEarly } from './core-order.ts';
import { classNames, emitClasses } from './emit-classes.ts';
import { emitComplete, emitInitial, initialValue } from './emit-complete.ts';
import { emitCore } from './emit-core.ts';
import { emitExports } from './emit-exports.ts';
import { findImports } from './emit-imports.ts';
import { emitOpened } from './emit-open.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions } from './glue-options.ts';
import { type LateNames, lateNames } from './late-names.ts';

export function emitLink(module: EmittedModule, options: GlueOptions): Statement {
  const { component } = module;
  const classes = classNames(module);
  const groups = exportGroups(component);
  const cores = component.modules.map((core) => emitCore(core, options, module));
  for (const variable of module.early.early) initialValue(variable, module);
  const functions = [...module.functions.emit()];
  // What is used so far is used before core modules are there, by what they import.
  const areClassesEarly = module.resources.length > 0 || module.instanceDeclarations.length > 0;
  const first = [...module.early.early].map((variable) => emitInitial(variable, module));
  const earlyClasses = areClassesEarly ? emitClasses(module, classes, groups) : [];
  functions.push(...module.functions.emit());
  const early = lateNames(module);
  // Otherwise they stand where the core functions are constants.
  const lateClasses = areClassesEarly ? [] : emitClasses(module, classes, groups);
  const exports = emitExports(module, classes, groups);
  for (const variable of component.variables) initialValue(variable, module);
  const own = module.functions.emit();
  const made = [...own, ...exports.functions, ...(areClassesEarly ? [] : module.instanceDeclarations), ...lateClasses];
  const complete = emitComplete(exports.properties, made, early, module);
  component.modules.forEach((core, index) => {
    const opened = emitOpened(core, early, module);
    if (opened) cores[index]?.properties.push(property('opened', opened));
  });
  const imports = module.takesImports ? [id('imports')] : [];
  return functionDeclaration('link', imports, [
    ...findImports(module),
    ...emitState(early, module, isCalledEarly(component, options.cores)),
    ...functions,
    ...(areClassesEarly ? module.instanceDeclarations : []),
    ...earlyClasses,
    ...first,
    complete,
    returned(
      object([
        ['cores', array(cores)],
        ['state', id('state')],
        ['complete', id('complete')],
        ...(component.modules.some((core) => module.takesWasi(core))
          ? [['takes', module.helper('wasiOption')] as const]
          : []),
      ]),
    ),
  ]);
}

const creators = {
  references: 'createReferences',
  callbacks: 'createCallbacks',
  calls: 'createCalls',
  commands: 'createCommands',
  uses: 'createUses',
} as const;

/** What an instance has from the beginning, and what has a name before it is there. */
function emitState({ memories, others }: LateNames, module: EmittedModule, isEarly: boolean): readonly Statement[] {
  const created = (['references', 'callbacks', 'calls', 'commands', 'uses'] as const).flatMap((kind) => {
    const name = module.has(kind);
    return name === undefined ? [] : [constant(name, call(module.helper(creators[kind])))];
  });
  const tooLate = module.has('tooLate');
  return [
    // A field: as long as no instance has come to its end, engines take it for a constant.
    constant('state', object([['isLive', boolean(true)]])),
    ...(tooLate === undefined
      ? []
      : [constant(tooLate, arrow([id('who')], call(module.helper('refuseCall'), id('state'), id('who'))))]),
    ...emitTurns(module),
    ...created,
    ...[...memories].map((name) => constant(name, isEarly ? call(module.helper('absentMemory')) : object([]))),
    ...emitLater(others, module, isEarly),
  ];
}

/** What a start function may ask for holds what tells that it is not there yet, or has no value. */
function emitLater(others: ReadonlySet<string>, module: EmittedModule, isEarly: boolean): readonly Statement[] {
  const checked = [...module.early.checked].map((variable) => module.nameOf(variable));
  const unchecked = [...others].filter((name) => !checked.includes(name));
  const plain = unchecked.filter((name) => !isEarly || module.isVariable(name));
  return [
    ...(plain.length > 0 ? [variables(plain)] : []),
    ...unchecked.filter((name) => !plain.includes(name)).map((name) => variable(name, module.helper('absent'))),
    ...checked.map((name) => variable(name, module.helper('unset'))),
  ];
}

function emitTurns(module: EmittedModule): readonly Statement[] {
  const turns = module.has('turns');
  if (turns === undefined) return [];
  const waiting = module.component.imports.find(({ isAsync }) => isAsync);
  const who = waiting ? `${waiting.module}.${waiting.field}` : 'an export';
  return [constant(turns, call(module.helper('createTurns'), string(who), id('state')))];
}
