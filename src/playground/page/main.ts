/** The playground: a program on the left, on the right what becomes of it. */
import type { Built, Output } from '../messages.ts';
import { decodeProgram, encodeProgram, MAIN, type Program } from '../program.ts';
import { startCompiler } from './compiler.ts';
import { createConsole } from './console.ts';
import { createEditor } from './editor.ts';
import { element } from './element.ts';
import { showProblems } from './problems.ts';
import { createTabs } from './tabs.ts';

/** Put beside the page by its build. */
interface Example {
  readonly title: string;
  readonly program: Program;
}

/** How long the keyboard has to rest. */
const PAUSE = 150;

let program: Program = { files: [] };
let selected = '';
let built: Built | undefined;
let wanted = 'JavaScript';
let timer: ReturnType<typeof setTimeout> | undefined;

const source = createEditor(element('source'), { label: 'Source', onChange: change });
const output = createEditor(element('output'), { label: 'Output' });
const files = createTabs(element('files'), element('source-panel'), openFile);
const outputs = createTabs(element('outputs'), element('output-panel'), openOutput);
const terminal = createConsole(element('console'), (isRunning) => {
  element<HTMLButtonElement>('stop').disabled = !isRunning;
});
const compiler = startCompiler({ onProgress: showProgress, onBuilt });

const textOf = (path: string): string => program.files.find((file) => file.path === path)?.text ?? '';

function load(next: Program): void {
  program = next;
  built = undefined;
  selected = program.files[0]?.path ?? '';
  files.show(
    program.files.map(({ path }) => path),
    selected,
  );
  source.open(selected, textOf(selected));
  build();
}

function openFile(path: string): void {
  selected = path;
  source.open(path, textOf(path), problemsHere());
}

function change(text: string): void {
  program = { files: program.files.map((file) => (file.path === selected ? { ...file, text } : file)) };
  clearTimeout(timer);
  timer = setTimeout(selected === MAIN ? run : build, PAUSE);
}

function build(): void {
  document.body.dataset.state = 'building';
  showProgress('Compiling …');
  compiler.build(program);
}

function onBuilt(next: Built): void {
  built = next;
  const isWhole = Object.keys(next.made).length > 0;
  document.body.dataset.state = isWhole ? 'built' : 'failed';
  const seconds = (next.milliseconds / 1000).toFixed(2);
  showProgress(isWhole ? `Compiled in ${seconds} s` : 'There are errors', 1);
  showProblems(element('problems'), next.problems, goTo);
  source.mark(problemsHere());
  const shown = next.outputs.some(({ title }) => title === wanted) ? wanted : next.outputs[0]?.title;
  outputs.show(
    next.outputs.map(({ title }) => title),
    shown ?? '',
  );
  if (shown !== undefined) openOutput(shown);
  if (isWhole) run();
}

const problemsHere = () => (built?.problems ?? []).filter(({ file }) => file === selected);

function openOutput(title: string): void {
  wanted = title;
  const found: Output | undefined = built?.outputs.find((each) => each.title === title);
  output.open(found?.path ?? '', found?.text ?? '');
}

function run(): void {
  if (built && Object.keys(built.made).length > 0) void terminal.run(built.made, textOf(MAIN));
}

function goTo(path: string, line: number, column: number): void {
  if (program.files.some((file) => file.path === path)) {
    files.show(
      program.files.map((file) => file.path),
      path,
    );
    openFile(path);
    source.focus(line, column);
  }
}

function showProgress(text: string, fraction?: number): void {
  element('status').textContent = text;
  const bar = element<HTMLProgressElement>('progress');
  bar.hidden = fraction === 1;
  if (fraction === undefined) bar.removeAttribute('value');
  else bar.value = fraction;
}

async function share(): Promise<void> {
  const link = new URL(`#${await encodeProgram(program)}`, location.href);
  history.replaceState(null, '', link);
  const copied = await navigator.clipboard?.writeText(link.href).then(
    () => true,
    () => false,
  );
  showProgress(copied ? 'The link is copied' : 'The link is in the address bar', 1);
}

/** Files of the user's take the program's place; without a main.js among them the program's stays. */
async function openFiles(chosen: readonly File[]): Promise<void> {
  const opened = await Promise.all(
    chosen.map(async (file) => ({
      path: file.name.replace(/[^\w.-]/g, '_'),
      text: file.name.endsWith('.wasm') ? inBase64(new Uint8Array(await file.arrayBuffer())) : await file.text(),
    })),
  );
  const main = program.files.filter(({ path }) => path === MAIN);
  if (opened.length > 0) load({ files: [...opened, ...(opened.some(({ path }) => path === MAIN) ? [] : main)] });
}

const inBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

function offerExamples(examples: readonly Example[]): void {
  const choice = element<HTMLSelectElement>('examples');
  choice.append(...examples.map(({ title }, index) => new Option(title, String(index))));
  choice.addEventListener('change', () => {
    history.replaceState(null, '', location.pathname);
    const example = examples[Number(choice.value)];
    if (example) load(example.program);
  });
}

async function start(): Promise<void> {
  const examples = (await (await fetch('./examples.json')).json()) as readonly Example[];
  offerExamples(examples);
  element('share').addEventListener('click', () => void share());
  const chooser = element<HTMLInputElement>('open');
  chooser.addEventListener('change', () => void openFiles([...(chooser.files ?? [])]));
  element('run').addEventListener('click', run);
  element('stop').addEventListener('click', terminal.stop);
  const linked = location.hash.length > 1 ? await decodeProgram(location.hash.slice(1)) : undefined;
  if (linked) element<HTMLSelectElement>('examples').selectedIndex = -1;
  const first = linked ?? examples[0]?.program;
  if (first) load(first);
  if (location.hash.length > 1 && !linked) showProgress('The link holds no program: this is the first example');
}

addEventListener('hashchange', () => void decodeProgram(location.hash.slice(1)).then((next) => next && load(next)));
void start();
