/** JavaScript that copies an array whose elements are no numbers, each tested in line. */

/** Tests of a value, which leave by `break fast`, and what is handed on: expressions. */
interface Taken {
  readonly code: string;
  readonly parts: readonly string[];
}

/** The variable in which {@link takeItems} has an element of the array in `value`. */
export const itemOf = (value: string): string => `${value}_i`;

/** @param item - how the element in {@link itemOf} is taken; `undefined` where it cannot be */
export function takeItems(value: string, item: Taken | undefined): Taken | undefined {
  if (item === undefined) return undefined;
  const [copy, count, index] = [`${value}_c`, `${value}_n`, `${value}_x`];
  const code = `if (!isArray(${value})) break fast;
    const ${count} = ${value}.length, ${copy} = new Array(${count});
    for (let ${index} = 0; ${index} < ${count}; ${index}++) {
      const ${itemOf(value)} = ${value}[${index}];
      ${item.code}
      ${copy}[${index}] = ${item.parts[0]};
    }`;
  return { code, parts: [copy] };
}
