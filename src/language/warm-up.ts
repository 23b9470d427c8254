/** Lets an engine compile what editors wait for before they wait for it: the first answers would take five times as long. */
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { formatItl } from '../frontend/format.ts';
import { analyse } from './analysis.ts';
import { type Answers, itlAnswers } from './answers.ts';

/** Of the usual forms each some; the names are the part's own. */
const part = (index: number): string => `
(types
  (record Item${index} (name string) (size u32))
  (enum Kind${index} first second)
  (variant Either${index} (left f64) none))

;;; Lowers one item.
(func lower-item${index} (param $item Item${index}) (param $kind Kind${index}) (param $at i32)
  (store u32 core "memory" (local $at) (as u32 (call lower-text (read-field Item${index} name (local $item)))))
  (if (> (read-field Item${index} size (local $item)) 1)
    (store u32 core "memory" (+ (local $at) 4) (read-field Item${index} size (local $item)))))

(func lift-item${index} (param $at i32) (result Item${index})
  (let $text (as i32 (load u32 core "memory" (local $at))))
  (make-record Item${index}
    (field name (mem-to-c-string core "memory" (local $text)))
    (field size (load u32 core "memory" (+ (local $at) 4)))))

(export
  (func _ "take${index}" (param $item Item${index}) (param $kind Kind${index}) (result Item${index})
    (let $at (call malloc 16))
    (defer (call free (local $at)))
    (call lower-item${index} (local $item) (local $kind) (local $at))
    (call lift-item${index} (local $at)))
  (func _ "left${index}" (param $either Either${index}) (result f64)
    (match (local $either) (case left $value (* (local $value) 2)) (case none 0)))
  (func _ "all${index}" (param $at i32) (result (array string))
    (lift-array string 4 (local $at) 2 $each (mem-to-c-string core "memory" (local $each)))))
`;

const head = `(module core "core.wasm"
  (func malloc "malloc" (param i32) (result i32))
  (func free "free" (param i32) (result)))

(func lower-text (param $text string) (result i32)
  (let $at (call malloc (+ (string-len (local $text)) 1)))
  (string-to-mem core "memory" (local $text) (local $at))
  (store u8 core "memory" (+ (local $at) (string-len (local $text))) 0)
  (local $at))
`;

const PARTS = 40;
const ROUNDS = 4;

/** Takes about two fifths of a second, most of which the first document would take otherwise. */
export function warmUp(): void {
  const text = head + Array.from({ length: PARTS }, (_, index) => part(index)).join('');
  for (let round = 0; round < ROUNDS; round += 1) {
    askAll(itlAnswers(analyse('warm-up.itl', text, () => undefined)), text.lastIndexOf('lower-item') + 2);
    formatItl({ path: 'warm-up.itl', text, base: 0 }, new DiagnosticSink());
  }
}

function askAll(answers: Answers, offset: number): void {
  answers.hover(offset);
  answers.completions(offset);
  answers.definitions(offset);
  answers.references(offset, true);
  answers.signature(offset);
  answers.outline();
}
