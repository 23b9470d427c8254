/** The same in Firefox, which is given an address and nothing else: a page of the test's looks at those of the site. */
import assert from 'node:assert/strict';
import { openFirefox } from '../harness/desktop-browser.ts';
import { axeSource, findings, samples } from './accessible-cases.ts';
import type { Case } from './case.ts';
import { serveSite } from './serve-site.ts';

const script = `
const frame = document.querySelector('iframe');
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
const open = (path) => new Promise((resolve) => {
  frame.onload = () => resolve(frame.contentWindow);
  frame.src = path;
});
async function look(path) {
  const view = await open(path);
  const script = view.document.createElement('script');
  script.src = '/playground/axe.js';
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    view.document.head.append(script);
  });
  const found = await view.Function('return ' + ${JSON.stringify(findings)})();
  return found.map((finding) => path + ': ' + finding);
}
async function run() {
  const view = await open('/playground/');
  const end = performance.now() + 120000;
  const lines = () => [...view.document.querySelectorAll('#console li')].map((line) => line.textContent);
  while (lines().length < 3 && performance.now() < end) await wait(100);
  return lines();
}
const report = { findings: [], lines: [] };
try {
  for (const path of ${JSON.stringify(samples.filter((path) => !path.startsWith('/playground')))})
    report.findings.push(...(await look(path)));
  report.lines = await run();
} catch (error) {
  report.findings.push(String(error));
}
await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
`;

const page = `<!doctype html><title>check</title><style>iframe { width: 1200px; height: 800px }</style><iframe></iframe>
<script type="module" src="/check.js"></script>`;

export const firefoxCases: readonly Case[] = [
  {
    name: 'Firefox: axe has no finding, and the playground runs C++',
    run: async ({ folder }) => {
      const extra = { '/check.html': page, '/check.js': script, '/playground/axe.js': axeSource() };
      const server = await serveSite(folder, extra);
      const firefox = await openFirefox(`${server.origin}/check.html`);
      try {
        const report: unknown = JSON.parse(await Promise.race([server.posted, firefox.ended]));
        assert.deepEqual(report, {
          findings: [],
          lines: ['Hello, Ada!', 'Grace', "ItlTypeError: greet: parameter 'person.age' is missing"],
        });
      } finally {
        firefox.close();
        server.close();
      }
    },
  },
];
