/** Imports that tool chains add and ITL can serve without JavaScript: what `init` writes as their bodies. */
import { quoted } from './identifiers.ts';
import { type CoreSignature, type ModuleInterface, signatureText } from './module-interface.ts';
import { MODULE_NAME } from './scaffold-plan.ts';

/** What the bodies speak of. */
interface Places {
  /** The module's memory, as operands. */
  readonly memory: string;
  /** Its table of externref, as operands. */
  readonly table: string;
  readonly parameters: readonly string[];
}

interface KnownImport {
  readonly field: RegExp;
  /** All of it, or what it has to be like. */
  readonly signature: string | RegExp;
  readonly needs: 'memory' | 'table' | undefined;
  readonly body: (places: Places) => readonly string[];
}

const text = ({ memory, parameters: [pointer, length] }: Places): string =>
  `(mem-to-string ${memory} ${pointer} ${length})`;

/** AssemblyScript's strings have their size in bytes in front; 0 is none. */
const abortText = ({ memory, parameters: [pointer] }: Places): readonly string[] => [
  `(throw (if ${pointer}`,
  `  (mem-to-utf16 ${memory} ${pointer} (>> (load i32 ${memory} (- ${pointer} 4)) 1))`,
  '  "abort"))',
];

/** As much as is asked for, and an eighth of what there is. */
const resize = ({ memory, parameters: [size] }: Places): readonly string[] => [
  `(let $have (<< (as u32 (memory-size ${memory})) 16))`,
  `(let $more (- (as u32 ${size}) (local $have)))`,
  '(let $pages (+ (>> (local $more) 16) (+ 1 (>> (local $have) 19))))',
  `(as i32 (!= (memory-grow ${memory} (as i32 (local $pages))) -1))`,
];

/** The four values that Rust's side takes for granted. */
const fillTable = ({ table }: Places): readonly string[] => [
  `(let $at (table-grow ${table} (make-variant (option any) none) 4))`,
  `(table-set ${table} (+ (local $at) 1) (null))`,
  `(table-set ${table} (+ (local $at) 2) (box bool true))`,
  `(table-set ${table} (+ (local $at) 3) (box bool false))`,
];

const knownImports: readonly KnownImport[] = [
  {
    field: /^__wb(g|indgen)_.*throw(_[0-9a-f]{16})?$/,
    signature: '(param i32 i32) (result)',
    needs: 'memory',
    body: (places) => [`(throw ${text(places)})`],
  },
  {
    field: /^__wbindgen_string_new$/,
    signature: '(param i32 i32) (result externref)',
    needs: 'memory',
    body: (places) => [`(as externref ${text(places)})`],
  },
  {
    field: /^__wbindgen_string_new$/,
    signature: '(param i32 i32) (result i32)',
    needs: 'memory',
    body: (places) => [`(lower-ref (as any ${text(places)}))`],
  },
  {
    field: /^__wbindgen_object_drop_ref$/,
    signature: '(param i32) (result)',
    needs: undefined,
    body: ({ parameters: [handle] }) => [`(drop-ref ${handle})`],
  },
  {
    field: /^__wbindgen_init_externref_table$/,
    signature: '(param) (result)',
    needs: 'table',
    body: fillTable,
  },
  { field: /^emscripten_resize_heap$/, signature: '(param i32) (result i32)', needs: 'memory', body: resize },
  {
    field: /^_?emscripten_memcpy_(js|big)$/,
    signature: '(param i32 i32 i32) (result)',
    needs: 'memory',
    body: ({ memory, parameters: [to, from, size] }) => [
      `(buffer-to-mem ${memory} (mem-to-buffer ${memory} ${from} ${size}) ${to})`,
    ],
  },
  {
    field: /^__assert_fail$/,
    signature: '(param i32 i32 i32 i32) (result)',
    needs: 'memory',
    body: ({ memory, parameters: [condition] }) => [`(throw (mem-to-c-string ${memory} ${condition}))`],
  },
  {
    field: /^__cxa_throw$/,
    signature: '(param i32 i32 i32) (result)',
    needs: undefined,
    body: () => ['(throw "a C++ exception that nothing caught")'],
  },
  // What embind is told of types, ITL says itself. Constants are values that the user may need.
  { field: /^_embind_register_(?!constant)/, signature: /\(result\)$/, needs: undefined, body: () => [] },
  { field: /^emscripten_notify_memory_growth$/, signature: '(param i32) (result)', needs: undefined, body: () => [] },
  {
    field: /^_?abort(_js)?$/,
    signature: '(param) (result)',
    needs: undefined,
    body: () => ['(throw "the program was aborted")'],
  },
  { field: /^abort$/, signature: '(param i32 i32 i32 i32) (result)', needs: 'memory', body: abortText },
];

const fits = ({ signature }: KnownImport, text: string): boolean =>
  typeof signature === 'string' ? signature === text : signature.test(text);

export const externrefTable = (module: ModuleInterface): string | undefined =>
  module.exports.find(({ entity }) => entity.kind === 'table' && entity.element === 'externref')?.field;

/**
 * The body of an import's function, given the names of its parameters; nothing where it is not known.
 *
 * @param memory - the module's, as operands
 */
export function knownBody(
  field: string,
  signature: CoreSignature,
  module: ModuleInterface,
  memory: string | undefined,
): ((parameterNames: readonly string[]) => readonly string[]) | undefined {
  const table = externrefTable(module);
  const found = knownImports.find((known) => known.field.test(field) && fits(known, signatureText(signature)));
  if (!found || (found.needs === 'memory' && memory === undefined)) return undefined;
  if (found.needs === 'table' && table === undefined) return undefined;
  return (names) =>
    found.body({
      memory: memory ?? '',
      table: `${MODULE_NAME} ${quoted(table ?? '')}`,
      parameters: names.map((name) => `(local $${name})`),
    });
}
