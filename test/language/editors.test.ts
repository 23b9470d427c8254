/** The settings of grammar/editors.md: each is well-formed, and starts a server that answers. */
import { describe, expect, test } from 'vitest';
import { readText, root } from '../harness/folders.ts';
import { startServer } from './start-server.ts';

const page = readText(root, 'grammar/editors.md');

const fenceOf = (language: string): string =>
  new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? '';

/** What a language's settings are made of, and the words with which they start the server. */
const settings: readonly (readonly [language: string, comment: RegExp, words: RegExp])[] = [
  ['lua', /--.*/g, /cmd = \{([^}]*)\}/],
  ['toml', /#.*/g, /(command = .*\nargs = .*)/],
  ['elisp', /;.*/g, /itl-mode \. \(([^)]*)\)/],
];

const strings = /"(?:[^"\\]|\\.)*"|'[^'\n]*'/g;

/** The brackets that are open at the end, or closed without having been opened. */
function unbalanced(text: string): readonly string[] {
  const open: string[] = [];
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    const partner = { ')': '(', ']': '[', '}': '{' }[bracket];
    if (partner === undefined) open.push(bracket);
    else if (open.at(-1) === partner) open.pop();
    else return [bracket];
  }
  return open;
}

describe.each(settings)('%s', (language, comment, words) => {
  const text = fenceOf(language);

  test('is well-formed', () => {
    // A quote in elisp may stand alone.
    const bare = language === 'elisp' ? text.replace(/"(?:[^"\\]|\\.)*"/g, '') : text.replace(strings, '');
    const code = bare.replace(comment, '');
    expect(code).not.toContain('"');
    expect(unbalanced(code)).toEqual([]);
  });

  test('starts the server', async () => {
    const [npx, itlc, ...args] = (words.exec(text)?.[1]?.match(strings) ?? []).map((each) => each.slice(1, -1));
    expect([npx, itlc]).toEqual(['npx', 'itlc']);
    const server = await startServer({}, args);
    await server.end();
  });
});

test('TOML has a value for each key', () => {
  const lines = fenceOf('toml')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const wrong = lines.filter((line) => !/^\[{1,2}[\w.-]+\]{1,2}$|^[\w-]+ = ("[^"]*"|\[.*\]|\{.*\})$/.test(line));
  expect(wrong).toEqual([]);
});
