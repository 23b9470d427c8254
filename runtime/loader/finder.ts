/** Finds a name's number among names, -1 for what is none of them. A few are compared one by one: that takes less time. */
export function finder(names: readonly string[]): (name: unknown) => number {
  if (names.length > 8) {
    const numbers = new Map<unknown, number>(names.map((name, index) => [name, index]));
    return (name) => numbers.get(name) ?? -1;
  }
  return (name) => {
    let index = names.length;
    while (--index >= 0 && names[index] !== name);
    return index;
  };
}
