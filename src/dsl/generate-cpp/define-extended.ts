/** Classes that extend others, in C++: what the block says of them, and those that JavaScript extends. */
import { classOfName } from '../core-names.ts';
import type { DslClass, DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { endCallback, type VirtualMethod } from '../virtual-methods.ts';
import { cppNameOf, cppParam, isUsedObject } from './cpp-types.ts';
import { resultType, signature, type WrapperParam, wrapperParams } from './signatures.ts';
import { isTaken } from './wrap-export.ts';

/** The block and C++ have to agree. */
export const assertBase = ({ name, base }: DslClass): readonly string[] =>
  base === undefined
    ? []
    : [
        `static_assert(std::is_convertible_v<${name}*, ${base}*>, "${name} does not extend ${base} in C++, as the block says");`,
      ];

/** What tells which of the classes an object is of. */
export function wrapClassOf({ name }: DslClass, types: TypeTable): readonly string[] {
  const heirs = types.heirsOf(name);
  if (heirs.length === 0 || types.handleOf(name) !== name) return [];
  const classes = [name, ...heirs.map((heir) => heir.name)].join(', ');
  return [
    `extern "C" IT_EXPORT("${classOfName(name)}") unsigned _it_class_of_${name}(${name}* self) {`,
    `  return it::class_of<${classes}>(self);`,
    '}',
  ];
}

/** The class of the objects whose methods JavaScript may have. */
export function defineExtended(owner: DslClass, types: TypeTable): readonly string[] {
  if (!types.isExtendable(owner)) return [];
  const methods = types.virtualMethodsOf(owner);
  const name = `_it_js_${owner.name}`;
  const given = [
    ...methods.map(({ callback }, index) => `it::retained<${cppNameOf(callback)}> m${index}`),
    `it::retained<${cppNameOf(endCallback)}> end`,
  ];
  const held = methods.map((_, index) => `, _it_m${index}(std::move(m${index}))`).join('');
  return [
    `struct ${name} final : ::${owner.name} {`,
    `  template <class... Args> ${name}(${[...given, 'Args&&... args'].join(', ')})`,
    `      : ::${owner.name}(std::forward<Args>(args)...)${held}, _it_end(std::move(end)) {`,
    '    it::detail::calls_super = nullptr;',
    '  }',
    `  ~${name}() { if (_it_end) _it_end(); }`,
    ...methods.flatMap((each, index) => overriding(each, index, owner, types)),
    ...methods.map(({ callback }, index) => `  it::retained<${cppNameOf(callback)}> _it_m${index};`),
    `  it::retained<${cppNameOf(endCallback)}> _it_end;`,
    '};',
  ];
}

function overriding(
  { method, owners, isPure }: VirtualMethod,
  index: number,
  owner: DslClass,
  types: TypeTable,
): readonly string[] {
  const params = wrapperParams(method.params);
  const named = { ...method, params: method.params.map((param, at) => ({ ...param, name: params[at]?.name })) };
  const addresses = owners.map(({ name }) => `static_cast<const ::${name}*>(this)`).join(', ');
  const args = params.map((param) => inward(param, types)).join(', ');
  const outward = params.map(({ name, type }) => (isUsedObject(type, types) ? `&${name}` : moved(name, type)));
  const own = isPure
    ? `it::fail("${owner.name} has no method '${method.name}' of its own")`
    : `return ::${owner.name}::${method.name}(${args})`;
  const called = `_it_m${index}(${outward.join(', ')})`;
  const isLent = method.result?.kind === 'named' && method.result.ownership === 'lent';
  const result = method.result ? resultType(method.result, 'in', types) : 'void';
  return [
    `  ${signature(named, 'in', types)} override {`,
    `    if (it::is_super(${addresses}) || !_it_m${index}) ${own};`,
    `    return ${isLent ? `*${called}` : `static_cast<${result}>(${called})`};`,
    '  }',
  ];
}

const inward = ({ name, type }: WrapperParam, types: TypeTable): string =>
  isTaken(type) ? moved(name, type) : `static_cast<${cppParam(type, 'in', types)}>(${name})`;

const moved = (name: string, type: DslType): string => (isTaken(type) ? `std::move(${name})` : name);
