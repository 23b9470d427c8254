/** The results as a picture: a bar for each workload and peer, how many times as long as the expert's glue. */
import { geometricMean, ratios } from './report.js';

const colours = { direct: '#1a7f64', table: '#b5772b' };
const left = 290;
const width = 520;
const line = 11;
const gap = 8;
/** The scale is logarithmic, from half as long to sixteen times. */
const [low, high] = [0.5, 16];

const escaped = (text) =>
  text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]);

const at = (ratio) => {
  const clamped = Math.min(high, Math.max(low, ratio));
  return left + (width * Math.log(clamped / low)) / Math.log(high / low);
};

const text = (x, y, content, extra = '') => `<text x="${x}" y="${y}" ${extra}>${escaped(content)}</text>`;

function bars(name, values, top) {
  const items = Object.entries(values).map(([peer, ratio], index) => {
    const y = top + index * line;
    const [from, to] = [at(1), at(ratio)].sort((one, two) => one - two);
    return `<rect x="${from.toFixed(1)}" y="${y}" width="${Math.max(1, to - from).toFixed(1)}" height="${line - 2}" fill="${colours[peer] ?? '#666'}"/>
${text((Math.max(at(ratio), at(1)) + 4).toFixed(1), y + 8, ratio.toFixed(2), 'font-size="9"')}`;
  });
  return [text(left - 8, top + (items.length * line) / 2 + 3, name, 'text-anchor="end"'), ...items].join('\n');
}

function engineChart(engine, peers, top) {
  const names = Object.keys(peers).filter((peer) => peer !== 'expert');
  const byPeer = Object.fromEntries(names.map((peer) => [peer, ratios(peers, peer)]));
  const means = Object.fromEntries(names.map((peer) => [peer, geometricMean(Object.values(byPeer[peer]))]));
  const rows = [
    ['geometric mean', means],
    ...Object.keys(peers.expert.results).map((name) => [
      name,
      Object.fromEntries(names.map((peer) => [peer, byPeer[peer][name]])),
    ]),
  ];
  const height = names.length * line + gap;
  const drawn = rows.map(([name, values], index) => bars(name, values, top + 24 + index * height));
  const bottom = top + 24 + rows.length * height;
  const grid = [0.5, 1, 2, 4, 8, 16].map(
    (
      ratio,
    ) => `<line x1="${at(ratio)}" x2="${at(ratio)}" y1="${top + 18}" y2="${bottom}" stroke="${ratio === 1 ? '#333' : '#ddd'}"/>
${text(at(ratio), top + 14, `${ratio}×`, 'text-anchor="middle" font-size="9"')}`,
  );
  const title = text(8, top + 12, engine, 'font-weight="bold"');
  const legend = names.map((peer, index) =>
    text(90 + index * 60, top + 12, peer, `fill="${colours[peer] ?? '#666'}" font-weight="bold"`),
  );
  return { svg: [title, ...legend, ...grid, ...drawn].join('\n'), bottom };
}

/** @param kept what results.json holds */
export function chart({ engines }) {
  let top = 12;
  const parts = [];
  for (const [engine, peers] of Object.entries(engines)) {
    const { svg, bottom } = engineChart(engine, peers, top);
    parts.push(svg);
    top = bottom + 24;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 50} ${top}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}
