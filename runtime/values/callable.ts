export type Callable = (...args: unknown[]) => unknown;
