/** Lines of declarations. */

export const interfaceLines = (name: string, members: readonly string[]): string[] =>
  members.length === 0 ? [`export interface ${name} {}`] : [`export interface ${name} {`, ...indented(members), '}'];

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
