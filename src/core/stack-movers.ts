/** What a core module's exports do: whether they move its stack in memory, what they may call, and what their traps leave behind. */
import type { ModuleExport, ModuleImport, ReadProblem } from './module-interface.ts';
import { type CodeFacts, readCode, type Trapping } from './read-code.ts';
import { codeSection, problemAsValue, type RawSection } from './sections.ts';

/**
 * `none`: it has no instruction that traps. `whole`: it has written nothing where it traps, so that all is as it was before.
 * `halfway`: it may have written; also where that is not known.
 */
export type TrapKind = 'none' | 'whole' | 'halfway';

/** Of a function, with everything that it calls. */
export interface Reach {
  /** Also where it is not known which global that is. */
  readonly movesStack: boolean;
  /** Imported functions that it may call; undefined where it may call any. */
  readonly imports: readonly ModuleImport[] | undefined;
  /** What a trap in it leaves behind. */
  readonly traps: TrapKind;
  /** Exported functions that it may call, itself included; undefined where it may call any. */
  readonly exports: readonly string[] | undefined;
}

/** Reads code when it is first asked; code that is not what it should be is the engine's to refuse. */
export function createReachOf(
  sections: readonly RawSection[],
  imports: readonly ModuleImport[],
  exports: readonly ModuleExport[],
): (name: string | number) => Reach | undefined {
  const imported = imports.filter(({ entity }) => entity.kind === 'func');
  const pointer = exports.find(({ field, entity }) => field === '__stack_pointer' && entity.kind === 'global');
  const section = codeSection(sections);
  let code: readonly CodeFacts[] | ReadProblem | undefined;
  const indexOf = (name: string | number): number | undefined => {
    if (typeof name === 'number') return name;
    const entity = exports.find(({ field }) => field === name)?.entity;
    return entity?.kind === 'func' ? entity.index : undefined;
  };
  return (name) => {
    const index = indexOf(name);
    if (index === undefined || !section) return undefined;
    code ??= problemAsValue(() => [...readCode(section.content)]);
    if ('kind' in code) return undefined;
    const { found, ...reach } = follow(index, code, imported, pointer?.entity.index);
    const isReached = ({ entity }: ModuleExport): boolean => entity.kind === 'func' && found.has(entity.index);
    return { ...reach, exports: reach.imports && exports.filter(isReached).map(({ field }) => field) };
  };
}

function follow(
  start: number,
  code: readonly CodeFacts[],
  imported: readonly ModuleImport[],
  pointer: number | undefined,
): Omit<Reach, 'exports'> & { readonly found: ReadonlySet<number> } {
  const found = new Set([start]);
  const called: ModuleImport[] = [];
  const reached: Trapping[] = [];
  let movesStack = pointer === undefined;
  // A set's iteration goes on to what is added meanwhile.
  for (const index of found) {
    const outside = imported[index];
    if (outside) {
      called.push(outside);
      continue;
    }
    const facts = code[index - imported.length];
    if (!facts || facts.isOpen) return { movesStack: true, imports: undefined, traps: 'halfway', found };
    reached.push(facts.traps);
    movesStack ||= pointer !== undefined && facts.sets.has(pointer);
    for (const callee of facts.calls) found.add(callee);
  }
  return { movesStack, imports: called, traps: trapKind(reached, called.length > 0), found };
}

/** @param callsOut - what it calls outside may write, and does not trap in here */
function trapKind(reached: readonly Trapping[], callsOut: boolean): TrapKind {
  if (!reached.some(({ mayTrap }) => mayTrap)) return 'none';
  const isHalfway =
    reached.length === 1 && !callsOut ? reached[0]?.isHalfway : callsOut || reached.some(({ writes }) => writes);
  return isHalfway ? 'halfway' : 'whole';
}
