/** Which interface type stands for a core type by default, and the ITL that converts between them. */

const interfaceTypes: Readonly<Record<string, string>> = {
  i32: 's32',
  i64: 's64',
  f32: 'f32',
  f64: 'f64',
  externref: 'any',
};

/** What ITL has a word for. */
export const isCoreTypeOfItl = (type: string): boolean => Object.hasOwn(interfaceTypes, type);

export const interfaceTypeFor = (coreType: string): string => interfaceTypes[coreType] ?? coreType;

/** `expression` of type `from` as one of type `to`; `f32` and `f64` are core and interface types at once. */
export const converted = (expression: string, from: string, to: string): string =>
  from === to ? expression : `(as ${to} ${expression})`;
