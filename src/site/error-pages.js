/** A page for each code: what it means, an example from the fixtures that the tests run, and the cure. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const fixtures = join(root, 'fixtures');

/** The compiler's own table. */
async function loadExplanations() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/diagnostics/explain.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  const { explanations } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  return explanations;
}

const read = (...parts) => readFileSync(join(...parts), 'utf8');

/** Sources that a page has no room for. */
const LONGEST = { lines: 60, columns: 160 };
const isShort = (text) => {
  const lines = text.split('\n');
  return lines.length <= LONGEST.lines && lines.every((line) => line.length <= LONGEST.columns);
};

const fence = (language, text) => `\`\`\`${language}\n${text.replace(/\n*$/, '\n')}\`\`\`\n`;

/** Whether the code's message comes before all others. */
const isFirst = (said, code) => /ITL\d{4}/.exec(said)?.[0] === code;

/** The first fixture of the code that is short enough to be shown; one with nothing else in front of it, if there is any. */
function fixtureExample(code) {
  const all = readdirSync(join(fixtures, 'errors')).filter((name) => name.startsWith(`${code}-`));
  const folders = all.map((name) => join(fixtures, 'errors', name));
  const clear = folders.filter((folder) => isFirst(read(folder, 'expected/stderr.txt'), code));
  for (const folder of new Set([...clear, ...folders])) {
    const sources = readdirSync(folder).filter(
      (name) => /\.(?:itl|cpp|it)$/.test(name) && statSync(join(folder, name)).isFile(),
    );
    const texts = sources.map((name) => [name, read(folder, name)]);
    const said = read(folder, 'expected/stderr.txt');
    if (![...texts.map(([, text]) => text), said].every(isShort)) continue;
    return [
      ...texts.map(([name, text]) => `\`${name}\`:\n\n${fence(name.endsWith('.itl') ? 'itl' : 'cpp', text)}`),
      `itlc says:\n\n${fence('ansi', said)}`,
    ].join('\n');
  }
  return undefined;
}

/** The first command in a transcript that prints the code, with what it prints. */
function transcriptExample(code) {
  for (const name of readdirSync(join(fixtures, 'cli'))) {
    const transcript = join(fixtures, 'cli', name, 'transcript.txt');
    if (!existsSync(transcript)) continue;
    const runs = read(transcript).split(/^(?=\$ )/m);
    const found = runs.find((run) => run.includes(` ${code}:`) && isShort(run));
    if (found) return fence('ansi', found);
  }
  return undefined;
}

const ranges = [
  ['ITL1', 'Text and syntax'],
  ['ITL2', 'Names'],
  ['ITL3', 'Types and forms'],
  ['ITL4', 'Core modules'],
  ['ITL5', 'Files'],
  ['ITL60[0-5]', 'Blocks in C++'],
  ['ITL60[6-9]', 'C++ compilers'],
  ['ITL61', 'Types of C++’s library'],
  ['ITL7', 'Components'],
  ['ITL9', 'itlc itself'],
];

function errorPage(code, { title, meaning, cure }) {
  const example = fixtureExample(code) ?? transcriptExample(code);
  return [
    `---\ntitle: "${code}: ${title.replaceAll('"', '\\"').replaceAll('`', '')}"\neditLink: false\n---\n`,
    `# ${code}: ${title}\n`,
    `${meaning}\n`,
    ...(example ? ['## Example\n', example] : []),
    '## What to do\n',
    `${cure}\n`,
    '[All codes](./index.md)\n',
  ].join('\n');
}

function indexPage(explanations) {
  const codes = Object.entries(explanations);
  const lists = ranges.map(([pattern, name]) => {
    const own = codes.filter(([code]) => new RegExp(`^${pattern}`).test(code));
    return `## ${name}\n\n${own.map(([code, { title }]) => `- [${code}](./${code}.md): ${title}`).join('\n')}\n`;
  });
  return [
    '# Errors by code\n',
    'Every message of itlc has a code that never changes its meaning. `itlc explain CODE` says the same on a terminal.\n',
    ...lists,
  ].join('\n');
}

/** @returns {Promise<Record<string, string>>} text by page */
export async function errorPages() {
  const explanations = await loadExplanations();
  const own = Object.entries(explanations).map(([code, entry]) => [`errors/${code}`, errorPage(code, entry)]);
  return { 'errors/index': indexPage(explanations), ...Object.fromEntries(own) };
}
