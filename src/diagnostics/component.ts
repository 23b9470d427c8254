/** ITL7xxx: component binaries and WIT. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';

const error = (code: string, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
});

/** @param problem its section is empty where none is to blame */
export function unusableComponent(
  path: string,
  problem: { readonly message: string; readonly offset: number; readonly section: string },
): Diagnostic {
  const place = [...(problem.section === '' ? [] : [`in the ${problem.section} section`]), `at byte ${problem.offset}`];
  return error('ITL7001', `cannot use '${path}' as a component: ${problem.message} (${place.join(', ')})`);
}

/** @param what - `the function 'run'` */
export const asynchronousFunction = (path: string, what: string, why: string): Diagnostic =>
  error(
    'ITL7002',
    `'${path}': ${what} ${why}, which JavaScript cannot be made of`,
    'build the component with synchronous functions: without async, streams, futures and error contexts',
  );

/** @param what - `imports the component 'c'` */
export const componentInComponent = (path: string, what: string): Diagnostic =>
  error(
    'ITL7003',
    `'${path}' ${what}, and JavaScript has no components to give or to take`,
    'compose it with what it needs before: wac plug, or wasm-tools compose',
  );

/** @param span - where a source names it */
export const adapterGiven = (path: string, span?: Span): Diagnostic => ({
  ...error(
    'ITL7005',
    `'${path}' is an adapter, which itlc has made of a component before`,
    `name the component's source instead; a loader runs the adapter, and itlc inspect shows what it has`,
  ),
  ...(span && { span }),
});

export const noComponent = (path: string): Diagnostic =>
  error(
    'ITL7004',
    `'${path}' is a core module without a component's type`,
    `give its WIT: itlc world.wit ${path}; or describe it in ITL: itlc init ${path} makes a first one`,
  );
