/** @param parts of 38 lines each */
export function itlOf(parts: number): string;

/** A thousand lines. */
export const largeItl: string;
