/** C++ text whose lines belong to the user's: `#line` where the compiler would otherwise count wrong. */
import type { Place } from '../../source/source-map.ts';
import { quote } from './signatures.ts';

export class LineWriter {
  readonly #parts: string[] = [];
  /** Where the compiler takes the next line to be. */
  #path: string;
  #line: number;

  /** @param path - the user's file, whose first line comes first */
  constructor(path: string) {
    this.#path = path;
    this.#line = 1;
    this.#parts.push(`#line 1 ${quote(path)}\n`);
  }

  finish(): string {
    return this.#parts.join('');
  }

  /** The user's own text; a line that it leaves unfinished is finished. */
  copy(text: string): void {
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    this.#parts.push(whole);
    this.#line += whole.split('\n').length - 1;
  }

  write(...lines: readonly string[]): void {
    this.copy(lines.map((line) => `${line}\n`).join(''));
  }

  /** What comes next stands for this place. */
  at({ file, line }: Pick<Place, 'file' | 'line'>): void {
    if (this.#path === file.path && this.#line === line) return;
    const path = this.#path === file.path ? '' : ` ${quote(file.path)}`;
    this.#parts.push(`#line ${line}${path}\n`);
    [this.#path, this.#line] = [file.path, line];
  }
}
