/** The words for one of several names. */
export const oneOfNames = (names: readonly string[]): string => `one of ${names.map((name) => `'${name}'`).join(', ')}`;
