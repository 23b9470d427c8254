/** Glue over expert.cpp as an expert writes it: instances that are released by hand, or when they are forgotten. */
import { readFile } from 'node:fs/promises';

const bytes = await readFile(new URL('../out/objects/expert.wasm', import.meta.url));
let area;
const nothing = () => 0;
const { instance } = await WebAssembly.instantiate(bytes, {
  expert: { area: (n) => area(n) },
  // For the message of a pure virtual call, which nobody makes.
  wasi_snapshot_preview1: { fd_close: nothing, fd_seek: nothing, fd_write: nothing },
});
const core = instance.exports;
core._initialize?.();

const counters = new FinalizationRegistry((pointer) => core.expert_drop(pointer));
const docs = new FinalizationRegistry((pointer) => core.expert_release(pointer));

class Counter {
  #pointer;

  constructor(value) {
    this.#pointer = core.expert_counter(value);
    counters.register(this, this.#pointer, this);
  }

  next() {
    if (this.#pointer === 0) throw new Error('the Counter is disposed');
    return core.expert_next(this.#pointer);
  }

  dispose() {
    counters.unregister(this);
    core.expert_drop(this.#pointer);
    this.#pointer = 0;
  }
}

class Doc {
  #pointer;

  constructor(pointer) {
    this.#pointer = pointer;
    docs.register(this, pointer, this);
  }

  dispose() {
    docs.unregister(this);
    core.expert_release(this.#pointer);
    this.#pointer = 0;
  }
}

export const load = () => ({
  counter: () => new Counter(1),
  share: () => new Doc(core.expert_share()),
  /** A bare callback. */
  total(count) {
    area = (n) => n + 1;
    return core.expert_total(count);
  },
});
