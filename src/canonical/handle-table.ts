/** The handles of one component instance, as the Canonical ABI has them: in a memory that the component makes. */

/**
 * A handle is an index from 1; the one that was freed last is given first. An entry has 16 bytes: what it is (twice the
 * number of its type, and 1 more where it is owned; 0 where it is free), its representation, how often it is lent, the next
 * free index. Where index 0 would be stand the first free index, how many indices there are, how many of them are
 * borrowed, and how many lends are noted in the other memory.
 */
export const handleTable = (suffix: string): string => `
(module handles${suffix} (memory "memory" 1) (memory "lends" 1))

(func add-handle${suffix} (param $kind i32) (param $rep i32) (result i32)
  (var $index (as i32 (load u32 handles${suffix} "memory" 0)))
  (if (!= (get $index) 0)
    (store u32 handles${suffix} "memory" 0 (load u32 handles${suffix} "memory" (+ (* (get $index) 16) 12)))
    (block
      (set $index (+ (as i32 (load u32 handles${suffix} "memory" 4)) 1))
      (if (>= (* (+ (get $index) 1) 16) (* (memory-size handles${suffix} "memory") 65536))
        (if (or (> (get $index) 16777214) (== (memory-grow handles${suffix} "memory" (memory-size handles${suffix} "memory")) -1))
          (trap "resource table has no free keys")))
      (store u32 handles${suffix} "memory" 4 (as u32 (get $index)))))
  (let $at (* (get $index) 16))
  (store u32 handles${suffix} "memory" (local $at) (as u32 (local $kind)))
  (store u32 handles${suffix} "memory" (+ (local $at) 4) (as u32 (local $rep)))
  (store u32 handles${suffix} "memory" (+ (local $at) 8) 0)
  (if (== (& (local $kind) 1) 0)
    (store u32 handles${suffix} "memory" 8 (+ (load u32 handles${suffix} "memory" 8) 1)))
  (get $index))

(func find-handle${suffix} (param $type i32) (param $handle i32) (result i32)
  (if (or (== (local $handle) 0) (> (as u32 (local $handle)) (load u32 handles${suffix} "memory" 4)))
    (trap "unknown handle index"))
  (let $kind (as i32 (load u32 handles${suffix} "memory" (* (local $handle) 16))))
  (if (== (local $kind) 0) (trap "unknown handle index"))
  (if (!= (>> (local $kind) 1) (local $type)) (trap "handle index used with the wrong type"))
  (* (local $handle) 16))

(func handle-rep${suffix} (param $type i32) (param $handle i32) (result i32)
  (as i32 (load u32 handles${suffix} "memory" (+ (call find-handle${suffix} (local $type) (local $handle)) 4))))

(func free-handle${suffix} (param $at i32)
  (if (!= (load u32 handles${suffix} "memory" (+ (local $at) 8)) 0)
    (trap "cannot remove owned resource while borrowed"))
  (store u32 handles${suffix} "memory" (local $at) 0)
  (store u32 handles${suffix} "memory" (+ (local $at) 12) (load u32 handles${suffix} "memory" 0))
  (store u32 handles${suffix} "memory" 0 (as u32 (/ (local $at) 16))))

(func take-handle${suffix} (param $type i32) (param $handle i32) (result i32)
  (let $at (call find-handle${suffix} (local $type) (local $handle)))
  (if (== (& (load u32 handles${suffix} "memory" (local $at)) 1) 0) (trap "cannot lift own resource from a borrow"))
  (call free-handle${suffix} (local $at))
  (as i32 (load u32 handles${suffix} "memory" (+ (local $at) 4))))

(func drop-handle${suffix} (param $type i32) (param $handle i32) (result bool)
  (let $at (call find-handle${suffix} (local $type) (local $handle)))
  (let $isOwned (!= (& (load u32 handles${suffix} "memory" (local $at)) 1) 0))
  (call free-handle${suffix} (local $at))
  (if (not (local $isOwned))
    (store u32 handles${suffix} "memory" 8 (- (load u32 handles${suffix} "memory" 8) 1)))
  (local $isOwned))

(func lend-handle${suffix} (param $type i32) (param $handle i32) (result i32)
  (let $at (call find-handle${suffix} (local $type) (local $handle)))
  (store u32 handles${suffix} "memory" (+ (local $at) 8) (+ (load u32 handles${suffix} "memory" (+ (local $at) 8)) 1))
  (let $count (as i32 (load u32 handles${suffix} "memory" 12)))
  (if (>= (* (+ (local $count) 1) 4) (* (memory-size handles${suffix} "lends") 65536))
    (if (== (memory-grow handles${suffix} "lends" 1) -1) (trap "too many handles are lent")))
  (store u32 handles${suffix} "lends" (* (local $count) 4) (as u32 (local $at)))
  (store u32 handles${suffix} "memory" 12 (as u32 (+ (local $count) 1)))
  (as i32 (load u32 handles${suffix} "memory" (+ (local $at) 4))))

(func end-lends${suffix} (param $count i32)
  (while (> (as i32 (load u32 handles${suffix} "memory" 12)) (local $count))
    (let $last (- (load u32 handles${suffix} "memory" 12) 1))
    (store u32 handles${suffix} "memory" 12 (local $last))
    (let $at (as i32 (load u32 handles${suffix} "lends" (* (as i32 (local $last)) 4))))
    (store u32 handles${suffix} "memory" (+ (local $at) 8) (- (load u32 handles${suffix} "memory" (+ (local $at) 8)) 1))))

(func check-borrows${suffix}
  (if (!= (load u32 handles${suffix} "memory" 8) 0) (trap "borrow handles still remain at the end of the call")))
`;

/** How many handles are lent now. */
export const lendCount = (suffix: string): string => `(as i32 (load u32 handles${suffix} "memory" 12))`;
