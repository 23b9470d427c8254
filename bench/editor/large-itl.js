/** ITL of any length: records, strings, lists, variants and callbacks, as people write them by hand. */

/** @param {number} index */
const part = (index) => `
(types
  ;;; A person of part ${index}.
  (record Person${index} (name string) (age u32) (tags (array string)))
  (enum Mood${index} calm glad sad)
  (variant Shape${index} (circle f64) (square f64) empty))

(func lower-person-${index} (param $person Person${index}) (param $address i32)
  (let $name (call lower-string (read-field Person${index} name (local $person))))
  (store u32 wasm "memory" (local $address) (as u32 (local $name)))
  (store u32 wasm "memory" (+ (local $address) 4) (read-field Person${index} age (local $person))))

(func lift-person-${index} (param $address i32) (result Person${index})
  (let $text (as i32 (load u32 wasm "memory" (local $address))))
  (make-record Person${index}
    (field name (mem-to-c-string wasm "memory" (local $text)))
    (field age (load u32 wasm "memory" (+ (local $address) 4)))
    (field tags
      (lift-array string 4 (as i32 (load u32 wasm "memory" (+ (local $address) 8))) 2 $at
        (mem-to-c-string wasm "memory" (as i32 (load u32 wasm "memory" (local $at))))))))

(func area-${index} (param $shape Shape${index}) (result f64)
  (match (local $shape)
    (case circle $radius (* 3.141592653589793 (* (local $radius) (local $radius))))
    (case square $side (* (local $side) (local $side)))
    (case empty 0)))

(export
  ;;; Greets a person, and says how old.
  (func _ "greet${index}" (param $person Person${index}) (result string)
    (let $address (call malloc 16))
    (defer (call free (local $address)))
    (call lower-person-${index} (local $person) (local $address))
    (let $result (call greet (local $address)))
    (defer (call free (local $result)))
    (mem-to-c-string wasm "memory" (local $result)))
  (func _ "area${index}" (param $shape Shape${index}) (result f64)
    (call area-${index} (local $shape))))
`;

const head = `(module wasm "wasm.wasm"
  (func greet "greet" (param i32) (result i32))
  (func malloc "malloc" (param i32) (result i32))
  (func free "free" (param i32) (result)))

(func lower-string (param $text string) (result i32)
  (let $pointer (call malloc (+ (string-len (local $text)) 1)))
  (string-to-mem wasm "memory" (local $text) (local $pointer))
  (store u8 wasm "memory" (+ (local $pointer) (string-len (local $text))) 0)
  (local $pointer))
`;

/** @param {number} parts of 38 lines each */
export const itlOf = (parts) => head + Array.from({ length: parts }, (_, index) => part(index)).join('');

export const largeItl = itlOf(27);
