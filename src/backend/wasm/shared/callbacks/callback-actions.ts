/** The functions around each function that is handed on: what makes its id or pointer, what calls it, and the relays. */
import type { BindExpression } from '../../../../ir/ir.ts';
import type { RelaySignature } from '../../../../ir/signature-letters.ts';
import { resultType, type Type } from '../../../../ir/types.ts';
import { relayExportName } from '../../../export-names.ts';
import { wasmTypeOf } from '../wasm-types.ts';
import { identifier, watString } from '../wat.ts';
import { ACTIONS, type CallbackCode, REFERENCES } from './callback-functions.ts';
import { type CapturedPlace, field } from './callback-layout.ts';
import { listAt, type PointerCode } from './pointer-functions.ts';

/** A function, its first arguments bound, that a relay or a slot calls. */
export interface Action {
  readonly bind: BindExpression;
  /** What is stored with the id. */
  readonly number: number;
  /** The function that makes the id or the pointer, given what is captured. */
  readonly lower: string;
  /** The function that adds what was captured to the call. */
  readonly call: string;
}

const resultClause = (results: readonly Type[]): string => {
  const type = resultType(results);
  return type.kind === 'none' ? '' : `(result ${wasmTypeOf(type)})`;
};

/** Which list a record comes from, what may call it, and what C is given for it. */
export interface ActionTarget {
  readonly kind: number;
  /** Absent for callbacks with an id. */
  readonly pointers: PointerCode | undefined;
}

/** What is captured comes in as parameters; the record is made when all of it is there. */
export function lowerFunction(
  { bind, number, lower }: Action,
  { kind, pointers }: ActionTarget,
  code: CallbackCode,
): string {
  const places = code.layout.placesOf(bind);
  const make = pointers
    ? takeSlot(pointers, kind, number, code)
    : `(call ${code.ids.open} (i32.const ${kind}) (i32.const ${number}))`;
  const absent = bind.captured.flatMap(({ type }, index) =>
    type.kind === 'option'
      ? [`(if (i32.eqz (call ${code.isSome()} (local.get ${index}))) (then (return (i32.const 0))))`]
      : [],
  );
  return `
  (func ${lower} ${places.map(({ type }) => `(param ${type})`).join(' ')} (result i32)
    (local $record i32)
    ${absent.join(' ')}
    ${pointers ? needSlot(pointers, code) : ''}
    (local.set $record ${make})
    ${places.map((place, index) => keep(place, index, code)).join(' ')}
    ${pointers ? `(i32.load ${code.memory} offset=${field.pointer} (local.get $record))` : `(call ${code.ids.id} (local.get $record))`})`;
}

const needSlot = ({ pool, extend }: PointerCode, code: CallbackCode): string =>
  `(if (i32.eqz (i32.load ${code.memory} ${listAt(code.layout.freeList(pool), code)})) (then (call ${extend})))`;

const takeSlot = ({ pool }: PointerCode, kind: number, number: number, code: CallbackCode): string =>
  `(call ${code.ids.take} ${listAt(code.layout.freeList(pool), code)} (i32.const ${kind}) (i32.const ${number}))`;

const cell = (offset: number, { ids }: CallbackCode): string =>
  `(i32.add (call ${ids.row} (local.get $record)) (i32.const ${offset}))`;

function keep({ type, offset }: CapturedPlace, index: number, code: CallbackCode): string {
  const value = `(local.get ${index})`;
  return type === 'externref'
    ? `(table.set ${REFERENCES} ${cell(offset, code)} ${value})`
    : `(${type}.store ${code.memory} offset=${offset} (local.get $record) ${value})`;
}

const recall = ({ type, offset }: CapturedPlace, code: CallbackCode): string =>
  type === 'externref'
    ? `(table.get ${REFERENCES} ${cell(offset, code)})`
    : `(${type}.load ${code.memory} offset=${offset} (local.get $record))`;

/** Takes the record, then what the relay or the slot was called with. */
export function callFunction({ bind: { callee, captured }, call, bind }: Action, code: CallbackCode): string {
  const places = code.layout.placesOf(bind);
  const given = callee.params.slice(captured.length).map((param) => wasmTypeOf(param.type));
  return `
  (func ${call} (param $record i32) ${given.map((type) => `(param ${type})`).join(' ')} ${resultClause(callee.results)}
    (call ${identifier(callee.name)} ${places.map((place) => recall(place, code)).join(' ')} ${given
      .map((_, index) => `(local.get ${index + 1})`)
      .join(' ')}))`;
}

/** What core modules import of a signature. */
export interface Relay {
  readonly signature: RelaySignature;
  readonly id: string;
  /** What it may call. */
  readonly kind: number;
}

/** `(param …)` and `(result …)`: the id comes first. */
export const relayClauses = ({ params, results }: RelaySignature): string =>
  `(param i32) ${params.map((type) => `(param ${wasmTypeOf(type)})`).join(' ')} ${resultClause(results)}`;

/** Finds the callback by its id, and calls it with the other arguments. */
export function relayFunction({ signature, id, kind }: Relay, isExported: boolean, code: CallbackCode): string {
  const { text, params, results } = signature;
  const types = params.map(wasmTypeOf);
  const result = resultClause(results);
  const clause = isExported ? `(export ${watString(relayExportName(text))})` : '';
  return `
  (func ${id} ${clause} ${relayClauses(signature)}
    (local $record i32)
    (local.set $record (call ${code.ids.target} (local.get 0) (i32.const ${kind}) (i32.const ${code.text(text)})))
    (call_indirect ${ACTIONS} (param ${['i32', ...types].join(' ')}) ${result}
      (local.get $record) ${types.map((_, index) => `(local.get ${index + 1})`).join(' ')}
      (i32.load ${code.memory} offset=${field.action} (local.get $record))))`;
}
