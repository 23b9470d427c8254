/** What the site is made of: the repository's own Markdown, by its path, and where each page stands. */

/** @typedef {{ text: string, source: string, page: string }} Page */

/** @type {{ text: string, pages: Page[] }[]} */
export const sections = [
  {
    text: 'Guide',
    pages: [
      { text: 'From C++ to JavaScript', source: 'grammar/start.md', page: 'start' },
      { text: 'By hand', source: 'grammar/by-hand.md', page: 'by-hand' },
      { text: 'C++ in a page with Vite', source: 'grammar/task-vite.md', page: 'task-vite' },
      { text: 'A C library from npm, in Node', source: 'grammar/task-npm.md', page: 'task-npm' },
      { text: 'AssemblyScript in a worker', source: 'grammar/task-worker.md', page: 'task-worker' },
      { text: 'The JavaScript module', source: 'grammar/javascript.md', page: 'javascript' },
      { text: 'Modules that already run', source: 'grammar/running.md', page: 'running' },
      { text: 'Hosts and bundlers', source: 'grammar/hosts.md', page: 'hosts' },
      { text: 'Plugin for bundlers', source: 'grammar/plugin.md', page: 'plugin' },
      { text: 'Editors', source: 'grammar/editors.md', page: 'editors' },
      { text: 'Adapters', source: 'grammar/adapters.md', page: 'adapters' },
      { text: 'Components', source: 'grammar/components.md', page: 'components' },
      { text: 'WIT', source: 'grammar/wit.md', page: 'wit' },
      { text: 'Components of C and C++', source: 'grammar/guests-c.md', page: 'guests-c' },
      { text: 'Components of Rust', source: 'grammar/guests-rust.md', page: 'guests-rust' },
      { text: 'Components of Go', source: 'grammar/guests-go.md', page: 'guests-go' },
      { text: 'Command line', source: 'grammar/command-line.md', page: 'command-line' },
    ],
  },
  {
    text: 'Coming from',
    pages: [
      { text: 'embind', source: 'grammar/from-embind.md', page: 'from-embind' },
      { text: 'jco', source: 'grammar/from-jco.md', page: 'from-jco' },
      { text: 'Emscripten, Rust, Go, Zig, AssemblyScript', source: 'grammar/recipes.md', page: 'recipes' },
    ],
  },
  {
    text: 'Reference',
    pages: [
      { text: 'C++ blocks', source: 'grammar/dsl.md', page: 'cpp' },
      { text: 'ITL', source: 'grammar/itl.md', page: 'itl' },
      { text: 'Changes', source: 'CHANGELOG.md', page: 'changes' },
    ],
  },
  {
    text: 'Examples',
    pages: [
      { text: 'Strings', source: 'cpp-examples/strings/README.md', page: 'examples/strings' },
      { text: 'Records', source: 'cpp-examples/records/README.md', page: 'examples/records' },
      { text: 'Variants', source: 'cpp-examples/variants/README.md', page: 'examples/variants' },
      { text: 'Classes', source: 'cpp-examples/classes/README.md', page: 'examples/classes' },
      { text: 'Callbacks', source: 'cpp-examples/callbacks/README.md', page: 'examples/callbacks' },
      { text: 'The DOM', source: 'cpp-examples/dom/README.md', page: 'examples/dom' },
      { text: 'A canvas', source: 'cpp-examples/canvas/README.md', page: 'examples/canvas' },
      { text: 'FizzBuzz, by hand', source: 'cpp-examples/fizzbuzz/README.md', page: 'examples/fizzbuzz' },
      { text: 'FizzBuzz, in blocks', source: 'cpp-examples/fizzbuzz-dsl/README.md', page: 'examples/fizzbuzz-dsl' },
      { text: 'FizzBuzz, as one', source: 'cpp-examples/fizzbuzz-parts/README.md', page: 'examples/fizzbuzz-parts' },
      { text: 'A class of another module', source: 'cpp-examples/bank-parts/README.md', page: 'examples/bank-parts' },
      { text: 'libcsv', source: 'cpp-examples/libcsv/README.md', page: 'examples/libcsv' },
      { text: 'Yoga, from embind', source: 'cpp-examples/yoga/README.md', page: 'examples/yoga' },
      { text: 'hnswlib, from embind', source: 'cpp-examples/hnswlib/README.md', page: 'examples/hnswlib' },
      { text: 'A running module', source: 'cpp-examples/running/README.md', page: 'examples/running' },
      { text: 'SQLite', source: 'cpp-examples/sqlite/README.md', page: 'examples/sqlite' },
    ],
  },
  {
    text: 'Background',
    pages: [
      { text: 'What is generated', source: 'grammar/emitted.md', page: 'emitted' },
      { text: 'Benchmarks', source: 'bench/RESULTS.md', page: 'benchmarks/index' },
      { text: 'Published packages', source: 'bench/RESULTS-published.md', page: 'benchmarks/published' },
      { text: 'SQLite’s own API', source: 'bench/RESULTS-sqlite.md', page: 'benchmarks/sqlite' },
      { text: 'Notes on the numbers', source: 'bench/NOTES.md', page: 'benchmarks/notes' },
      { text: 'How the compiler works', source: 'CONTRIBUTING.md', page: 'how-it-works' },
    ],
  },
];

/** The README, with a way to the playground, is where visitors arrive. */
const home = { text: 'itlc', source: 'README.md', page: 'index' };

export const pages = [home, ...sections.flatMap((section) => section.pages)];

/** @param {string} source a path in the repository; a folder stands for the README in it */
export const pageOf = (source) =>
  pages.find((page) => page.source === source || page.source === `${source.replace(/\/$/, '')}/README.md`);
