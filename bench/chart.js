/**
 * The results as a picture: for each engine the geometric means and cold starts as bars, beside the sizes, then each
 * workload as a line with a mark for each peer, that says how many times as long as the expert's glue it takes.
 */
import { own, participants } from './participants.js';
import { geometricMean, ratios } from './report.js';

const colours = {
  expert: '#888888',
  'expert-dsl': '#bbbbbb',
  js: '#111111',
  'js-itl': '#111111',
  direct: '#0b6e4f',
  table: '#c9791a',
  'direct-itl': '#0b6e4f',
  'table-itl': '#c9791a',
  embind: '#2f6fc4',
  jco: '#b3261e',
  'jco-1.8': '#e2778a',
  assemblyscript: '#7a4fb5',
};
const width = 900;
const left = 250;
const right = 870;
const line = 15;

const escaped = (text) =>
  text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]);
const number = (value) => Number(value.toFixed(1));
const text = (x, y, content, extra = '') =>
  `<text x="${number(x)}" y="${number(y)}" ${extra}>${escaped(content)}</text>`;
const bold = 'font-weight="bold"';

/** A logarithmic scale from `low` to `high` on the given stretch. */
const logarithmic = (low, high, from, to) => (ratio) =>
  from + ((to - from) * Math.log(Math.min(high, Math.max(low, ratio)) / low)) / Math.log(high / low);

const [lowest, highest] = [0.25, 1024];
const at = logarithmic(lowest, highest, left, right);

/** What the peers made by hand have in common: they are drawn hollow. */
const isHollow = (name) => name.endsWith('-itl');
const paint = (name) =>
  isHollow(name)
    ? `fill="#fff" stroke="${colours[name]}" stroke-width="1.5"`
    : `fill="${colours[name]}" stroke="${colours[name]}"`;

/** itlc's are round, the others square. */
function mark(name, x, y) {
  const round = own.includes(name);
  const title = `<title>${escaped(participants[name].title)}</title>`;
  return round
    ? `<circle cx="${number(x)}" cy="${number(y)}" r="4" ${paint(name)}>${title}</circle>`
    : `<rect x="${number(x - 3)}" y="${number(y - 3)}" width="6" height="6" ${paint(name)}>${title}</rect>`;
}

/**
 * Bars with their names and values.
 * @param bars by participant: `value`, and `label` beside the bar
 * @param scale from a value to a length
 */
function barColumn(title, x, top, bars, scale) {
  const start = x + 118;
  const drawn = Object.entries(bars).map(([name, { value, label }], index) => {
    const y = top + 8 + index * line;
    const length = Math.max(1, scale(value));
    return `${text(start - 5, y + 9, participants[name].title, 'text-anchor="end"')}
<rect x="${start}" y="${y}" width="${number(length)}" height="${line - 5}" ${paint(name)}/>
${text(start + length + 4, y + 9, label, 'font-size="10"')}`;
  });
  return [text(x, top, title, bold), ...drawn].join('\n');
}

const barRoom = 110;
const linear = (largest) => (value) => (barRoom * value) / largest;
const mapped = (names, make) => Object.fromEntries(names.map((name) => [name, make(name)]));

function meanBars(peers, names) {
  return mapped(names, (name) => {
    const value = geometricMean(Object.values(ratios(peers, name)));
    return { value, label: value.toFixed(value < 10 ? 2 : 1) };
  });
}

const coldBars = (peers, names) =>
  mapped(names, (name) => ({ value: peers[name].cold.median, label: peers[name].cold.median.toFixed(1) }));

function sizeBars(sizes) {
  const names = Object.keys(sizes).filter((name) => !name.startsWith('table'));
  return mapped(names, (name) => {
    const value = (sizes[name].script + sizes[name].adapter) / 1000;
    return { value, label: value.toFixed(1) };
  });
}

const largest = (bars) => Math.max(...Object.values(bars).map(({ value }) => value));

