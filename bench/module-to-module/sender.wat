;; Sends the text at 1024 as often as it is told to; gives the sum of the answers.
(module
  (import "text" "take" (func $take (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "send") (param $length i32) (param $times i32) (result i32) (local $sum i32)
    (loop $next
      (if (local.get $times)
        (then
          (local.set $sum (i32.add (local.get $sum) (call $take (i32.const 1024) (local.get $length))))
          (local.set $times (i32.sub (local.get $times) (i32.const 1)))
          (br $next))))
    (local.get $sum)))
