/** `wanted`, or with a number behind it where that is taken; the result is taken from then on. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}.${count}`;
  taken.add(name);
  return name;
}
