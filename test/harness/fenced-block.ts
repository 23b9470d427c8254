/** The fenced block of a language that contains a text. */
export function fencedBlock(document: string, language: string, containing: string): string {
  const blocks = [...document.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const found = blocks.find(([, tag, text]) => tag === language && text?.includes(containing));
  if (!found?.[2]) throw new Error(`no ${language} with ${containing}`);
  return found[2];
}
