/**
 * fast-check with a seed that is the same in each run: what passed before a change and fails after it, the change broke. CI
 * asks for another each time; a failure names the seed that it can be repeated with.
 */
import fc from 'fast-check';

const { ITLC_SEED } = process.env;
if (ITLC_SEED !== undefined && !/^\d+$/.test(ITLC_SEED)) throw new Error(`ITLC_SEED must be digits, got ${ITLC_SEED}`);

fc.configureGlobal({ seed: Number(ITLC_SEED ?? 1) });

export default fc;
