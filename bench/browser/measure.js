/** Measures in a browser: every participant in pages of its own, under a strict policy. */
import { participants } from '../participants.js';
import { collected } from '../runs.js';
import { runJobs } from './drive.js';

/** Where a participant's module is; what needs Node has another for pages. */
const moduleOf = (name) => participants[name].page ?? `peers/${name}.js`;

const repeated = (count, jobs) => Array.from({ length: count }, () => jobs).flat();

/** In turns, so that what disturbs the machine disturbs all alike. */
function jobsFor(names, { rounds, coldStarts, milliseconds }) {
  const job = (kind) => (name) => ({ kind, name, module: moduleOf(name), settings: { milliseconds } });
  return [...repeated(rounds, names.map(job('calls'))), ...repeated(coldStarts, names.map(job('cold')))];
}

/** @returns `engine`, and `measured`: see `collected` */
export async function measureBrowser(browser, names, settings) {
  const jobs = jobsFor(names, settings);
  const onJob = ({ kind, name }) => kind === 'calls' && console.error(`${name} in ${browser} …`);
  const { engine, results } = await runJobs(browser, jobs, onJob);
  const posted = (kind, name) => results.filter((_, index) => jobs[index].kind === kind && jobs[index].name === name);
  const by = (kind) => Object.fromEntries(names.map((name) => [name, posted(kind, name)]));
  const failed = names.flatMap((name) => {
    const error = [...posted('calls', name), ...posted('cold', name)].find((each) => each.error)?.error;
    return error ? [[name, error]] : [];
  });
  return { engine, measured: collected(by('calls'), by('cold'), Object.fromEntries(failed)) };
}
