const te = new TextEncoder(), td = new TextDecoder();
const SHORT_IN = 20, SHORT_OUT = 24, fcc = String.fromCharCode;   // cross-over points measured by strmicro.mjs
export async function instantiate(start, imports) {   // start: instantiates the core module with its imports
  let u8, u32, f32, ret, sp = 0, scap = 0, sview, len = 0;
  const slots = [undefined]; let freeHead = 0;
  const put = o => { if (freeHead) { const h = freeHead; freeHead = slots[h]; slots[h] = o; return h; } return slots.push(o) - 1; };
  const drop = h => { slots[h] = freeHead; freeHead = h; };
  const get = h => slots[h];
  const none = () => 0;   // what the C++ library would print before it ends
  const { instance: { exports: w } } = await start({
    wasi_snapshot_preview1: { fd_close: none, fd_seek: none, fd_write: none },
    env: { cb: (i) => imports.cb(i), log: (p, n) => imports.log(getStr(p, n)) } });
  w._initialize?.();
  const mem = w.memory;
  function refresh() {
    const b = mem.buffer; u8 = new Uint8Array(b); u32 = new Uint32Array(b); f32 = new Float32Array(b);
    if (scap) sview = u8.subarray(sp, sp + scap);
  }
  function reserve(n) { if (sp) w.free(sp); scap = Math.max(n, scap * 2, 4096); sp = w.malloc(scap); refresh(); }
  function putStr(s) {                       // borrowed argument: encoded into a reused scratch buffer
    const n = s.length;
    if (u8.length === 0) refresh();
    if (n < SHORT_IN) {
      let i = 0;
      for (; i < n; i++) { const c = s.charCodeAt(i); if (c > 127) break; u8[sp + i] = c; }
      if (i === n) { len = n; return sp; }
    }
    if (n * 3 > scap) reserve(n * 3);
    len = te.encodeInto(s, sview).written;
    return sp;
  }
  function getStr(p, n) {
    if (u8.length === 0) refresh();
    if (n < SHORT_OUT) {                    // 8, then 4, then 1 at a time: few intermediate strings, no rope until 13+
      let s = '', i = p; const e = p + n;
      for (; i + 8 <= e; i += 8) {
        const a = u8[i], b = u8[i + 1], c = u8[i + 2], d = u8[i + 3], f = u8[i + 4], g = u8[i + 5], h = u8[i + 6], j = u8[i + 7];
        if ((a | b | c | d | f | g | h | j) > 127) return td.decode(u8.subarray(p, e));
        s += fcc(a, b, c, d, f, g, h, j);
      }
      if (i + 4 <= e) {
        const a = u8[i], b = u8[i + 1], c = u8[i + 2], d = u8[i + 3];
        if ((a | b | c | d) > 127) return td.decode(u8.subarray(p, e));
        s += fcc(a, b, c, d); i += 4;
      }
      for (; i < e; i++) { const c = u8[i]; if (c > 127) return td.decode(u8.subarray(p, e)); s += fcc(c); }
      return s;
    }
    return td.decode(u8.subarray(p, p + n));
  }
  function putF32(v) {
    const n = v.length;
    if (n * 4 > scap) reserve(n * 4);
    if (f32.length === 0) refresh();
    if (n < 32 && Array.isArray(v)) { for (let i = 0, q = sp >> 2; i < n; i++) f32[q + i] = v[i]; }   // a loop beats set() only for small plain arrays
    else f32.set(v, sp >> 2);
    return sp;
  }
  refresh(); reserve(4096);
  ret = w.ret_area() >> 2;
  const COLORS = ['red', 'green', 'blue', 'alpha'], COLOR = { red: 0, green: 1, blue: 2, alpha: 3 };
  return {
    isFizz: n => w.is_fizz(n) !== 0,
    fizzStr() { const p = w.fizz_str(); if (u8.length === 0) refresh(); return getStr(p, u32[ret]); },
    sink(s) { const p = putStr(s); return w.sink(p, len) >>> 0; },
    echo(s) { const q = putStr(s), p = w.echo(q, len); if (u8.length === 0) refresh(); return getStr(p, u32[ret]); },
    mk(a) { w.mk(a); if (u8.length === 0) refresh(); return { x: f32[ret], y: f32[ret + 1] }; },
    norm: p => w.norm(p.x, p.y),
    sum(v) { const p = putF32(v); return w.sum(p, v.length); },
    iota(n) { const p = w.iota(n); if (u8.length === 0) refresh(); return f32.slice(p >> 2, (p >> 2) + n); },
    names() {
      const p = w.names(); if (u8.length === 0) refresh();
      const n = u32[ret], r = new Array(n);
      for (let i = 0, q = p >> 2; i < n; i++, q += 2) r[i] = getStr(u32[q], u32[q + 1]);
      return r;
    },
    points(n) {
      const p = w.points(n); if (u8.length === 0) refresh();
      const r = new Array(n);
      for (let i = 0, q = p >> 2; i < n; i++, q += 2) r[i] = { x: f32[q], y: f32[q + 1] };
      return r;
    },
    each: n => w.each(n),
    logs: n => w.logs(n),
    enumRt: c => COLORS[w.enum_rt(COLOR[c])],
    variantRt(v) {
      let d = 0, x = 0, y = 0, p = 0, n = 0;
      switch (v.tag) {
        case 'none': break;
        case 'num': d = 1; x = v.val; break;
        case 'text': d = 2; p = putStr(v.val); n = len; break;
        case 'pt': d = 3; x = v.val.x; y = v.val.y; break;
        default: throw new TypeError('shape');
      }
      d = w.variant_rt(d, x, y, p, n); if (u8.length === 0) refresh();
      switch (d) {
        case 0: return { tag: 'none' };
        case 1: return { tag: 'num', val: f32[ret] };
        case 2: return { tag: 'text', val: getStr(u32[ret + 2], u32[ret + 3]) };
        default: return { tag: 'pt', val: { x: f32[ret], y: f32[ret + 1] } };
      }
    },
    handleRt(o) { const h = w.handle_rt(put(o)), r = get(h); drop(h); return r; },
  };
}
