;; An allocator that costs something, and what can only be told of a text that has arrived.
(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 1024))
  (global $live (mut i32) (i32.const 0))
  (func (export "malloc") (param $size i32) (result i32)
    (global.set $live (i32.add (global.get $live) (i32.const 1)))
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (local.get $size))))
  (func (export "free") (param i32)
    (global.set $live (i32.sub (global.get $live) (i32.const 1)))
    (if (i32.eqz (global.get $live)) (then (global.set $top (i32.const 1024)))))
  (func (export "take") (param $p i32) (param $length i32) (result i32)
    (i32.add
      (local.get $length)
      (i32.add
        (i32.load8_u (local.get $p))
        (i32.load8_u (i32.sub (i32.add (local.get $p) (local.get $length)) (i32.const 1)))))))
