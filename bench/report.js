/** The results as Markdown: nanoseconds a call, and the ratio to the expert's glue on the same engine. */
import { others, own, participants } from './participants.js';

/** By workload that the peer has: how many times as long as the expert's glue. */
export const ratios = ({ expert, ...peers }, peer) =>
  Object.fromEntries(
    Object.entries(peers[peer].results).map(([name, nanoseconds]) => [name, nanoseconds / expert.results[name]]),
  );

export function geometricMean(numbers) {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

const nanoseconds = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1));
const times = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2));

const row = (cells) => `| ${cells.join(' | ')} |`;
const ruled = (head) => [row(head), row(head.map((_, index) => (index === 0 ? '---' : '---:')))];
const titleOf = (name) => participants[name].title;

/** `12.9 (2.91)`, `wrong`, or nothing where it has no such function. */
function cell(peers, peer, workload) {
  const { results, wrong } = peers[peer];
  if (workload in wrong) return 'wrong';
  if (!(workload in results)) return '';
  return `${nanoseconds(results[workload])} (${times(ratios(peers, peer)[workload])})`;
}

/** Workloads down, peers across. */
function callTable(peers, names) {
  const all = names.map((name) => Object.values(ratios(peers, name)));
  return [
    ...ruled(['workload', titleOf('expert'), ...names.map(titleOf)]),
    ...Object.entries(peers.expert.results).map(([workload, value]) =>
      row([workload, nanoseconds(value), ...names.map((name) => cell(peers, name, workload))]),
    ),
    row(['geometric mean', '', ...all.map((each) => `**${times(geometricMean(each))}**`)]),
    row(['worst', '', ...all.map((each) => times(Math.max(...each)))]),
  ];
}

const coldTable = (peers, names) => [
  ...ruled(['cold start, ms', 'median', 'least', 'median’s ratio']),
  ...['expert', ...names].map((name) => {
    const { median, least } = peers[name].cold;
    return row([titleOf(name), median.toFixed(1), least.toFixed(1), times(median / peers.expert.cold.median)]);
  }),
];

function engineSection(engine, { peers, missing }) {
  const here = (names) => names.filter((name) => peers[name]);
  const absent = Object.entries(missing).map(([name, reason]) => `Not measured: ${titleOf(name)} (${reason}).`);
  const tables = [own, others].map(here).filter((names) => names.length > 0);
  return [
    `## ${engine}`,
    '',
    ...tables.flatMap((names) => [...callTable(peers, names), '']),
    ...coldTable(peers, here([...own, ...others])),
    ...(absent.length > 0 ? ['', ...absent] : []),
  ].join('\n');
}

const sizeTable = (sizes) => [
  ...ruled(['bytes with gzip', 'JavaScript, minified', 'adapter', 'core module', 'all']),
  ...Object.entries(sizes)
    .filter(([name]) => name !== 'table' && name !== 'table-itl')
    .map(([name, { script, adapter, core }]) =>
      row([
        name.startsWith('direct') ? `${titleOf(name)}, and table` : titleOf(name),
        ...[script, adapter, core, script + adapter + core].map((size) => size.toLocaleString('en-US')),
      ]),
    ),
];

const otherLine = ([name, { version, missing }]) =>
  version ? `- ${titleOf(name)}: ${version}` : `- ${titleOf(name)}: not measured (${missing})`;

/** @param kept what results.json holds */
export function report({ machine, others: built, sizes, engines }) {
  return [
    '# Results',
    '',
    `Nanoseconds a call, ${machine}; in parentheses how many times as long as the expert’s glue. Written by`,
    '`npm run bench`; only ratios travel to another machine. Empty: the peer has no such thing. Wrong: its result is.',
    '',
    '`direct` and `table` are the two variants of the adapter for [work.cpp](work.cpp), through the C++ DSL; by hand is',
    '[work.itl](work.itl) over the core module that the glue has too. The other generators have the sources in [peers](peers):',
    '',
    ...Object.entries(built).map(otherLine),
    '',
    '![Ratios to the expert’s glue](chart.svg)',
    '',
    ...Object.entries(engines).flatMap(([engine, measured]) => [engineSection(engine, measured), '']),
    '## Sizes',
    '',
    'The loader is shared by all modules of a page; the rest is there for each.',
    '',
    ...sizeTable(sizes),
    '',
  ].join('\n');
}
