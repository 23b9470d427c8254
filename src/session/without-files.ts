import type { Reports } from './reports.ts';

/** The same, but for what is written: it goes into a folder that is gone when all is done. */
export const withoutFiles = (reports: Reports): Reports => ({
  show: (diagnostics, sources) => reports.show(diagnostics, sources),
  passThrough: (messages) => reports.passThrough(messages),
  wrote() {},
  detail: (text) => reports.detail(text),
  isColored: reports.isColored,
  get failed() {
    return reports.failed;
  },
});
