/** Classes that extend others, in C++: what the block says of them, and those that JavaScript extends. */
import { classOfName } from '../core-names.ts';
import type { DslClass, DslFunction } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { endCallback, type VirtualMethod } from '../virtual-methods.ts';
import { cppNameOf, cppParam } from './cpp-types.ts';
import { signature, wrapperParams } from './signatures.ts';

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
    ...declaredMethods(methods, owner, types),
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

const cppNameOfOwn = ({ name, cpp }: DslFunction): string => cpp ?? name;

const declaredName = (owner: DslClass): string => `_it_methods_${owner.name}`;

/** What C++ says of these methods, which may take pointers where the block says classes; overloads say nothing. */
const declaredMethods = (methods: readonly VirtualMethod[], owner: DslClass, types: TypeTable): readonly string[] => [
  `struct ${declaredName(owner)} : ::${owner.name} {`,
  ...methods.flatMap(({ method }, index) => [
    `  template <class C> static auto _it_m${index}(int) -> decltype(&C::${cppNameOfOwn(method)});`,
    `  template <class C> static void _it_m${index}(long);`,
    `  using _it_t${index} = ${writtenMethod(method, owner, types)};`,
  ]),
  '};',
];

/** The method's type as the block says it. */
function writtenMethod(method: DslFunction, owner: DslClass, types: TypeTable): string {
  const params = method.params.map(({ type, span }) => ({ name: undefined, type, span }));
  return signature({ ...method, params, cpp: `(::${owner.name}::*)` }, 'in', types);
}

function overriding(
  { method, owners, isPure }: VirtualMethod,
  index: number,
  owner: DslClass,
  types: TypeTable,
): readonly string[] {
  const params = wrapperParams(method.params);
  const shape = `_it_t${index}`;
  const methods = declaredName(owner);
  const list = params.map(({ name }, at) => `it::param_of<${shape}, ${at}> ${name}`).join(', ');
  const forwarded = params.map(({ name }, at) => `static_cast<it::param_of<${shape}, ${at}>&&>(${name})`);
  const addresses = owners.map(({ name }) => `static_cast<const ::${name}*>(this)`).join(', ');
  const own = isPure
    ? `it::fail("${owner.name} has no method '${method.name}' of its own")`
    : `return ::${owner.name}::${cppNameOfOwn(method)}(${forwarded.join(', ')})`;
  const outward = params.map(
    ({ type }, at) => `it::handed<std::decay_t<${cppParam(type, 'out', types)}>>(${forwarded[at]})`,
  );
  const called = `_it_m${index}(${outward.join(', ')})`;
  const result = `it::result_of<${shape}>`;
  return [
    `  using ${shape} = it::overridden<decltype(${methods}::_it_m${index}<${methods}>(0)), ${methods}::_it_t${index}>;`,
    `  ${result} ${cppNameOfOwn(method)}(${list})${method.isConst ? ' const' : ''} noexcept(${shape}::is_noexcept) override {`,
    `    if (it::is_super(${addresses}) || !_it_m${index}) ${own};`,
    `    ${method.result ? `return it::given<${result}>(${called}, _it_r${index})` : called};`,
    '  }',
    ...(method.result ? [`  it::kept_result<${result}> _it_r${index};`] : []),
  ];
}
