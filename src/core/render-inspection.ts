/** A description as text for a terminal. */
import { quoted } from './identifiers.ts';
import type {
  AdapterDescription,
  CoreDescription,
  Described,
  DescribedCoreModule,
  DescribedModule,
  Description,
} from './inspect.ts';

const WIDTH = 100;
/** Names longer than this do not push everybody's text to the right. */
const WIDEST_COLUMN = 32;

interface Paragraph {
  readonly title: string;
  readonly lines: readonly string[];
}

/** @param path how the user names the file */
export function renderInspection(description: Description, path: string): string {
  const paragraphs = description.kind === 'adapter' ? adapterParagraphs(description) : coreParagraphs(description);
  const filled = [...paragraphs, sectionParagraph(description)].filter(({ lines }) => lines.length > 0);
  const texts = filled.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)].join('\n'));
  return `${[headline(description, path), ...texts].join('\n\n')}\n`;
}

function headline(description: Description, path: string): string {
  const sizes = `${count(description.size)} bytes, ${count(description.gzipped)} with gzip`;
  if (description.kind === 'adapter') {
    return `${path}: adapter of component ${shown(description.name)}, ABI ${description.abi}, ${sizes}`;
  }
  return `${path}: core module, no adapter (it has no 'itl' section), ${sizes}`;
}

const adapterParagraphs = (description: AdapterDescription): readonly Paragraph[] => [
  { title: 'exports', lines: table(description.exports) },
  { title: 'imports', lines: modulesLines(description.imports) },
  { title: 'types', lines: description.types },
  { title: 'core modules', lines: description.modules.flatMap(coreModuleLines) },
  ...description.variants.map(({ name, runtime }) => ({
    title: `variant ${name} needs of the loader`,
    lines: runtime.length > 0 ? filled(runtime) : ['nothing'],
  })),
];

const coreParagraphs = (description: CoreDescription): readonly Paragraph[] => [
  { title: 'exports', lines: table(description.exports) },
  { title: 'imports', lines: modulesLines(description.imports) },
  { title: 'runs when it is instantiated', lines: description.start === undefined ? [] : [shown(description.start)] },
];

const sectionParagraph = ({ sections }: Description): Paragraph => {
  const sizes = sections.map(({ size }) => count(size));
  const width = Math.max(0, ...sizes.map((size) => size.length));
  const items = sections.map(({ name }, index) => ({ name, text: `${(sizes[index] ?? '').padStart(width)} bytes` }));
  return { title: 'sections', lines: table(items) };
};

/** Two columns. */
function table(items: readonly Described[]): readonly string[] {
  const names = items.map(({ name }) => shown(name));
  const width = Math.min(WIDEST_COLUMN, Math.max(0, ...names.map((name) => name.length)));
  return items.map(({ text }, index) => `${(names[index] ?? '').padEnd(width)}  ${text}`);
}

const modulesLines = (modules: readonly DescribedModule[]): readonly string[] =>
  modules.flatMap(({ name, members }) => [shown(name), ...table(members).map((line) => `  ${line}`)]);

function coreModuleLines({ path, file, start, imports }: DescribedCoreModule): readonly string[] {
  const facts: readonly Described[] = [
    ...(file === path ? [] : [{ name: 'file', text: shown(file) }]),
    ...(start === undefined ? [] : [{ name: 'start', text: shown(start) }]),
    ...imports.map(({ module, fields }) => ({
      name: 'imports',
      text: `${shown(module)}: ${fields.map(shown).join(' ')}`,
    })),
  ];
  return [shown(path), ...table(facts).map((line) => `  ${line}`)];
}

/** Words in lines of a readable width. */
function filled(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words.map(shown)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** As it is, unless a terminal would not show it as it is. */
const shown = (name: string): string => (/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(name) ? name : quoted(name));

const count = (number: number): string => number.toLocaleString('en-US');
