/** The page: reads a count, shows what the modules print. */

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const input = (id) => /** @type {HTMLInputElement} */ (element(id));

const count = input('count');
const slider = input('slider');

/** Whether the WebAssembly adapters are asked for, in place of the JavaScript. */
const isAdapted = location.search === '?adapters';

/** @type {(string | number)[]} what the C++ has printed since the last call */
const lines = [];

async function start() {
  const begin = performance.now();
  try {
    // Not imported at the top: a page that lacks a file could not say so.
    const { loadFizzbuzz } = await (isAdapted ? import('./adapters.js') : import('./fizzbuzz.js'));
    const fizzbuzz = await loadFizzbuzz((line) => lines.push(line));
    showFacts(performance.now() - begin);
    connect(fizzbuzz);
  } catch (error) {
    fail(error);
  } finally {
    element('loading').remove();
    element('late').remove();
  }
}

/** @param {(limit: number) => void} fizzbuzz */
function connect(fizzbuzz) {
  const update = () => {
    count.setAttribute('aria-invalid', String(!count.validity.valid));
    if (count.validity.valid) show(run(fizzbuzz, count.valueAsNumber));
  };
  count.addEventListener('input', () => {
    if (count.validity.valid) slider.value = count.value;
    update();
  });
  slider.addEventListener('input', () => {
    count.value = slider.value;
    update();
  });
  element('controls').addEventListener('submit', (event) => event.preventDefault());
  // The browser may have kept what was there before a reload.
  slider.value = count.value;
  count.disabled = slider.disabled = false;
  element('result').hidden = false;
  update();
}

/**
 * @param {(limit: number) => void} fizzbuzz
 * @param {number} limit
 */
function run(fizzbuzz, limit) {
  lines.length = 0;
  fizzbuzz(limit);
  return lines;
}

/** @param {readonly (string | number)[]} printed */
function show(printed) {
  element('numbers').replaceChildren(...printed.map(item));
  /** @param {string} word */
  const howMany = (word) => printed.filter((line) => line === word).length;
  const words = ['Fizz', 'Buzz', 'FizzBuzz'].map((word) => `${howMany(word)} ${word}`);
  element('summary').textContent = `1 to ${printed.length}: ${words.join(', ')}`;
}

/**
 * @param {string | number} line
 * @param {number} index
 */
function item(line, index) {
  const result = document.createElement('li');
  if (typeof line === 'string') {
    result.className = line.toLowerCase();
    result.append(span('number', index + 1));
  }
  result.append(span('word', line));
  return result;
}

/**
 * @param {string} className
 * @param {string | number} text
 */
function span(className, text) {
  const result = document.createElement('span');
  result.className = className;
  result.textContent = String(text);
  return result;
}

/** @param {number} milliseconds */
function showFacts(milliseconds) {
  const files = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
  const bytes = files.reduce((sum, file) => sum + /** @type {PerformanceResourceTiming} */ (file).decodedBodySize, 0);
  const size = `${(bytes / 1024).toFixed(0)} KiB`;
  element('facts').textContent =
    `${files.length} WebAssembly files, ${size}, running after ${milliseconds.toFixed(0)} ms`;
}

/** @param {unknown} error */
function fail(error) {
  element('reason').textContent = String(error);
  element('failure').hidden = false;
  element('controls').hidden = true;
}

await start();
