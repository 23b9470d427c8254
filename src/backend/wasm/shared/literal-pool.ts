import type { Wat } from './wat.ts';

/** The source's string literals: a global each, which `_it_init` fills once, so that using one costs no call. */
export class LiteralPool {
  readonly #globals = new Map<string, string>();
  readonly #freeId: (wanted: string) => string;

  /** `freeId` makes an identifier that no global has. */
  constructor(freeId: (wanted: string) => string) {
    this.#freeId = freeId;
  }

  /** The global that holds the text. */
  global(text: string): string {
    const known = this.#globals.get(text);
    if (known) return known;
    const id = this.#freeId(`$_it_text_${this.#globals.size}`);
    this.#globals.set(text, id);
    return id;
  }

  get declarations(): readonly Wat[] {
    return [...this.#globals.values()].map((id) => ['global', id, ['mut', 'externref'], ['ref.null', 'extern']]);
  }

  /** Text and global of each. */
  get entries(): Iterable<readonly [text: string, id: string]> {
    return this.#globals;
  }
}
