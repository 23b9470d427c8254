/** Runs the cases of a suite that is a program: one after the other, a line each, and the sum in the last. */

export interface NamedCase<Given> {
  readonly name: string;
  /** Fails by throwing. */
  run(given: Given): Promise<void>;
}

/** Those whose name contains what stands on the command line. */
export const chosenOf = <C extends { readonly name: string }>(cases: readonly C[]): readonly C[] =>
  cases.filter(({ name }) => name.includes(process.argv[2] ?? ''));

/** Sets the exit code: 1 where a case fails, or where there is none. */
export async function runCases<Given>(cases: readonly NamedCase<Given>[], given: Given): Promise<void> {
  let passed = 0;
  for (const testCase of cases) if (await passes(testCase, given)) passed++;
  console.log(`${passed} passed, ${cases.length - passed} failed`);
  process.exitCode = passed < cases.length || passed === 0 ? 1 : 0;
}

async function passes<Given>({ name, run }: NamedCase<Given>, given: Given): Promise<boolean> {
  const start = performance.now();
  try {
    await run(given);
    console.log(`ok      ${name} (${Math.round(performance.now() - start)} ms)`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.stack : error}`);
    return false;
  }
}
