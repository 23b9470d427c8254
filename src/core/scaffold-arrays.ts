/** Typed arrays of AssemblyScript, as ITL that lifts and lowers them: for f64, and easily changed for others. */
import { comment, form, type Group } from './form-lines.ts';
import { MODULE_NAME, type Plan, type PlannedExport } from './scaffold-plan.ts';

/** Where a module says what its classes are. */
const CLASSES = '__rtti_base';

/** What a Float64Array is among them: a view, of 8 bytes, signed, floats. */
const FLOAT64_ARRAY = 1 + 64 * 8 + 2048 + 4096;

/** Functions that nothing calls yet; `_` keeps them from being called unused. Nothing where no number can be an array. */
export function typedArrayHelpers({ convention, memory, exports, globals }: Plan): readonly Group[] {
  const find = (field: string): string | undefined => exports.find((candidate) => candidate.field === field)?.name;
  const [make, keep, release] = [find('__new'), find('__pin'), find('__unpin')];
  if (convention !== 'assemblyscript' || memory === undefined || !make || !keep || !release) return [];
  if (!globals.some(({ field }) => field === CLASSES) || !exports.some(mayTakeObjects)) return [];
  return [classOf(memory), liftNumbers(memory), lowerNumbers(memory, { make, keep, release })];
}

const mayTakeObjects = ({ role, signature }: PlannedExport): boolean =>
  role === undefined && [...signature.params, ...signature.results].includes('i32');

/** The number of a class differs from module to module. */
const classOf = (memory: string): Group => [
  ...comment([
    'The number of a class of typed arrays, by what the module says of it: 1, 64 times the bytes of an element, 2048 if',
    'it is signed, 4096 if it is a float.',
  ]),
  ...form('func _class_of (param $flags i32) (result i32)', [
    [
      '(var $class i32 0)',
      `(let $classes (global-get i32 ${MODULE_NAME} "${CLASSES}"))`,
      '(while',
      '  (and',
      `    (< (get $class) (load i32 ${memory} (local $classes)))`,
      '    (!=',
      `      (load i32 ${memory} (+ (local $classes) (+ 4 (* (get $class) 4))))`,
      '      (local $flags)))',
      '  (set $class (+ (get $class) 1)))',
      '(get $class)',
    ],
  ]),
];

const liftNumbers = (memory: string): Group => [
  ...comment(['A Float64Array: its ArrayBuffer, the address of its data, and their bytes.']),
  ...form('func _lift_f64s (param $array i32) (result (array f64))', [
    [
      `(let $data (load i32 ${memory} (+ (local $array) 4)))`,
      `(let $count (>> (load i32 ${memory} (+ (local $array) 8)) 3))`,
      '(lift-array f64 8 (local $data) (local $count) $at',
      `  (load f64 ${memory} (local $at)))`,
    ],
  ]),
];

interface Runtime {
  readonly make: string;
  readonly keep: string;
  readonly release: string;
}

const lowerNumbers = (memory: string, { make, keep, release }: Runtime): Group => [
  ...comment([`Keep what it gives with ${keep} while something else is made.`]),
  ...form('func _lower_f64s (param $values (array f64)) (result i32)', [
    [
      '(let $size (* (array-len (local $values)) 8))',
      `(let $data (call ${keep} (call ${make} (local $size) 1)))`,
      `(defer (call ${release} (local $data)))`,
      '(lower-array f64 8 (local $data) (local $values) $at $value',
      `  (store f64 ${memory} (local $at) (local $value)))`,
      `(let $array (call ${make} 12 (call _class_of ${FLOAT64_ARRAY})))`,
      `(store i32 ${memory} (local $array) (local $data))`,
      `(store i32 ${memory} (+ (local $array) 4) (local $data))`,
      `(store i32 ${memory} (+ (local $array) 8) (local $size))`,
      '(local $array)',
    ],
  ]),
];
