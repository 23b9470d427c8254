/**
 * Families: imports whose field is `family:argument`, so that the loader can make a function for just that record,
 * field or element type (one shape each keeps an engine's inline caches monomorphic) and an adapter's imports read as
 * what they do. The signature follows from the argument; `signatureOf` in the table back-end and the loader's
 * factories mirror these lines. `C` is a carrier, `T` a scalar, `W` a core type, `N` a named type, `J` a type as JSON (bare where that is one string).
 */
export const hostFamilies = {
  /** `load:T` (module, memory name, ptr) → value; `bool` and `u1` give 0 or 1. */
  load: 'T',
  /** `store:T` (module, memory name, ptr, value). */
  store: 'T',
  /** `mem_view:T` (module, memory name, ptr, len) → a typed array on the memory itself. */
  mem_view: 'T',
  /** `mem_to_array:T` (module, memory name, ptr, len) → a typed array, copied. */
  mem_to_array: 'T',
  /**
   * `mem_to_records:[N, stride, [field, T, offset], …]` (module, memory name, ptr, len) → an array of records of scalars;
   * fields in the order in which they are loaded.
   */
  mem_to_records: 'layout',
  /** `records_to_mem:[N, stride, [field, T, offset], …]` (module, memory name, array of records, ptr): these fields, in order. */
  records_to_mem: 'layout',
  /** `array_to_mem:T` (module, memory name, array, ptr): every element. */
  array_to_mem: 'T',
  /** `global_get:W` (module, global name) → value; W is a core type. */
  global_get: 'W',
  /** `global_set:W` (module, global name, value). */
  global_set: 'W',
  /** `array_new:J` (len) → an array for `len` elements of type J (typed array where J is such a scalar). */
  array_new: 'J',
  /** `set_items:J` (set) → an array of its items, of type J. */
  set_items: 'J',
  /** `array_set:C` (array, index, value). */
  array_set: 'C',
  /** `list_new:J` () → a list that grows, of elements of type J. */
  list_new: 'J',
  /** `list_add:C` (list, value). */
  list_add: 'C',
  /** `array_get:C` (array, index) → value; also a tuple's items. */
  array_get: 'C',
  /** `tuple_new:C,C,…` (values) → array. */
  tuple_new: 'C*',
  /** `record_new:N` (a value a field, by the fields' carriers) → object. */
  record_new: 'N',
  /** `field_get:C.name` (object) → value. */
  field_get: 'C.name',
  /** `enum_lift:N` (i32) → string; throws for a number that names no case. */
  enum_lift: 'N',
  /** `enum_lower:N` (string) → i32. */
  enum_lower: 'N',
  /** `flags_lift:N` (i32) → object of booleans; throws for a bit without a name. */
  flags_lift: 'N',
  /** `flags_lower:N` (object) → i32. */
  flags_lower: 'N',
  /** `variant_new:C.case` (payload) or `variant_new:.case` () → `{ tag, val }`. */
  variant_new: 'C.case',
  /** `variant_tag:case,case,…` (object) → the index of its tag. */
  variant_tag: 'case*',
  /** `variant_val:C` (object) → its payload. */
  variant_val: 'C',
  /** `box:C` (value) → the same as a JavaScript value; `unbox:C` is the other way. */
  box: 'C',
  unbox: 'C',
  /** `cast:J` (JavaScript value) → the value of type J that it is; throws where it is none. */
  cast: 'J',
  /** `func_call:J` (function, arguments by J's carriers) → result; J is a func type or the name of one. */
  func_call: 'J',
  /**
   * `func_lift:F` (captured values) → a function that calls the reserved export `_it_func:F` with these and its arguments; the
   * section's `exports` have its type, without what is captured. F is their number and the function's name: `1:compare`.
   */
  func_lift: 'F',
  /** `try:N` (captured values) → what the export `_it_try:N` gives for them, or where that throws, `_it_catch:N` for the error too. */
  try: 'number',
  /** `resource_lift:N` (i32) → the instance for it, always the same one while it lives. */
  resource_lift: 'N',
  /** `resource_lend:N` (i32, owner or null) → an instance for what is the owner's. */
  resource_lend: 'N',
  /** `resource_lower:N` (instance) → i32; throws for one that was disposed of. With `take` it is, but not released. */
  resource_lower: 'N',
  resource_take: 'N',
} as const;

export type HostFamily = keyof typeof hostFamilies;