/** The first engine's has the sizes as well. */
function summary(peers, sizes, top) {
  const names = Object.keys(peers).filter((name) => peers[name].cold);
  const cold = coldBars(peers, names);
  const size = sizes && sizeBars(sizes);
  const means = barColumn(
    'Geometric mean (logarithmic)',
    8,
    top,
    meanBars(peers, names),
    logarithmic(0.5, 128, 0, barRoom),
  );
  const colds = barColumn('Cold start, ms', 308, top, cold, linear(largest(cold)));
  const shipped = size && barColumn('Adapter and JavaScript, kB gzipped', 608, top, size, linear(largest(size)));
  return { svg: [means, colds, shipped ?? ''].join('\n'), bottom: top + 16 + names.length * line };
}

function workloadLine(peers, names, workload, y) {
  const marks = names.flatMap((name) => {
    const ratio = ratios(peers, name)[workload];
    return ratio === undefined ? [] : mark(name, at(ratio), y);
  });
  return [
    `<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="#eee"/>`,
    text(left - 10, y + 4, workload, 'text-anchor="end"'),
    ...marks,
  ].join('\n');
}

function grid(top, bottom) {
  const steps = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
  return steps.map(
    (
      ratio,
    ) => `<line x1="${number(at(ratio))}" x2="${number(at(ratio))}" y1="${top}" y2="${bottom}" stroke="${ratio === 1 ? '#333' : '#ddd'}"/>
${text(at(ratio), top - 4, `${ratio}×`, 'text-anchor="middle" font-size="10"')}`,
  );
}

function legend(names, y) {
  let x = 8;
  return names.map((name) => {
    const { title } = participants[name];
    const drawn = `${mark(name, x + 5, y - 4)}${text(x + 14, y, title)}`;
    x += 32 + title.length * 6.2;
    return drawn;
  });
}

function engineChart(engine, { peers }, sizes, top) {
  const heading = text(8, top, engine, `${bold} font-size="15"`);
  const { svg, bottom } = summary(peers, sizes, top + 24);
  const names = Object.keys(peers).filter((name) => name !== 'expert');
  const workloads = Object.keys(peers.expert.results);
  const first = bottom + 52;
  const last = first + workloads.length * line;
  const lines = workloads.map((workload, index) => workloadLine(peers, names, workload, first + 10 + index * line));
  return {
    svg: [heading, svg, ...legend(names, bottom + 22), ...grid(first, last), ...lines].join('\n'),
    bottom: last,
  };
}

/** @param kept what results.json holds */
export function chart({ engines, sizes }) {
  let top = 24;
  const parts = [];
  for (const [engine, measured] of Object.entries(engines)) {
    const { svg, bottom } = engineChart(engine, measured, parts.length === 0 ? sizes : undefined, top);
    parts.push(svg);
    top = bottom + 44;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${number(top - 24)}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

/** One picture for those who read no further: the geometric means on the newest Node. */
export function overview({ engines }) {
  const [engine] = Object.keys(engines).filter((name) => name.startsWith('Node'));
  const { peers } = engines[engine];
  const names = Object.keys(participants).filter((name) => peers[name] && name !== 'expert-dsl');
  const bars = names.map((name) => [name, geometricMean(Object.values(ratios(peers, name)))]);
  const [start, unit] = [170, 90];
  const most = 6;
  const rows = bars.flatMap(([name, value], index) => {
    const y = 40 + 20 * index;
    const length = unit * Math.min(value, most);
    return [
      text(start - 8, y + 12, participants[name].title, 'text-anchor="end"'),
      `<rect x="${start}" y="${y}" width="${number(length)}" height="14" fill="${colours[name]}"/>`,
      text(start + length + 6, y + 12, `${value.toFixed(2)}${value > most ? ' →' : ''}`),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 780 ${52 + 20 * bars.length}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    text(
      8,
      22,
      `Time a call on ${engine}, the expert’s glue being 1 (geometric mean of the workloads that each has; less is better)`,
      bold,
    ),
    ...rows,
    '</svg>\n',
  ].join('\n');
}
