/** What JavaScript calls the exports of a component: names that it has for something else get a number behind them. */

export interface ExportName {
  readonly field: string;
  /** What is said of it where it is another one. */
  readonly remark?: string;
}

interface Taken {
  readonly name: string;
  readonly remark: string;
  readonly is: (field: string, isOfWorld: boolean) => boolean;
}

const taken: readonly Taken[] = [
  {
    name: 'dispose',
    remark: 'releases the instance in JavaScript',
    is: (field) => /^\[method\][^.]*\.dispose$/.test(field),
  },
  {
    name: 'prototype',
    remark: 'is what every class of JavaScript has',
    is: (field) => /^\[static\][^.]*\.prototype$/.test(field),
  },
  {
    name: 'then',
    remark: 'would have JavaScript take the component for a promise',
    is: (field, isOfWorld) => isOfWorld && field === 'then',
  },
];

/** @param fields - of all exports that stand beside it @param isOfWorld - whether it is in no interface */
export function exportName(field: string, fields: readonly string[], isOfWorld: boolean): ExportName {
  const found = taken.find(({ is }) => is(field, isOfWorld));
  if (!found) return { field };
  let count = 2;
  while (fields.includes(`${field}${count}`)) count++;
  return { field: `${field}${count}`, remark: `The component calls it \`${found.name}\`, which ${found.remark}.` };
}
