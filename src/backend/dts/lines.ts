/** Lines of declarations. */

/** @param heritage - ` extends Shape` */
export const interfaceLines = (name: string, members: readonly string[], heritage = ''): string[] => {
  const head = `export interface ${name}${heritage} {`;
  return members.length === 0 ? [`${head}}`] : [head, ...indented(members), '}'];
};

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
