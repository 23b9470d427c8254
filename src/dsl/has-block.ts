export const hasBlock = (text: string): boolean => /IT_START|^\s*export\s*\{|^\s*import\s*"/m.test(text);
