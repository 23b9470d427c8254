/** What serves the imports of a component that is used: exports of others, compared with what it expects. */
import type { ComponentItem } from '../ast/nodes.ts';
import type { LinkedPart } from '../check/linked-part.ts';
import { shownFunction } from '../check/shown-function.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import {
  differentFunctions,
  linkedTwice,
  noSuchClass,
  notExported,
  nothingImported,
  otherBase,
} from '../diagnostics/linking.ts';
import { fits } from '../ir/fits.ts';
import type { Callee, Component, ImportedFunction } from '../ir/ir.ts';
import { basesOf, isOfInstances, type NamedType, type Type, type TypeDefinition, withBytes } from '../ir/types.ts';
import { type Matched, matchTypes } from './substitute-types.ts';

export interface BoundImports {
  readonly bound: ReadonlyMap<ImportedFunction, Callee>;
  /** Types of the component that are its providers'. */
  readonly matched: Matched;
}

/** @param parts - those that come before it, by name */
export function bindImports(
  item: ComponentItem,
  { imports, types }: Component,
  parts: ReadonlyMap<string, LinkedPart>,
  sink: DiagnosticSink,
): BoundImports {
  const bound = new Map<ImportedFunction, Callee>();
  const matched: Matched = new Map();
  const classes = [...types.values()].filter((each) => each.kind === 'class');
  const modules = [...new Set([...imports.map(({ module }) => module), ...classes.map(({ from }) => from)])];
  const linked = new Set<string>();
  for (const link of item.links) {
    const { value: module, span } = link.import;
    const provider = parts.get(link.target.text);
    const wanted = imports.filter((each) => each.module === module);
    const binding = { item, link, bound, matched, sink };
    if (linked.has(module)) sink.add(linkedTwice(module, span));
    else if (!modules.includes(module)) sink.add(nothingImported(item.name.text, module, span, modules));
    // What serves nobody was reported.
    else if (provider) {
      for (const each of classes) if (each.from === module) bindClass(each, provider, binding);
      for (const each of wanted) bindImport(each, provider, binding);
    }
    linked.add(module);
  }
  return { bound, matched };
}

type ClassDefinition = Extract<TypeDefinition, { kind: 'class' }>;

interface Binding {
  readonly item: ComponentItem;
  readonly link: ComponentItem['links'][number];
  readonly bound: Map<ImportedFunction, Callee>;
  readonly matched: Matched;
  readonly sink: DiagnosticSink;
}

/** A class that is imported is the one of that name, which functions are compared with. */
function bindClass(imported: ClassDefinition, provider: LinkedPart, { item, link, matched, sink }: Binding): void {
  const { name, field, base } = imported;
  const offered = provider.types.get(field);
  if (!offered || !isOfInstances(offered.definition)) {
    const classes = [...provider.types].flatMap(([each, { definition }]) => (isOfInstances(definition) ? [each] : []));
    return sink.add(noSuchClass(link.target.text, { component: item.name.text, field }, link.target.span, classes));
  }
  matched.set(name, offered);
  if (!base) return;
  const extended = provider.types.get(baseField(base))?.name;
  if (extended !== undefined && !basesOf(offered.definition).includes(extended))
    sink.add(
      otherBase(link.target.text, { component: item.name.text, field, base: baseField(base) }, link.target.span),
    );
}

const baseField = ({ name, definition }: NamedType): string => (definition.kind === 'class' ? definition.field : name);

function bindImport(imported: ImportedFunction, provider: LinkedPart, binding: Binding): void {
  const { item, link, bound, matched, sink } = binding;
  const { module, field } = imported;
  const named = (wanted: string) => provider.exports.find((each) => each.field === wanted);
  const offered = named(`${module}#${field}`) ?? named(field);
  const shown = { component: item.name.text, module, field, span: imported.span };
  if (!offered) {
    const fields = provider.exports.map((each) => each.field);
    return sink.add(notExported(link.target.text, shown, link.target.span, fields));
  }
  const { callee } = offered;
  if (isServedBy(imported, callee, matched)) bound.set(imported, callee);
  else {
    const wanted = shownFunction(imported);
    sink.add(differentFunctions(link.target.text, shown, { wanted, offered: shownFunction(callee) }, link.target.span));
  }
}

/** What is suspended has to be declared so. */
function isServedBy(
  imported: ImportedFunction,
  callee: LinkedPart['exports'][number]['callee'],
  matched: Matched,
): boolean {
  const isCounted =
    imported.params.length === callee.params.length && imported.results.length === callee.results.length;
  if (!isCounted || (callee.isAsync && !imported.isAsync)) return false;
  return (
    imported.params.every(({ type }, index) => isTaken(type, callee.params[index]?.type, matched)) &&
    imported.results.every((type, index) => isGiven(type, callee.results[index], matched))
  );
}

const isTaken = (given: Type, wanted: Type | undefined, matched: Matched): boolean =>
  wanted !== undefined && (matchBytes(given, wanted, matched) || (isAny(wanted) && fits(given, wanted)));

/** Who takes anything takes an instance. */
const isGiven = (wanted: Type, given: Type | undefined, matched: Matched): boolean =>
  given !== undefined && (matchBytes(wanted, given, matched) || (isAny(wanted) && fits(given, wanted)));

/** One has `buffer` where the other one has `(array u8)`. */
const matchBytes = (used: Type, other: Type, matched: Matched): boolean =>
  matchTypes(withBytes(used), withBytes(other), matched);

const isAny = (type: Type): boolean => type.kind === 'simple' && type.name === 'any';
