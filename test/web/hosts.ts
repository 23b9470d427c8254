/** The guide's people.js in one host after another, with no more ceremony than grammar/hosts.md says. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tool, toolsFolder } from '../harness/tools.ts';

/** What a host prints or shows when all is well. */
export const greeting = 'Hello, Ada!';

/** An application of its own, with what itlc wrote, and these files. */
export function createHost(people: string, name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(toolsFolder, 'web/hosts', name);
  for (const output of ['out', 'inline', 'cjs'])
    cpSync(join(people, output), join(folder, output), { recursive: true });
  const all = { 'package.json': '{ "private": true, "type": "module" }\n', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A module of a tool that is installed on demand, so that its own types are not there to import. */
export const loadTool = async <T>(path: string): Promise<T> => (await import(pathToFileURL(tool(path)).href)) as T;

export const page =
  '<!doctype html><title>people</title><output></output><script type="module" src="./main.js"></script>\n';

/** A page's script; `from` is where the module lies. */
export const showing = (from = './out/people.js'): string => `import { instantiate } from '${from}';

const { greet } = await instantiate();
document.querySelector('output').textContent = greet({ name: 'Ada', age: 36 });
`;

/** A program's; it gives a wrong argument too, whose message is what an application would show. */
export const printing = (from = './out/people.js'): string => `import { instantiate } from '${from}';

const { greet } = await instantiate();
console.log(greet({ name: 'Ada', age: 36 }));
try {
  greet({ name: 'Ada' });
} catch (error) {
  console.log(String(error));
}
`;

export const printed = `${greeting}\nItlTypeError: greet: parameter 'person.age' is missing\n`;
