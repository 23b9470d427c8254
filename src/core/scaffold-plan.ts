/** What a scaffold will say, before it is put into words. */

import { type Convention, conventionOf } from './convention.ts';
import { isCoreTypeOfItl } from './conversions.ts';
import { firstBy } from './first-by.ts';
import { identifierFor, type NameSupply, nameSupply, quoted } from './identifiers.ts';
import { externrefTable, knownBody } from './known-imports.ts';
import {
  type CoreSignature,
  type Entity,
  type FunctionInterface,
  type ModuleImport,
  type ModuleInterface,
  signatureText,
} from './module-interface.ts';
import { WASI_MODULE } from './names.ts';
import { bindgenReading, mayFree, type Reading, type Role, readingOf, roleOf } from './recognise.ts';
import { MADE_NAME, type PlannedMade, planMade } from './scaffold-made.ts';

/** An export or import that ITL can say. */
export interface PlannedFunction {
  /** In the ITL, unique. */
  readonly name: string;
  readonly field: string;
  readonly signature: CoreSignature;
  /** One a parameter, fit for ITL and unique within the function; made up where the binary has none. */
  readonly parameterNames: readonly string[];
  /** They are from the binary. */
  readonly named: boolean;
  readonly reading: Reading;
}

export interface PlannedExport extends PlannedFunction {
  readonly role: Role | undefined;
}

export interface PlannedImport extends PlannedFunction {
  readonly module: string;
  /** Of the function that serves the core module; `name` is the component's import. */
  readonly coreName: string;
  /** The function's body, where the component serves it alone: nothing is imported for it. */
  readonly served: readonly string[] | undefined;
}

export interface PlannedGlobal {
  readonly field: string;
  readonly type: string;
  readonly mutable: boolean;
  readonly initial: string | undefined;
}

export interface Plan {
  readonly path: string;
  readonly convention: Convention;
  readonly exports: readonly PlannedExport[];
  readonly imports: readonly PlannedImport[];
  readonly made: readonly PlannedMade[];
  /** Globals that can be read. */
  readonly globals: readonly PlannedGlobal[];
  /** The memory that pointers point into, as operands: the module's own, or one that is made for it. */
  readonly memory: string | undefined;
  /** Memories with 64-bit addresses, whose pointers no convention knows. */
  readonly wideMemories: readonly string[];
  /** Its table of JavaScript values. */
  readonly table: string | undefined;
  /** Imports and exports that ITL has no words for. */
  readonly unsaid: { readonly imports: readonly string[]; readonly exports: readonly string[] };
}

/** The ITL identifier of the core module. */
export const MODULE_NAME = 'wasm';

/** Helpers of the scaffold; nothing from the binary may take their names. */
export const LOWER_STRING = '_lower_string';

/** Component imports may not name it: it is the loader's. */
const RUNTIME_MODULE = '_it_runtime';

export function planFor(module: ModuleInterface, path: string): Plan {
  const supply = nameSupply([MODULE_NAME, MADE_NAME, LOWER_STRING, '_class_of', '_lift_f64s', '_lower_f64s']);
  // A module may import one function several times, under several signatures even; ITL gives it one.
  const wanted = firstBy(
    module.imports.filter((candidate) => candidate.module !== WASI_MODULE),
    importText,
  );
  const made = planMade(firstBy(wanted, fullName));
  const memory = memoryOperands(module, made);
  const wideMemories = module.exports.flatMap(({ field, entity }) =>
    entity.kind === 'memory' && entity.is64 ? [field] : [],
  );
  const readable = memory !== undefined;
  const places = { isThere: readable, isSized: module.exports.some(freesBySize) };
  const convention = conventionOf(module);
  const hasArea = module.exports.some(({ field }) => field === '__wbindgen_add_to_stack_pointer');
  const read = (field: string, entity: FunctionInterface): Reading =>
    convention === 'wasm-bindgen' && readable ? bindgenReading(entity, hasArea) : readingOf(field, entity, places);
  const exports = withFree(
    module.exports.flatMap(({ field, entity }) => planExport(field, entity, read, supply) ?? []),
  );
  const adaptable = firstBy(wanted.filter(canAdapt), fullName);
  const readImport: Read = (field, entity) => readingOf(field, entity, { ...places, isSized: false });
  const imports = adaptable.flatMap((candidate) => {
    const planned = planImport(candidate, readImport, supply);
    if (!planned) return [];
    const served = knownBody(planned.field, planned.signature, module, memory)?.(planned.parameterNames);
    return [{ ...planned, served }];
  });
  return {
    path,
    convention,
    exports,
    imports,
    made,
    globals: module.exports.flatMap(({ field, entity }) => planGlobal(field, entity) ?? []),
    memory,
    wideMemories,
    table: externrefTable(module),
    unsaid: {
      imports: wanted
        .filter((candidate) => !adaptable.includes(candidate) && !made.some((each) => isFor(each, candidate)))
        .map(importText),
      exports: module.exports
        .filter(isUnsaidExport)
        .map(({ field, entity }) => `${quoted(field)} ${entityText(entity)}`),
    },
  };
}

