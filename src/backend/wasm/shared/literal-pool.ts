import type { HostImports } from './host-imports.ts';
import { call, i32 } from './instructions.ts';
import type { Names } from './names.ts';
import type { StringPool } from './string-pool.ts';
import { Uses } from './uses.ts';
import { identifier, type Wat } from './wat.ts';

/** Characters of a text that its global is named after. */
const LONGEST_NAME = 24;

export interface Literals {
  /** Their globals. */
  readonly declarations: readonly Wat[];
  /** What `_it_prepare` does to fill them. */
  readonly initialization: readonly Wat[];
}

/** The source's string literals: a global each, which `_it_prepare` fills once, so that using one costs no call. */
export class LiteralPool {
  readonly #globals = new Uses<string>();
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  /** The global that holds the text. */
  global(text: string): string {
    return this.#globals.get(text, () => this.#names.freeGlobal(identifier(`_it_text:${text.slice(0, LONGEST_NAME)}`)));
  }

  /** From then on there cannot be more. */
  seal(hosts: HostImports, strings: StringPool): Literals {
    const globals = this.#globals.seal();
    return {
      declarations: globals.map(([, id]) => ['global', id, ['mut', 'externref'], ['ref.null', 'extern']]),
      initialization: globals.map(([text, id]) => {
        return ['global.set', id, call(hosts.use('literal'), i32(strings.address(text)))];
      }),
    };
  }
}
