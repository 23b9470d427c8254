/** The handles of one component instance, as the Canonical ABI has them: in a memory that the component makes. */

/**
 * A handle is an index from 1; the one that was freed last is given first. An entry has 16 bytes: what it is (twice the
 * number of its type, and 1 more where it is owned; 0 where it is free), its representation or the next free index, and how
 * often it is lent. Variables say which index is free, how many there are, how many of them are borrowed, and how many lends
 * are noted in the other memory.
 *
 * @param lends - whether anything lends them
 */
export function handleTable(suffix: string, lends: boolean): string {
  const memory = `handles${suffix} "memory"`;
  const [free, count, borrowed] = ['free-handle', 'handle-count', 'borrowed'].map((name) => `$${name}${suffix}`);
  // Once for all that is read and written behind it.
  const covered = `(if (not (memory-has ${memory} (local $at) 16)) (trap "unknown handle index"))`;
  const isLent = `(if (!= (load i32 ${memory} (+ (local $at) 8)) 0) (trap "cannot remove owned resource while borrowed"))`;
  const freed = `${lends ? `${isLent}\n  ` : ''}(store i32 ${memory} (local $at) 0)
  (store i32 ${memory} (+ (local $at) 4) (get ${free}))
  (set ${free} (local $handle))`;
  return `
(module handles${suffix} (memory "memory" 1)${lends ? ' (memory "lends" 1)' : ''})

(var ${free} i32 0)

(var ${count} i32 0)

(var ${borrowed} i32 0)

(func add-handle${suffix} (param $kind i32) (param $rep i32) (result i32)
  (var $index (get ${free}))
  (if (!= (get $index) 0)
    (set ${free} (load i32 ${memory} (+ (* (get $index) 16) 4)))
    (set $index (call new-handle${suffix})))
  (let $at (* (get $index) 16))
  ${covered}
  (store i32 ${memory} (local $at) (local $kind))
  (store i32 ${memory} (+ (local $at) 4) (local $rep))
  (get $index))

(func new-handle${suffix} (result i32)
  (let $index (+ (get ${count}) 1))
  (let $size (memory-size ${memory}))
  (if (>= (* (+ (local $index) 1) 16) (* (local $size) 65536))
    (if (or (> (local $index) 16777214) (== (memory-grow ${memory} (local $size)) -1))
      (trap "resource table has no free keys")))
  (set ${count} (local $index))
  (local $index))

(func add-borrow${suffix} (param $kind i32) (param $rep i32) (result i32)
  (set ${borrowed} (+ (get ${borrowed}) 1))
  (call add-handle${suffix} (local $kind) (local $rep)))

(func wrong-handle${suffix} (param $kind i32)
  (if (== (local $kind) 0) (trap "unknown handle index") (trap "handle index used with the wrong type")))

(func find-handle${suffix} (param $type i32) (param $handle i32) (result i32)
  (if (> (as u32 (local $handle)) (as u32 (get ${count}))) (trap "unknown handle index"))
  (let $at (* (local $handle) 16))
  (let $kind (load i32 ${memory} (local $at)))
  (if (!= (>> (local $kind) 1) (local $type)) (call wrong-handle${suffix} (local $kind)))
  (local $at))

(func handle-rep${suffix} (param $type i32) (param $handle i32) (result i32)
  (load i32 ${memory} (+ (call find-handle${suffix} (local $type) (local $handle)) 4)))

(func take-handle${suffix} (param $type i32) (param $handle i32) (result i32)
  (let $at (call find-handle${suffix} (local $type) (local $handle)))
  ${covered}
  (if (== (& (load i32 ${memory} (local $at)) 1) 0) (trap "cannot lift own resource from a borrow"))
  (let $rep (load i32 ${memory} (+ (local $at) 4)))
  ${freed}
  (local $rep))

(func drop-handle${suffix} (param $type i32) (param $handle i32) (result bool)
  (let $at (call find-handle${suffix} (local $type) (local $handle)))
  ${covered}
  (let $isOwned (!= (& (load i32 ${memory} (local $at)) 1) 0))
  ${freed}
  (if (not (local $isOwned)) (set ${borrowed} (- (get ${borrowed}) 1)))
  (local $isOwned))

(func check-borrows${suffix}
  (if (!= (get ${borrowed}) 0) (trap "borrow handles still remain at the end of the call")))
${lends ? lending(suffix) : ''}`;
}

function lending(suffix: string): string {
  const memory = `handles${suffix} "memory"`;
  const lends = `handles${suffix} "lends"`;
  const lent = `$lent${suffix}`;
  return `
(var ${lent} i32 0)

(func lend-handle${suffix} (param $type i32) (param $handle i32) (result i32)
  (let $at (call find-handle${suffix} (local $type) (local $handle)))
  (store i32 ${memory} (+ (local $at) 8) (+ (load i32 ${memory} (+ (local $at) 8)) 1))
  (let $count (get ${lent}))
  (if (>= (* (+ (local $count) 1) 4) (* (memory-size ${lends}) 65536))
    (if (== (memory-grow ${lends} 1) -1) (trap "too many handles are lent")))
  (store i32 ${lends} (* (local $count) 4) (local $at))
  (set ${lent} (+ (local $count) 1))
  (load i32 ${memory} (+ (local $at) 4)))

(func end-lends${suffix} (param $count i32)
  (while (> (get ${lent}) (local $count))
    (set ${lent} (- (get ${lent}) 1))
    (let $at (load i32 ${lends} (* (get ${lent}) 4)))
    (store i32 ${memory} (+ (local $at) 8) (- (load i32 ${memory} (+ (local $at) 8)) 1))))
`;
}

/** Whether some code lends handles of a table. */
export const lendsFrom = (suffix: string, code: readonly string[]): boolean =>
  code.some((part) => part.includes(`(call lend-handle${suffix} `));

/** How many handles are lent now. */
export const lendCount = (suffix: string): string => `(get $lent${suffix})`;