function memoryOperands(module: ModuleInterface, made: readonly PlannedMade[]): string | undefined {
  const own = module.exports.find(({ entity }) => entity.kind === 'memory' && !entity.is64);
  if (own) return `${MODULE_NAME} ${quoted(own.field)}`;
  const given = made.find(({ kind, isWide }) => kind === 'memory' && !isWide);
  return given && `${MADE_NAME} ${quoted(given.name)}`;
}

function planGlobal(field: string, entity: Entity): PlannedGlobal | undefined {
  if (entity.kind !== 'global' || entity.type === undefined || !isCoreTypeOfItl(entity.type)) return undefined;
  const { type, mutable, initial } = entity;
  return { field, type, mutable: mutable === true, initial };
}

type Read = (field: string, entity: FunctionInterface) => Reading;

function planExport(field: string, entity: Entity, read: Read, supply: NameSupply): PlannedExport | undefined {
  if (entity.kind !== 'func' || !entity.signature || !canSay(entity.signature)) return undefined;
  const planned = planFunction(field, entity, entity.signature, read, supply);
  return { ...planned, role: roleOf(field, entity.signature) };
}

function withFree(exports: readonly PlannedExport[]): readonly PlannedExport[] {
  const has = (wanted: Role): boolean => exports.some(({ role }) => role === wanted);
  const found = has('allocate') && !has('free') && exports.find(({ field, signature }) => mayFree(field, signature));
  return exports.map((each) => (each === found ? { ...each, role: 'free' } : each));
}

function planImport(wanted: ModuleImport, read: Read, supply: NameSupply): Omit<PlannedImport, 'served'> | undefined {
  const { module, field, entity } = wanted;
  if (entity.kind !== 'func' || !entity.signature || !canAdapt(wanted)) return undefined;
  const planned = planFunction(field, entity, entity.signature, read, supply);
  return { ...planned, module, coreName: supply(`_core_${planned.name}`) };
}

function planFunction(
  field: string,
  entity: FunctionInterface,
  signature: CoreSignature,
  read: Read,
  supply: NameSupply,
): PlannedFunction {
  const ownNames = nameSupply();
  const named = entity.parameterNames.some((name) => name !== undefined);
  const reading = read(field, entity);
  const parameterNames = reading.params.map((guess, index) =>
    ownNames(identifierFor(entity.parameterNames[index] ?? (guess === 'number' ? letter(index) : guess))),
  );
  return { name: supply(identifierFor(field)), field, signature, parameterNames, named, reading };
}

const freesBySize = ({ field, entity }: { readonly field: string; readonly entity: Entity }): boolean =>
  entity.kind === 'func' &&
  entity.signature !== undefined &&
  entity.signature.params.length > 1 &&
  roleOf(field, entity.signature) === 'free';

/** a, b, … z, p27, p28, … */
const letter = (index: number): string => (index < 26 ? String.fromCharCode(97 + index) : `p${index + 1}`);

const canSay = ({ params, results }: CoreSignature): boolean => [...params, ...results].every(isCoreTypeOfItl);

const canAdapt = ({ module, entity }: ModuleImport): boolean =>
  module !== RUNTIME_MODULE && entity.kind === 'func' && entity.signature !== undefined && canSay(entity.signature);

const isUnsaidExport = ({ entity }: { readonly entity: Entity }): boolean =>
  (entity.kind === 'func' && !(entity.signature && canSay(entity.signature))) ||
  (entity.kind === 'global' && !(entity.type !== undefined && isCoreTypeOfItl(entity.type)));

const isFor = (made: PlannedMade, { module, field }: ModuleImport): boolean =>
  made.module === module && made.field === field;

const fullName = ({ module, field }: ModuleImport): string => `${quoted(module)} ${quoted(field)}`;

const importText = (wanted: ModuleImport): string => `${fullName(wanted)} ${entityText(wanted.entity)}`;

function entityText(entity: Entity): string {
  if (entity.kind !== 'func') return `(${entity.kind})`;
  return entity.signature ? signatureText(entity.signature) : 'of an unknown type';
}
