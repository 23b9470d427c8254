/** A component as most are, to see which of the loader's functions run when one starts: the adapter's bytes and its core module's. */
import wabtInit from 'wabt';

const imports = {
  load_wasm: '(param i32) (result externref)',
  set_table_func: '(param i32 externref i32)',
  ref_to_i32: '(param externref) (result i32)',
  i32_to_ref: '(param i32) (result externref)',
  string_len: '(param externref) (result i32)',
  mem_to_string: '(param externref i32 i32 i32) (result externref)',
  string_to_mem: '(param externref i32 externref i32)',
  array_len: '(param externref) (result i32)',
  check_range: '(param externref i32 i32 i32 i32)',
  'load:u32': '(param externref i32 i32) (result i32)',
  'array_to_mem:f32': '(param externref i32 externref i32)',
  'mem_to_array:f32': '(param externref i32 i32 i32) (result externref)',
  'array_new:string': '(param i32) (result externref)',
  'array_set:ref': '(param externref i32 externref)',
  'record_new:Point': '(param f32 f32) (result externref)',
  'field_get:f32.x': '(param externref) (result f32)',
  'enum_lift:Color': '(param i32) (result externref)',
  'enum_lower:Color': '(param externref) (result i32)',
  'variant_tag:none,num': '(param externref) (result i32)',
  'variant_val:f32': '(param externref) (result f32)',
  'variant_new:f32.num': '(param f32) (result externref)',
};

const literals = { 0: 'memory', 8: 'core.wasm', 24: 'isFizz' };

const exports = {
  isFizz: { wasm: '(param i32) (result i32)', params: ['s32'], result: 'bool', body: '(call $fizz (local.get 0))' },
  echo: {
    wasm: '(param externref) (result externref)',
    params: ['string'],
    result: 'string',
    body: `(call $string_to_mem (call $i32_to_ref (global.get $core)) (i32.const 0) (local.get 0) (i32.const 64))
      (call $mem_to_string (call $i32_to_ref (global.get $core)) (i32.const 0) (i32.const 64) (call $string_len (local.get 0)))`,
  },
  point: { wasm: '(param externref) (result externref)', params: ['#Point'], result: '#Point' },
  sum: { wasm: '(param externref) (result f32)', params: [['array', 'f32']], result: 'f32' },
  names: { wasm: '(result externref)', params: [], result: ['array', 'string'] },
  color: { wasm: '(param externref) (result externref)', params: ['#Color'], result: '#Color' },
  shape: { wasm: '(param externref) (result externref)', params: ['#Shape'], result: ['option', 'f64'] },
};

const section = {
  abi: 1,
  name: 'sample',
  types: {
    Point: ['record', ['x', 'f32'], ['y', 'f32']],
    Color: ['enum', 'red', 'green'],
    Shape: ['variant', ['none', null], ['num', 'f32']],
  },
  modules: [{ path: 'core.wasm', file: 'core.wasm', imports: { env: { log: '_it_env.log' } } }],
  imports: { host: { log: { params: [['text', 'string']], results: ['u32'] } } },
  exports: Object.fromEntries(
    Object.entries(exports).map(([name, { params, result }]) => [
      name,
      { params: params.map((type) => ['value', type]), results: [result] },
    ]),
  ),
};

const adapter = `(module
  ${Object.entries(imports)
    .map(([name, type], index) => {
      const id = /\W/.test(name) ? `f${index}` : name;
      return `(import "_it_runtime" ${JSON.stringify(name)} (func $${id} ${type}))`;
    })
    .join('\n')}
  (import "host" "log" (func $log (param externref) (result i32)))
  (table (export "_it_table") 1 funcref)
  (memory (export "_it_memory") 1)
  (global $core (mut i32) (i32.const 0))
  (func $fizz (param i32) (result i32) (call_indirect (param i32) (result i32) (local.get 0) (i32.const 0)))
  ${Object.entries(exports)
    .map(([name, { wasm, body = '(unreachable)' }]) => `(func (export "${name}") ${wasm} ${body})`)
    .join('\n')}
  (func (export "_it_env.log") (param i32) (drop (call $log (ref.null extern))))
  (func (export "_it_init")
    (global.set $core (call $ref_to_i32 (call $load_wasm (i32.const 8))))
    (call $set_table_func (i32.const 0) (call $i32_to_ref (global.get $core)) (i32.const 24)))
  ${Object.entries(literals)
    .map(([at, text]) => `(data (i32.const ${at}) "\\${text.length.toString(16).padStart(2, '0')}${text}")`)
    .join('\n')})`;

const core = `(module
  (import "env" "log" (func (param i32)))
  (memory (export "memory") 1)
  (func (export "isFizz") (param i32) (result i32) (i32.eqz (i32.rem_s (local.get 0) (i32.const 3)))))`;

/** @returns {Promise<{ adapter: Buffer, core: Buffer }>} the adapter looks for the file `core.wasm` beside itself */
export async function sampleComponent() {
  const wabt = await wabtInit();
  const assemble = (text) => {
    const module = wabt.parseWat('sample.wat', text, { reference_types: true });
    return Buffer.from(module.toBinary({}).buffer);
  };
  const content = Buffer.concat([Buffer.from('\x03itl'), Buffer.from(JSON.stringify(section))]);
  const size = Buffer.from([(content.length & 127) | 128, content.length >> 7]);
  return { adapter: Buffer.concat([assemble(adapter), Buffer.from([0]), size, content]), core: assemble(core) };
}
