/** Makes objects with fields of given names. */

/** What a field is, made of what the object is made of, and of a place in that. */
type Make<A> = (from: A, at: number) => unknown;

/**
 * Up to four fields of usual names are written in places of their own, which engines like. V8 makes a literal with computed
 * keys five times slower than an empty object that is filled, as soon as several types share the code.
 *
 * @param makers - one a field
 * @param offsets - how far behind the object's place a field's is
 */
export function objectMaker<A>(
  names: readonly string[],
  makers: readonly Make<A>[],
  offsets: readonly number[] = [],
): (from: A, at?: number) => Record<string, unknown> {
  const count = names.length;
  const [name0 = '', name1 = '', name2 = '', name3 = ''] = names;
  const [make0, make1, make2, make3] = makers as [Make<A>, Make<A>, Make<A>, Make<A>];
  const [offset0 = 0, offset1 = 0, offset2 = 0, offset3 = 0] = offsets;
  // What is own already cannot set the prototype.
  const template: Readonly<Record<string, unknown>> = Object.fromEntries(names.map((name) => [name, undefined]));
  if (count > 4 || names.includes('__proto__'))
    return (from, at = 0) => {
      const made = { ...template };
      names.forEach((name, index) => {
        made[name] = (makers[index] as Make<A>)(from, at + (offsets[index] ?? 0));
      });
      return made;
    };
  return (from, at = 0) => {
    const made: Record<string, unknown> = {};
    if (count > 0) made[name0] = make0(from, at + offset0);
    if (count > 1) made[name1] = make1(from, at + offset1);
    if (count > 2) made[name2] = make2(from, at + offset2);
    if (count > 3) made[name3] = make3(from, at + offset3);
    return made;
  };
}
