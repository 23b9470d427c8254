/** Places in memory that a core module hands to WASI: the shim reads what there is of them, or throws the engine's own error. */
import type { ItlRangeError } from '../values/errors.ts';

type Call = (...values: never[]) => unknown;

/**
 * Parameters that are pointers, by function: `3:8` is 8 bytes at the fourth, `1+2` as many as the third says, `0+2*48` 48 times as
 * many, and `1v2` a list of so many pointers, each with a length. From the witx of wasi_snapshot_preview1.
 */
const places: Readonly<Record<string, string>> = {
  args_sizes_get: '0:4 1:4',
  clock_res_get: '1:8',
  clock_time_get: '2:8',
  environ_sizes_get: '0:4 1:4',
  fd_fdstat_get: '1:24',
  fd_filestat_get: '1:64',
  fd_pread: '1v2 4:4',
  fd_prestat_dir_name: '1+2',
  fd_prestat_get: '1:8',
  fd_pwrite: '1v2 4:4',
  fd_read: '1v2 3:4',
  fd_readdir: '1+2 4:4',
  fd_seek: '3:8',
  fd_tell: '1:8',
  fd_write: '1v2 3:4',
  path_create_directory: '1+2',
  path_filestat_get: '2+3 4:64',
  path_filestat_set_times: '2+3',
  path_link: '2+3 5+6',
  path_open: '2+3 8:4',
  path_readlink: '1+2 3+4 5:4',
  path_remove_directory: '1+2',
  path_rename: '1+2 4+5',
  path_symlink: '0+1 3+4',
  path_unlink_file: '1+2',
  poll_oneoff: '0+2*48 1+2*32 3:4',
  random_get: '0+1',
  sock_accept: '2:4',
  sock_recv: '1v2 4:4 5:4',
  sock_send: '1v2 4:4',
};

type Place = readonly [kind: string, at: number, by: number, unit: number];

const placesOf = (name: string): readonly Place[] =>
  [...(places[name] ?? '').matchAll(/(\d)([:+v])(\d+)(?:\*(\d+))?/g)].map(([, at, kind = '', by, unit = 1]) => [
    kind,
    Number(at),
    Number(by),
    Number(unit),
  ]);

/** @throws ItlRangeError for what does not lie in the memory as a whole */
export type CheckPlace = (name: string, pointer: number, length: number) => void;

export interface PointerChecks {
  readonly check: CheckPlace;
  /** A function of WASI behind a check of its pointers; it gets all numbers unsigned, as pointers are meant. */
  readonly checked: (name: string, func: unknown) => Call;
}

/**
 * @param memoryOf - undefined as long as the module is not there, when nothing can be checked
 * @param RangeErrorClass - the loader's own
 */
export function pointerChecks(
  memoryOf: () => WebAssembly.Memory | undefined,
  RangeErrorClass: typeof ItlRangeError,
): PointerChecks {
  const check: CheckPlace = (name, pointer, length) => {
    const size = memoryOf()?.buffer.byteLength ?? Number.POSITIVE_INFINITY;
    if (pointer + length <= size) return;
    throw new RangeErrorClass(
      `WASI's ${name}: pointer ${pointer} with length ${length} is outside the memory (${size} bytes)`,
    );
  };
  const checkList = (name: string, list: number, length: number): void => {
    const data = new DataView(memoryOf()?.buffer ?? new ArrayBuffer(0));
    const end = Math.min(list + length, data.byteLength);
    for (let at = list; at < end; at += 8) check(name, data.getUint32(at, true), data.getUint32(at + 4, true));
  };
  const checked = (name: string, func: unknown): Call => {
    const all = placesOf(name);
    return (...values: (number | bigint)[]) => {
      const given = values.map((value) => (typeof value === 'number' ? value >>> 0 : value)) as number[];
      for (const [kind, at, by, unit] of all) {
        const pointer = given[at] ?? 0;
        const length = kind === ':' ? by : (given[by] ?? 0) * (kind === 'v' ? 8 : unit);
        check(name, pointer, length);
        if (kind === 'v') checkList(name, pointer, length);
      }
      return (func as Call)(...(given as never[]));
    };
  };
  return { check, checked };
}
