/** Where the line of `offset` begins, when nothing but blanks stands before `offset` on it. */
export function lineStartIfFirst(text: string, offset: number): number | undefined {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  const before = text[start - 1];
  return before === undefined || before === '\n' || before === '\r' || before === '\ufeff' ? start : undefined;
}
