/** What functions call of core modules, once those are there. */
import type { ArrayPattern, Expression as Js } from 'estree';
import type { CoreModule } from '../../ir/ir.ts';
import { array, arrow, assign, call, id, number, string } from './build/expressions.ts';
import { block, constant, type Statement, statement } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { LateNames } from './late-names.ts';
import { signatureOf } from './pointer-signature.ts';
import { signatureModule } from './signature-module.ts';

/** Something with a name: whether that is known before core modules are there, and what it is then. */
interface Opening {
  readonly of: string;
  readonly isEarly: boolean;
  readonly statement: Statement;
}

/** What comes of the core modules when all are there. */
export function openCores(cores: readonly string[], early: LateNames, module: EmittedModule): readonly Statement[] {
  const isLater = module.isOrdered ? ({ isEarly }: Opening): boolean => !isEarly : () => true;
  return [
    ...openings(cores, early, module)
      .filter(isLater)
      .map((opening) => opening.statement),
    ...openRest(cores, early, module),
  ];
}

/** `(core) => { [malloc] = typedFunctions(core, …); }`: what is called before all are there. */
export function emitOpened(core: CoreModule, early: LateNames, module: EmittedModule): Js | undefined {
  if (!module.isOrdered) return undefined;
  const { modules } = module.component;
  const name = module.newScope().names.free(core.name);
  const names = modules.map((each) => (each === core ? name : each.name));
  const statements = openings(names, early, module)
    .filter(({ of, isEarly }) => of === core.name && isEarly)
    .map((opening) => opening.statement);
  return statements.length > 0 ? arrow([id(name)], block(statements)) : undefined;
}

/** Assigned where it has its name already. */
const keep = (name: string, value: Js, early: ReadonlySet<string>): Statement =>
  early.has(name) ? statement(assign(id(name), value)) : constant(name, value);

function openings(
  cores: readonly string[],
  { memories, others }: LateNames,
  module: EmittedModule,
): readonly Opening[] {
  const { modules } = module.component;
  /** The arguments that every helper takes: the exports of a core module, a name in there, and the module's path. */
  const from = (of: string, name: string): readonly Js[] => {
    const index = modules.findIndex((core) => core.name === of);
    return [id(cores[index] ?? ''), string(name), string(modules[index]?.path ?? '')];
  };
  return [
    ...modules.flatMap((core, index) => takeFunctions(core, cores[index] ?? '', others, module)),
    ...module.memories.map(({ of, name }) => {
      const isEarly = memories.has(name);
      const opened = call(
        module.helper('openMemory'),
        ...from(of.module, of.memory),
        id('state'),
        ...(isEarly ? [id(name)] : []),
      );
      const whole = module.hasText(name) ? call(module.helper(module.withText), opened) : opened;
      return { of: of.module, isEarly, statement: isEarly ? statement(whole) : constant(name, whole) };
    }),
    ...(['global', 'table'] as const).flatMap((kind) =>
      module.entities(kind).map(({ of, name }) => {
        const opened = call(module.helper(kind === 'global' ? 'openGlobal' : 'openTable'), ...from(of.module, of.name));
        return { of: of.module, isEarly: others.has(name), statement: keep(name, opened, others) };
      }),
    ),
  ];
}

/** What is made of several of them, or of functions. */
function openRest(cores: readonly string[], { others }: LateNames, module: EmittedModule): readonly Statement[] {
  const { modules } = module.component;
  const stacks = module.has('stacks');
  return [
    ...module.functions.promising.map(({ callee, name }) =>
      keep(
        name,
        call(module.helper('promising'), module.turns, id(module.functions.called(callee, false).name)),
        others,
      ),
    ),
    ...module.pointerTables.map(({ of, name }) => {
      const index = modules.findIndex((core) => core.name === of.module);
      const path = string(modules[index]?.path ?? '');
      const from = [id(cores[index] ?? ''), string(of.table), path];
      return keep(name, call(module.helper('openPointers'), ...from, module.pointerModule()), others);
    }),
    ...module.pointerCallers.map(({ of: { pointers, signature }, name }) =>
      keep(name, call(module.helper('pointerCaller'), id(pointers), number(signature)), others),
    ),
    ...(stacks === undefined ? [] : [keep(stacks, call(module.helper('openStacks'), array(cores.map(id))), others)]),
    ...(stacks !== undefined && module.has('turns') !== undefined
      ? [statement(call(module.helper('openTurns'), module.turns, array(cores.map(id)), id(stacks)))]
      : []),
  ];
}

/** `const [malloc, free] = typedFunctions(core, 'lib.wasm', ['malloc', 'free'], …);` */
function takeFunctions(
  core: CoreModule,
  exports: string,
  early: ReadonlySet<string>,
  module: EmittedModule,
): readonly Opening[] {
  const all = module.functions.coreFunctions(core);
  return [true, false].flatMap((isEarly) => {
    const functions = all.filter(({ name }) => early.has(name) === isEarly);
    if (functions.length === 0) return [];
    const fields = array(functions.map(({ callee }) => string(callee.field)));
    const signatures = module.bytes(signatureModule(functions.map(({ callee }) => signatureOf(callee))));
    const found = call(module.helper('typedFunctions'), id(exports), string(core.path), fields, signatures);
    const targets: ArrayPattern = { type: 'ArrayPattern', elements: functions.map(({ name }) => id(name)) };
    const taken = isEarly ? statement(assign(targets, found)) : constant(targets, found);
    return [{ of: core.name, isEarly, statement: taken }];
  });
}
