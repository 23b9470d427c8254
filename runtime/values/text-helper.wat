;; Strings between JavaScript and linear memory as UTF-8, by way of js-string builtins and an array of code units.
;; Ill-formed bytes become U+FFFD as the Encoding Standard has it, lone surrogates too; a byte-order mark is data.
;; Callers see to it that all bytes lie in the memory and that no string or text is longer than the array.
(module
  (type $units (array (mut i16)))
  (import "wasm:js-string" "fromCharCodeArray"
    (func $toString (param (ref null $units) i32 i32) (result (ref extern))))
  (import "wasm:js-string" "intoCharCodeArray"
    (func $toUnits (param externref (ref null $units) i32) (result i32)))
  ;; Shared here; what is built says that it may be unshared.
  (import "m" "m" (memory 0 65536 shared))

  ;; As many as `longestHelped` in text-helper.ts.
  (global $units (ref $units) (array.new_default $units (i32.const 1024)))
  ;; Of the string that was measured last: its code units, and the first that is not among four of ASCII.
  (global $count (mut i32) (i32.const 0))
  (global $plain (mut i32) (i32.const 0))

  (func $unit (param $index i32) (result i32)
    (array.get_u $units (global.get $units) (local.get $index)))

  ;; Whether a unit is the first of a surrogate pair whose second one is at the index.
  (func $isPair (param $unit i32) (param $index i32) (result i32)
    (if (result i32)
      (i32.and
        (i32.eq (i32.and (local.get $unit) (i32.const 0xfc00)) (i32.const 0xd800))
        (i32.lt_u (local.get $index) (global.get $count)))
      (then (i32.eq (i32.and (call $unit (local.get $index)) (i32.const 0xfc00)) (i32.const 0xdc00)))
      (else (i32.const 0))))

  ;; The string's bytes. Its code units stay in the array for `write`.
  (func (export "size") (param $string externref) (result i32)
    (local $index i32) (local $unit i32) (local $size i32) (local $last i32)
    (local.set $size (call $toUnits (local.get $string) (global.get $units) (i32.const 0)))
    (global.set $count (local.get $size))
    (local.set $last (i32.sub (local.get $size) (i32.const 3)))
    (block $mixed
      (loop $four
        (br_if $mixed (i32.ge_s (local.get $index) (local.get $last)))
        (br_if $mixed
          (i32.gt_u
            (i32.or
              (i32.or (call $unit (local.get $index)) (call $unit (i32.add (local.get $index) (i32.const 1))))
              (i32.or
                (call $unit (i32.add (local.get $index) (i32.const 2)))
                (call $unit (i32.add (local.get $index) (i32.const 3)))))
            (i32.const 0x7f)))
        (local.set $index (i32.add (local.get $index) (i32.const 4)))
        (br $four)))
    (global.set $plain (local.get $index))
    (loop $next
      (if (i32.lt_u (local.get $index) (global.get $count))
        (then
          (local.set $unit (call $unit (local.get $index)))
          (local.set $size
            (i32.add (local.get $size)
              (i32.add (i32.gt_u (local.get $unit) (i32.const 0x7f)) (i32.gt_u (local.get $unit) (i32.const 0x7ff)))))
          ;; A pair has four bytes: three for the first, and the one that the second counts already.
          (local.set $index
            (i32.add
              (local.tee $index (i32.add (local.get $index) (i32.const 1)))
              (call $isPair (local.get $unit) (local.get $index))))
          (br $next))))
    (local.get $size))

  ;; Writes what was measured last.
  (func (export "write") (param $at i32)
    (local $index i32) (local $unit i32)
    (loop $four
      (if (i32.lt_u (local.get $index) (global.get $plain))
        (then
          (i32.store align=1 (i32.add (local.get $at) (local.get $index))
            (i32.or
              (i32.or
                (call $unit (local.get $index))
                (i32.shl (call $unit (i32.add (local.get $index) (i32.const 1))) (i32.const 8)))
              (i32.or
                (i32.shl (call $unit (i32.add (local.get $index) (i32.const 2))) (i32.const 16))
                (i32.shl (call $unit (i32.add (local.get $index) (i32.const 3))) (i32.const 24)))))
          (local.set $index (i32.add (local.get $index) (i32.const 4)))
          (br $four))))
    (local.set $at (i32.add (local.get $at) (local.get $index)))
    (loop $next
      (if (i32.lt_u (local.get $index) (global.get $count))
        (then
          (local.set $unit (call $unit (local.get $index)))
          (local.set $index (i32.add (local.get $index) (i32.const 1)))
          (if (i32.lt_u (local.get $unit) (i32.const 0x80))
            (then
              (i32.store8 (local.get $at) (local.get $unit)))
            (else
              (if (i32.lt_u (local.get $unit) (i32.const 0x800))
                (then
                  (i32.store8 (local.get $at) (i32.or (i32.const 0xc0) (i32.shr_u (local.get $unit) (i32.const 6)))))
                (else
                  (if (call $isPair (local.get $unit) (local.get $index))
                    (then
                      ;; 0x10000 is in the sum of what the surrogates have beyond their bits.
                      (local.set $unit
                        (i32.add
                          (i32.shl (local.get $unit) (i32.const 10))
                          (i32.sub (call $unit (local.get $index)) (i32.const 0x35fdc00))))
                      (local.set $index (i32.add (local.get $index) (i32.const 1)))
                      (i32.store8 (local.get $at) (i32.or (i32.const 0xf0) (i32.shr_u (local.get $unit) (i32.const 18))))
                      (local.set $at (i32.add (local.get $at) (i32.const 1)))
                      (i32.store8 (local.get $at)
                        (i32.or (i32.const 0x80) (i32.and (i32.shr_u (local.get $unit) (i32.const 12)) (i32.const 63)))))
                    (else
                      (if (i32.eq (i32.and (local.get $unit) (i32.const 0xf800)) (i32.const 0xd800))
                        (then (local.set $unit (i32.const 0xfffd))))
                      (i32.store8 (local.get $at) (i32.or (i32.const 0xe0) (i32.shr_u (local.get $unit) (i32.const 12))))))
                  (local.set $at (i32.add (local.get $at) (i32.const 1)))
                  (i32.store8 (local.get $at)
                    (i32.or (i32.const 0x80) (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 63))))))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (i32.store8 (local.get $at) (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 63))))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next)))))

  (func $put (param $index i32) (param $unit i32)
    (array.set $units (global.get $units) (local.get $index) (local.get $unit)))

  ;; The string of so many bytes.
  (func (export "read") (param $at i32) (param $length i32) (result externref)
    (local $count i32) (local $code i32) (local $end i32) (local $last i32) (local $eight i64)
    (local $more i32) (local $low i32) (local $high i32) (local $byte i32)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $last (i32.sub (local.get $length) (i32.const 7)))
    (block $mixed
      (loop $run
        (br_if $mixed (i32.ge_s (local.get $count) (local.get $last)))
        (local.set $eight (i64.load align=1 (i32.add (local.get $at) (local.get $count))))
        (br_if $mixed (i64.ne (i64.and (local.get $eight) (i64.const 0x8080808080808080)) (i64.const 0)))
        (call $put (local.get $count) (i32.and (i32.wrap_i64 (local.get $eight)) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 1))
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 8))) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 2))
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 16))) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 3))
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 24))) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 4))
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 32))) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 5))
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 40))) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 6))
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 48))) (i32.const 127)))
        (call $put (i32.add (local.get $count) (i32.const 7))
          (i32.wrap_i64 (i64.shr_u (local.get $eight) (i64.const 56))))
        (local.set $count (i32.add (local.get $count) (i32.const 8)))
        (br $run)))
    (local.set $at (i32.add (local.get $at) (local.get $count)))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $code (i32.load8_u (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (block $done
            (br_if $done (i32.lt_u (local.get $code) (i32.const 0x80)))
            (block $wrong
              ;; Which bytes begin a sequence, how many follow, and between which two the first of these has to be.
              (br_if $wrong (i32.gt_u (i32.sub (local.get $code) (i32.const 0xc2)) (i32.const 0x32)))
              (local.set $more
                (i32.add (i32.const 1)
                  (i32.add
                    (i32.ge_u (local.get $code) (i32.const 0xe0))
                    (i32.ge_u (local.get $code) (i32.const 0xf0)))))
              (local.set $low
                (select (i32.const 0xa0)
                  (select (i32.const 0x90) (i32.const 0x80) (i32.eq (local.get $code) (i32.const 0xf0)))
                  (i32.eq (local.get $code) (i32.const 0xe0))))
              (local.set $high
                (select (i32.const 0x9f)
                  (select (i32.const 0x8f) (i32.const 0xbf) (i32.eq (local.get $code) (i32.const 0xf4)))
                  (i32.eq (local.get $code) (i32.const 0xed))))
              (local.set $code (i32.and (local.get $code) (i32.shr_u (i32.const 63) (local.get $more))))
              (loop $following
                (br_if $wrong (i32.ge_u (local.get $at) (local.get $end)))
                (local.set $byte (i32.load8_u (local.get $at)))
                (br_if $wrong (i32.lt_u (local.get $byte) (local.get $low)))
                (br_if $wrong (i32.gt_u (local.get $byte) (local.get $high)))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (local.set $low (i32.const 0x80))
                (local.set $high (i32.const 0xbf))
                (local.set $code
                  (i32.or (i32.shl (local.get $code) (i32.const 6)) (i32.and (local.get $byte) (i32.const 63))))
                (br_if $following (local.tee $more (i32.sub (local.get $more) (i32.const 1)))))
              (br_if $done (i32.lt_u (local.get $code) (i32.const 0x10000)))
              (call $put (local.get $count) (i32.add (i32.const 0xd7c0) (i32.shr_u (local.get $code) (i32.const 10))))
              (local.set $count (i32.add (local.get $count) (i32.const 1)))
              (local.set $code (i32.or (i32.const 0xdc00) (i32.and (local.get $code) (i32.const 0x3ff))))
              (br $done))
            (local.set $code (i32.const 0xfffd)))
          (call $put (local.get $count) (local.get $code))
          (local.set $count (i32.add (local.get $count) (i32.const 1)))
          (br $next))))
    (call $toString (global.get $units) (i32.const 0) (local.get $count))))
