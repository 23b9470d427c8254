/** What the user's C++ is to define, and how: for hints behind what a compiler says of it. */
import type { Span } from '../source/source-map.ts';
import { type CoreExport, coreExports } from './core-names.ts';
import { definitionOf, isCalled } from './declared-functions.ts';
import { cppParam, cppType } from './generate-cpp/cpp-types.ts';
import { signature } from './generate-cpp/signatures.ts';
import type { DslClass, DslModule, DslNamedType, DslType } from './model.ts';
import { TypeTable } from './type-table.ts';

/** A name of a block, and what the C++ is expected to make of it. */
export interface ExpectedDefinition {
  /** As C++ names it: `isFizz`, `Counter`, `Counter::next`, `Counter::value`, or `using Counter` for what has another name there. */
  readonly name: string;
  /** One sentence for whoever got it wrong. */
  readonly advice: string;
  /** Whether it is a class. */
  readonly isType?: true;
  /** Its name in the block. */
  readonly span: Span;
}

export function expectedDefinitions(module: DslModule): readonly ExpectedDefinition[] {
  const types = new TypeTable(module);
  const own = { ...module, types: module.types.filter((type) => type.kind !== 'class' || !type.isFunction) };
  const functions = coreExports(own).filter(isCalled);
  const imports = module.imports.flatMap(({ functions: all }) => all);
  const classes = own.types.filter((type) => type.kind === 'class');
  return [
    ...functions.map((item) => ofFunction(item, types)),
    ...coreExports(own)
      .filter(({ func }) => func.cpp !== undefined)
      .map((item) => ofCalled(item, types)),
    ...imports
      .filter(({ field }) => field === undefined)
      .map((func) => ({
        name: func.cpp ?? func.name,
        advice: `'${func.cpp ?? func.name}' is imported: JavaScript defines it, and C++ only calls it: ${signature(func, 'out', types)}`,
        span: func.span,
      })),
    ...module.types.flatMap((type) => [...ofDefined(type), ...ofNamed(type)]),
    ...classes.flatMap((owner) => [...(owner.cpp ? [] : [ofClass(owner)]), ...ofProperties(owner, types)]),
  ];
}

function ofFunction(item: CoreExport, types: TypeTable): ExpectedDefinition {
  const { name, signature: text, span } = definitionOf(item, types);
  const whole = item.func.virtual ? `virtual ${text}` : text;
  return { name, advice: `'${name}' is expected to be: ${whole}`, span };
}

/** What the block gives another name: no message has that of the block. */
function ofCalled({ func }: CoreExport, types: TypeTable): ExpectedDefinition {
  const { name, cpp, span } = func;
  const called = signature({ ...func, cpp: undefined }, 'in', types);
  const advice = `'${cpp}' is called for '${name}', ${called}: it has to be declared, and to have these types or ones that hold all of their values`;
  return { name: `${cpp} = ${name}`, advice, span };
}

const ofClass = ({ name, span }: DslClass): ExpectedDefinition => ({
  name,
  advice: `'${name}' is to be defined in this file: struct ${name} { … };`,
  isType: true,
  span,
});

/** What the block defines, and a header may not. */
const ofDefined = (type: DslNamedType): readonly ExpectedDefinition[] => {
  if ((type.kind !== 'struct' && type.kind !== 'enum') || type.cpp !== undefined) return [];
  const { kind, name, span } = type;
  const advice = `'${name}' is defined by the block; one that is there already is named: type ${name} = ${kind} ${name} { … };`;
  return [{ name, advice, isType: true, span }];
};

/** What the block names in C++ is known as `using` where it says so. */
const ofNamed = (type: DslNamedType): readonly ExpectedDefinition[] => {
  if (!('cpp' in type) || type.cpp === undefined) return [];
  const { name, cpp, span } = type;
  const advice = `'${cpp}' has to be declared above the block: include its header there, or move the block below its definition`;
  return [{ name: `using ${name}`, advice, isType: true, span }];
};

const ofProperties = ({ name: owner, properties }: DslClass, types: TypeTable): readonly ExpectedDefinition[] =>
  properties.map(({ name, type, span, readonly: isReadonly }) => {
    if (types.isObject(type))
      return { name: `${owner}::${name}`, advice: ofObject(name, type, isReadonly, types), span };
    const value = cppType(type, types);
    const setter = isReadonly ? '' : ` with void ${name}(${cppParam(type, 'in', types)})`;
    const remedy = isReadonly ? '' : `; what can only be read is declared readonly prop ${name}`;
    const advice = `'${name}' is expected to be a member, ${value} ${name}, or ${value} ${name}() const${setter}${remedy}`;
    return { name: `${owner}::${name}`, advice, span };
  });

/** An object that C++ keeps: one that is set is copied. */
function ofObject(name: string, type: DslType, isReadonly: boolean, types: TypeTable): string {
  const pointer = cppType(type, types);
  const value = pointer.slice(0, -1);
  return isReadonly
    ? `'${name}' is expected to be a member, ${value} ${name} or ${pointer} ${name}, or a function that gives ${value}& or ${pointer}`
    : `'${name}' is expected to be a member, ${value} ${name}, or functions ${value}& ${name}() and void ${name}(${value}&); what can only be read is declared readonly prop ${name}`;
}
