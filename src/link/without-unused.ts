/** Leaves out what a component has of others and has no use for: users would meet classes and types that nothing gives. */
import type { Callee, Component, FunctionBody } from '../ir/ir.ts';
import type { NamedType, Type } from '../ir/types.ts';
import { copyExpression, type Renaming } from './copy-expression.ts';
import { substituteDefinition, substituteType } from './substitute-types.ts';

/** What the source of the whole declares itself, which stays. */
export interface OwnParts {
  /** Names of types. */
  readonly types: Iterable<string>;
  readonly functions: readonly FunctionBody[];
}

export function withoutUnused(whole: Component, own: OwnParts): Component {
  const uses = new Uses(whole);
  for (const { function: callee } of own.functions) uses.addCallee(callee);
  for (const name of own.types) uses.addDefinition(name);
  for (const { function: callee } of whole.functions) if (callee.role.kind !== 'helper') uses.addCallee(callee);
  for (const imported of whole.imports) uses.addCallee(imported);
  for (const { initial, type } of whole.variables) {
    uses.addCallee(initial);
    uses.addType(type);
  }
  const isUsed = (name: string): boolean => uses.types.has(name);
  return {
    ...whole,
    types: filtered(whole.types, isUsed),
    typeDocs: filtered(whole.typeDocs, isUsed),
    drops: filtered(whole.drops, isUsed),
    functions: whole.functions.filter((body) => uses.callees.has(body.function)),
  };
}

const filtered = <V>(map: ReadonlyMap<string, V>, isKept: (name: string) => boolean): ReadonlyMap<string, V> =>
  new Map([...map].filter(([name]) => isKept(name)));

class Uses {
  /** Names of types. */
  readonly types = new Set<string>();
  readonly callees = new Set<Callee>();
  readonly #whole: Component;
  readonly #bodies: ReadonlyMap<Callee, FunctionBody['body']>;
  /** Changes nothing: it is told of all that code names. */
  readonly #noting: Renaming = {
    type: (type) => {
      this.addType(type);
      return type;
    },
    local: (local) => {
      this.addType(local.type);
      return local;
    },
    callee: (callee) => {
      this.addCallee(callee);
      return callee;
    },
    variable: (variable) => variable,
    module: (name) => name,
  };

  constructor(whole: Component) {
    this.#whole = whole;
    this.#bodies = new Map(whole.functions.map(({ function: callee, body }) => [callee, body]));
  }

  addCallee(callee: Callee): void {
    if (this.callees.has(callee)) return;
    this.callees.add(callee);
    for (const { type } of callee.params) this.addType(type);
    for (const type of callee.results) this.addType(type);
    const body = this.#bodies.get(callee);
    if (body) copyExpression(body, this.#noting);
  }

  addType(type: Type): void {
    substituteType(type, (named) => {
      this.addDefinition(named.name);
      return named;
    });
  }

  /** With the types of its parts, and what releases it. */
  addDefinition(name: string): void {
    const definition = this.#whole.types.get(name);
    if (!definition || this.types.has(name)) return;
    this.types.add(name);
    const note = (named: NamedType): NamedType => {
      this.addDefinition(named.name);
      return named;
    };
    substituteDefinition(definition, name, note, (drop) => drop);
    const drop = this.#whole.drops.get(name);
    if (drop) this.addCallee(drop);
  }
}
