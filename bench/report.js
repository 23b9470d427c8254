/** The results as Markdown: nanoseconds a call, and the ratio to the expert's glue on the same engine. */
import { others, overCpp, own, participants, references } from './participants.js';

/** By workload that both have: how many times as long as the reference. */
export const ratios = (peers, peer, reference = 'expert') =>
  Object.fromEntries(
    Object.entries(peers[peer].results)
      .filter(([name]) => name in peers[reference].results)
      .map(([name, nanoseconds]) => [name, nanoseconds / peers[reference].results[name]]),
  );

/** The expert's glue over the same C++ or the same component, too, where results of it are kept. */
function referencesOf(peers, peer) {
  if (peer === 'component' && peers['expert-component']) return ['expert', 'expert-component'];
  return overCpp.includes(peer) && peers['expert-dsl'] ? references : ['expert'];
}

export function geometricMean(numbers) {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

const nanoseconds = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1));
const times = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2));

const row = (cells) => `| ${cells.join(' | ')} |`;
const ruled = (head) => [row(head), row(head.map((_, index) => (index === 0 ? '---' : '---:')))];
const titleOf = (name) => participants[name].title;

/** `12.9 (2.91)`, `12.9 (2.91 / 1.02)`, `wrong`, or nothing where it has no such function. */
function cell(peers, peer, workload) {
  const { results, wrong } = peers[peer];
  if (workload in wrong) return 'wrong';
  if (!(workload in results)) return '';
  const all = referencesOf(peers, peer).map((reference) => times(ratios(peers, peer, reference)[workload]));
  return `${nanoseconds(results[workload])} (${all.join(' / ')})`;
}

/** A row of one number for each reference of each peer. */
const sumRow = (title, peers, names, sum, mark = '') =>
  row([
    title,
    '',
    ...names.map((name) => {
      const all = referencesOf(peers, name).map((reference) =>
        times(sum(Object.values(ratios(peers, name, reference)))),
      );
      return `${mark}${all.join(' / ')}${mark}`;
    }),
  ]);

/** Workloads down, peers across. */
const callTable = (peers, names) => [
  ...ruled(['workload', titleOf('expert'), ...names.map(titleOf)]),
  ...Object.entries(peers.expert.results).map(([workload, value]) =>
    row([workload, nanoseconds(value), ...names.map((name) => cell(peers, name, workload))]),
  ),
  sumRow('geometric mean', peers, names, geometricMean, '**'),
  sumRow('worst', peers, names, (all) => Math.max(...all)),
];

/** In a browser with what was asked for. */
function coldTable(peers, names) {
  const isPage = peers.expert.cold.requests !== undefined;
  const all = names.filter((name) => peers[name].cold);
  return [
    ...ruled([
      'cold start, ms',
      'median',
      'least',
      'median’s ratio',
      ...(isPage ? ['requests', 'depth', 'bytes'] : []),
    ]),
    ...all.map((name) => {
      const { median, least, requests, depth, bytes } = peers[name].cold;
      const asked = isPage ? [requests, depth, bytes.toLocaleString('en-US')] : [];
      return row([
        titleOf(name),
        median.toFixed(1),
        least.toFixed(1),
        times(median / peers.expert.cold.median),
        ...asked,
      ]);
    }),
  ];
}

function engineSection(engine, { peers, missing }) {
  const here = (names) => names.filter((name) => peers[name]);
  const absent = Object.entries(missing).map(([name, reason]) => `Not measured: ${titleOf(name)} (${reason}).`);
  const tables = [['expert-dsl', ...own], others].map(here).filter((names) => names.length > 0);
  return [
    `## ${engine}`,
    '',
    ...tables.flatMap((names) => [...callTable(peers, names), '']),
    ...coldTable(peers, here([...references, ...own, ...others])),
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
    '`js` is the JavaScript that itlc makes, `direct` and `table` are the two variants of the adapter. They are for',
    '[work.cpp](work.cpp), through the C++ DSL; by hand is [work.itl](work.itl) over the core module in C that the glue has too.',
    'Through the DSL a second ratio is to glue that the expert has written over the same C++',
    '([expert-dsl.cpp](peers/expert-dsl.cpp)): what C++ itself costs is then on both sides.',
    '',
    '`js, component` is JavaScript for the component that jco has too: the Canonical ABI, where each text and list is allocated. Its',
    'second ratio is to glue that the expert has written for that component.',
    '',
    "In browsers every participant has pages of its own under `script-src 'self' 'wasm-unsafe-eval'`. A cold start there is the",
    'time from the navigation to the end of the first call, where each request waits 40 ms and all share 10 Mbit/s; files are',
    'minified, with gzip.',
    '',
    'The other generators have the sources in [peers](peers); where they were not built this time, their ratios of an earlier run',
    'stand beside the glue of this one:',
    '',
    ...Object.entries(built).map(otherLine),
    '',
    'What falls short of the goals, by how much and why, is in [NOTES.md](NOTES.md).',
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
