/** The benchmarks at one glance: bars of the geometric means, for each engine, out of the tables of bench/RESULTS.md. */

/** `1.20 / 1.16` → 1.2: the first is to the expert's glue. */
const ratioOf = (cell) => Number(/[\d.,]+/.exec(cell)?.[0].replaceAll(',', ''));

const cellsOf = (row) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Engine → participants with their means; tables without such a row are passed over. @param {string} results */
export function meansIn(results) {
  const found = [];
  for (const section of results.split(/^## /m).slice(1)) {
    const [engine] = section.split('\n');
    const rows = section.split('\n').filter((line) => line.startsWith('|'));
    const mean = rows.find((row) => row.startsWith('| geometric mean'));
    if (!mean) continue;
    const [, ...names] = cellsOf(rows[0]);
    const [, ...cells] = cellsOf(mean);
    const bars = names.map((name, index) => ({ name, ratio: ratioOf(cells[index] ?? '') }));
    found.push({ engine, bars: [{ name: 'expert’s glue', ratio: 1 }, ...bars.filter(({ ratio }) => ratio > 0)] });
  }
  return found;
}

function chart({ engine, bars }) {
  const most = Math.max(...bars.map(({ ratio }) => ratio));
  const rows = bars.map(
    ({ name, ratio }) =>
      `<tr><th scope="row">${escaped(name)}</th><td>${ratio.toFixed(2)}</td><td class="bar"><meter min="0" max="${most}" value="${ratio}" aria-hidden="true"></meter></td></tr>`,
  );
  return `<table class="chart"><caption>${escaped(engine)}: time a call, the expert’s glue being 1 (geometric mean, less is better)</caption><tbody>${rows.join('')}</tbody></table>`;
}

/** The page of the results with a chart in front of each engine's table. @param {string} results */
export function withCharts(results) {
  return meansIn(results).reduce(
    (text, means) => text.replace(`## ${means.engine}\n`, () => `## ${means.engine}\n\n${chart(means)}\n`),
    results,
  );
}
