/** `text` as a doc comment, with `more` lines behind it. */
export function docComment(text: string, more: readonly string[] = []): string[] {
  const lines = [...(text === '' ? [] : text.split('\n')), ...more].map((line) =>
    line.replaceAll('*/', '*\\/').trimEnd(),
  );
  const [only, second] = lines;
  if (only === undefined) return [];
  return second === undefined
    ? [`/** ${only} */`]
    : ['/**', ...lines.map((line) => (line ? ` * ${line}` : ' *')), ' */'];
}
