/** The page: draws the same frame in every column, and says what it took. */

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @typedef {object} Column
 * @property {Element} section
 * @property {(seconds: number) => void} frame
 * @property {number[]} times of the last frames, in milliseconds
 */

const KEPT = 120;

/** @type {Column[]} the first one is what the others are compared with */
const columns = [];

async function start() {
  try {
    // Not imported at the top: a page whose loader is missing could not say so.
    const { cpp, embind, javascript } = await import('./painters.js');
    const bulk = /** @type {HTMLInputElement} */ (element('bulk'));
    await add('JavaScript', javascript);
    await add('C++ through itlc', cpp);
    // It cannot run under the policy that this page has otherwise: see serve.js.
    const withEmbind = location.search === '?embind';
    if (withEmbind) await add('C++ through embind', (context) => embind(context, bulk));
    element('bulk-label').hidden = !withEmbind;
    element('without-embind').hidden = withEmbind;
    bulk.addEventListener('change', forget);
    run();
  } catch (error) {
    fail(error);
  } finally {
    element('loading').remove();
    element('late').remove();
  }
}

/**
 * @param {string} title
 * @param {(context: CanvasRenderingContext2D) => unknown} painter gives the function that draws
 */
async function add(title, painter) {
  const template = /** @type {HTMLTemplateElement} */ (element('column'));
  const section = /** @type {Element} */ (template.content.cloneNode(true).firstElementChild);
  const canvas = section.querySelector('canvas');
  section.querySelector('h2').textContent = title;
  canvas.setAttribute('aria-label', `Lines, bars and stars, drawn by ${title}`);
  const frame = await painter(canvas.getContext('2d'));
  element('columns').append(section);
  columns.push({ section, frame, times: [] });
}

function run() {
  const pause = /** @type {HTMLButtonElement} */ (element('pause'));
  let isRunning = true;
  let frames = 0;
  const next = () => {
    if (!isRunning) return;
    draw(frames);
    if (frames % 30 === 0) columns.forEach(show);
    frames++;
    requestAnimationFrame(next);
  };
  pause.addEventListener('click', () => {
    isRunning = !isRunning;
    pause.textContent = isRunning ? 'Pause' : 'Go on';
    next();
  });
  pause.disabled = false;
  next();
}

/** @param {number} frames how many have been drawn, 60 of which are a second of the animation */
function draw(frames) {
  for (let turn = 0; turn < columns.length; turn++) {
    const { frame, times } = columns[(frames + turn) % columns.length];
    const begin = performance.now();
    frame(frames / 60);
    times.push(performance.now() - begin);
    if (times.length > KEPT) times.shift();
  }
}

function forget() {
  for (const { times } of columns) times.length = 0;
}

/**
 * The mean of the middle half: as little moved by a pause as the median, and finer than the steps of the browser's clock, which may
 * be as long as a frame takes.
 *
 * @param {readonly number[]} times
 */
function typical(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const quarter = sorted.length >> 2;
  const middle = sorted.slice(quarter, sorted.length - quarter);
  return middle.reduce((sum, time) => sum + time, 0) / (middle.length || 1);
}

/** @param {Column} column */
function show({ section, times }) {
  const time = typical(times);
  const all = columns.map((column) => typical(column.times));
  section.querySelector('.milliseconds').textContent = time.toFixed(2);
  section.querySelector('.bar').style.width = `${(100 * time) / Math.max(...all)}%`;
  section.querySelector('.ratio').textContent =
    section === columns[0].section ? 'what the others are compared with' : describe(time / all[0]);
}

/** @param {number} ratio to JavaScript's time */
const describe = (ratio) => (Number.isFinite(ratio) ? `${ratio.toFixed(2)} times JavaScript` : '');

/** @param {unknown} error */
function fail(error) {
  element('reason').textContent = String(error);
  element('failure').hidden = false;
  element('controls').hidden = true;
}

await start();
