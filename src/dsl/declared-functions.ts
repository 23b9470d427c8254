/** What a block promises that the user's C++ defines. */
import type { Span } from '../source/source-map.ts';
import { type CoreExport, coreExports, coreName, isDirect, isMember } from './core-names.ts';
import { signature } from './generate-cpp/signatures.ts';
import type { DslModule } from './model.ts';
import { TypeTable } from './type-table.ts';

/** A function that a block declares and the C++ has to define. */
export interface DeclaredFunction {
  /** As the linker names it, without parameters: `isFizz`, `Counter::next`, `Counter::Counter`. */
  readonly name: string;
  /** The definition that is expected, without its body: `bool isFizz(int)`. */
  readonly signature: string;
  /** Of the core module's export, where that may be the user's function itself; absent where values are converted. */
  readonly exportName?: string;
  /** Its name in the block. */
  readonly span: Span;
}

/** Functions, and the members of classes that are functions. */
export function declaredFunctions(module: DslModule): readonly DeclaredFunction[] {
  const types = new TypeTable(module);
  return coreExports(module)
    .filter((item) => !isMember(item) || !item.owner.isFunction)
    .filter(isCalled)
    .map((item) => definitionOf(item, types));
}

/** Whether it is a function of C++'s that the block names. */
export const isCalled = ({ kind, func }: CoreExport): boolean =>
  (kind === 'function' || kind === 'constructor' || kind === 'method' || kind === 'static') && func.cpp === undefined;

/** How the user is to define what is exported. */
export function definitionOf(item: CoreExport, types: TypeTable): DeclaredFunction {
  const { func } = item;
  if (!isMember(item)) {
    const whole = { name: func.name, signature: signature(func, 'in', types), span: func.span };
    return isDirect(func, types) ? { ...whole, exportName: coreName(item) } : whole;
  }
  const owner = item.owner.name;
  const name = `${owner}::${item.kind === 'constructor' ? owner : func.name}`;
  const text = signature({ ...func, name, cpp: undefined }, 'in', types);
  return { name, signature: item.kind === 'constructor' ? text.replace(/^void /, '') : text, span: func.span };
}
