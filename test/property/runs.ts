/** How many cases a property is tried with. CI sets ITLC_FUZZ; what is not compiler robustness grows along with it. */

/** Cases of compiler robustness in all. */
export const fuzzCases = Number(process.env.ITLC_FUZZ ?? 1000);

/** `usual` at the default. */
export const scaled = (usual: number): number => Math.max(1, Math.round((usual * fuzzCases) / 1000));
