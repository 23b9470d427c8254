/** The results as Markdown: nanoseconds a call, and the ratio to the expert's glue on the same engine. */

const others = (peers) => Object.keys(peers).filter((peer) => peer !== 'expert');

/** By workload: how many times as long as the expert's glue. */
export const ratios = ({ expert, ...peers }, peer) =>
  Object.fromEntries(
    Object.entries(expert.results).map(([name, nanoseconds]) => [name, peers[peer].results[name] / nanoseconds]),
  );

export function geometricMean(numbers) {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

const nanoseconds = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1));

const row = (cells) => `| ${cells.join(' | ')} |`;

function engineTable(engine, peers) {
  const names = others(peers);
  const byPeer = names.map((peer) => ratios(peers, peer));
  const head = ['workload', 'expert’s glue', ...names.flatMap((peer) => [peer, 'ratio'])];
  const rows = Object.entries(peers.expert.results).map(([name, value]) =>
    row([
      name,
      nanoseconds(value),
      ...names.flatMap((peer, index) => [nanoseconds(peers[peer].results[name]), byPeer[index][name].toFixed(2)]),
    ]),
  );
  const means = byPeer.flatMap((ratio) => ['', `**${geometricMean(Object.values(ratio)).toFixed(2)}**`]);
  const worst = byPeer.flatMap((ratio) => ['', Math.max(...Object.values(ratio)).toFixed(2)]);
  const cold = names.flatMap((peer) => [
    `${peers[peer].cold.toFixed(1)} ms`,
    (peers[peer].cold / peers.expert.cold).toFixed(2),
  ]);
  return [
    `## ${engine}`,
    '',
    row(head),
    row(head.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows,
    row(['geometric mean', '', ...means]),
    row(['worst', '', ...worst]),
    row(['import to the end of the first call', `${peers.expert.cold.toFixed(1)} ms`, ...cold]),
  ].join('\n');
}

/** @param kept what results.json holds */
export function report({ machine, sizes, engines }) {
  const sizeRows = sizes.map(({ file, bytes, gzipped }) =>
    row([`\`${file}\``, bytes.toLocaleString('en-US'), gzipped.toLocaleString('en-US')]),
  );
  return [
    '# Results',
    '',
    `Nanoseconds a call, ${machine}. Written by \`npm run bench\`; only ratios travel to another machine.`,
    '',
    '![Ratios to the expert’s glue](chart.svg)',
    '',
    ...Object.entries(engines).flatMap(([engine, peers]) => [engineTable(engine, peers), '']),
    '## Sizes',
    '',
    row(['file', 'bytes', 'with gzip']),
    row(['---', '---:', '---:']),
    ...sizeRows,
    '',
  ].join('\n');
}
