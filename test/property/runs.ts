/** How many cases a property is tried with. CI sets ITLC_FUZZ. */

/** Cases of compiler robustness in all. */
export const fuzzCases = Number(process.env.ITLC_FUZZ ?? 1000);

/**
 * `usual` at the default. What compiles and runs whole components costs more a case: it grows with the square root, so
 * that ten times as many cases take three times as long.
 */
export const scaled = (usual: number): number => Math.max(1, Math.round(usual * Math.sqrt(fuzzCases / 1000)));
