/** What is being done, for whoever waits. */
export interface Progress {
  readonly show: (text: string) => void;
  /** Nothing is being done any more; whatever else is printed goes after that. */
  readonly clear: () => void;
}

export const noProgress: Progress = { show() {}, clear() {} };
