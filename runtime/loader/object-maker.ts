/** Makes objects with fields of given names. */

/** What a field is, made of what the object is made of. */
type Make<A, B> = (a: A, b: B) => unknown;

/**
 * Up to four fields of usual names are written in places of their own, which engines like. V8 makes a literal with computed
 * keys five times slower than an empty object that is filled, as soon as several types share the code.
 *
 * @param makers - one a field
 */
export function objectMaker<A, B = undefined>(
  names: readonly string[],
  makers: readonly Make<A, B>[],
): (a: A, b: B) => Record<string, unknown> {
  const count = names.length;
  const [name0 = '', name1 = '', name2 = '', name3 = ''] = names;
  const [make0, make1, make2, make3] = makers as [Make<A, B>, Make<A, B>, Make<A, B>, Make<A, B>];
  // What is own already cannot set the prototype.
  const template: Readonly<Record<string, unknown>> = Object.fromEntries(names.map((name) => [name, undefined]));
  if (count > 4 || Object.hasOwn(template, '__proto__'))
    return (a, b) => {
      const made = { ...template };
      names.forEach((name, index) => {
        made[name] = (makers[index] as Make<A, B>)(a, b);
      });
      return made;
    };
  return (a, b) => {
    const made: Record<string, unknown> = {};
    if (count > 0) made[name0] = make0(a, b);
    if (count > 1) made[name1] = make1(a, b);
    if (count > 2) made[name2] = make2(a, b);
    if (count > 3) made[name3] = make3(a, b);
    return made;
  };
}
