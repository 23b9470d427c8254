const te = new TextEncoder(),
  td = new TextDecoder();
const SHORT_IN = 20,
  SHORT_OUT = 24,
  fcc = String.fromCharCode;
export async function instantiate(start, imports) {
  // start: instantiates the core module of the component with its imports
  let u8,
    u32,
    f32,
    len = 0,
    scratch = new Uint8Array(4096);
  const slots = [undefined];
  let freeHead = 0;
  const put = (o) => {
    if (freeHead) {
      const h = freeHead;
      freeHead = slots[h];
      slots[h] = o;
      return h;
    }
    return slots.push(o) - 1;
  };
  const drop = (h) => {
    slots[h] = freeHead;
    freeHead = h;
  };
  const {
    instance: { exports: w },
  } = await start({
    'bench:work/host': { cb: (i) => imports.cb(i), log: (p, n) => imports.log(getStr(p, n)) },
  });
  w._initialize?.();
  const mem = w.memory,
    realloc = w.cabi_realloc;
  function refresh() {
    const b = mem.buffer;
    u8 = new Uint8Array(b);
    u32 = new Uint32Array(b);
    f32 = new Float32Array(b);
  }
  function room(align, n) {
    const p = realloc(0, 0, align, n);
    if (u8.length === 0) refresh();
    return p;
  }
  function putStr(s) {
    // the callee owns it: room of exactly its length
    const n = s.length;
    if (n < SHORT_IN) {
      let i = 0;
      while (i < n && s.charCodeAt(i) < 128) i++;
      if (i === n) {
        const p = room(1, n);
        for (i = 0; i < n; i++) u8[p + i] = s.charCodeAt(i);
        len = n;
        return p;
      }
    }
    if (n * 3 > scratch.length) scratch = new Uint8Array(n * 3);
    len = te.encodeInto(s, scratch).written;
    const p = room(1, len);
    u8.set(scratch.subarray(0, len), p);
    return p;
  }
  function getStr(p, n) {
    if (u8.length === 0) refresh();
    if (n < SHORT_OUT) {
      let s = '',
        i = p;
      const e = p + n;
      for (; i + 8 <= e; i += 8) {
        const a = u8[i],
          b = u8[i + 1],
          c = u8[i + 2],
          d = u8[i + 3],
          f = u8[i + 4],
          g = u8[i + 5],
          h = u8[i + 6],
          j = u8[i + 7];
        if ((a | b | c | d | f | g | h | j) > 127) return td.decode(u8.subarray(p, e));
        s += fcc(a, b, c, d, f, g, h, j);
      }
      if (i + 4 <= e) {
        const a = u8[i],
          b = u8[i + 1],
          c = u8[i + 2],
          d = u8[i + 3];
        if ((a | b | c | d) > 127) return td.decode(u8.subarray(p, e));
        s += fcc(a, b, c, d);
        i += 4;
      }
      for (; i < e; i++) {
        const c = u8[i];
        if (c > 127) return td.decode(u8.subarray(p, e));
        s += fcc(c);
      }
      return s;
    }
    return td.decode(u8.subarray(p, p + n));
  }
  function putF32(v) {
    const n = v.length,
      p = room(4, n * 4);
    if (n < 32 && Array.isArray(v)) {
      for (let i = 0, q = p >> 2; i < n; i++) f32[q + i] = v[i];
    } else f32.set(v, p >> 2);
    return p;
  }
  refresh();
  const COLORS = ['red', 'green', 'blue', 'alpha'],
    COLOR = { red: 0, green: 1, blue: 2, alpha: 3 };
  const bits = new DataView(new ArrayBuffer(4));
  const bitsOf = (x) => {
    bits.setFloat32(0, x);
    return bits.getInt32(0);
  };
  return {
    isFizz: (n) => w['is-fizz'](n) !== 0,
    fizzStr() {
      const p = w['fizz-str']();
      if (u8.length === 0) refresh();
      return getStr(u32[p >> 2], u32[(p >> 2) + 1]);
    },
    sink(s) {
      const p = putStr(s);
      return w.sink(p, len) >>> 0;
    },
    echo(s) {
      const q = putStr(s),
        p = w.echo(q, len);
      if (u8.length === 0) refresh();
      const r = getStr(u32[p >> 2], u32[(p >> 2) + 1]);
      w.cabi_post_echo(p);
      return r;
    },
    mk(a) {
      const p = w.mk(a) >> 2;
      if (u8.length === 0) refresh();
      return { x: f32[p], y: f32[p + 1] };
    },
    norm: (p) => w.norm(p.x, p.y),
    sum(v) {
      const p = putF32(v);
      return w.sum(p, v.length);
    },
    iota(n) {
      const p = w.iota(n),
        i = p >> 2;
      if (u8.length === 0) refresh();
      const q = u32[i] >> 2,
        r = f32.slice(q, q + u32[i + 1]);
      w.cabi_post_iota(p);
      return r;
    },
    names() {
      const p = w.names();
      if (u8.length === 0) refresh();
      const n = u32[(p >> 2) + 1],
        r = new Array(n);
      for (let i = 0, q = u32[p >> 2] >> 2; i < n; i++, q += 2) r[i] = getStr(u32[q], u32[q + 1]);
      w.cabi_post_names(p);
      return r;
    },
    points(n) {
      const p = w.points(n);
      if (u8.length === 0) refresh();
      const m = u32[(p >> 2) + 1],
        r = new Array(m);
      for (let i = 0, q = u32[p >> 2] >> 2; i < m; i++, q += 2) r[i] = { x: f32[q], y: f32[q + 1] };
      w.cabi_post_points(p);
      return r;
    },
    each: (n) => w.each(n),
    logs: (n) => w.logs(n),
    enumRt: (c) => COLORS[w['enum-rt'](COLOR[c])],
    variantRt(v) {
      let d = 0,
        a = 0,
        b = 0;
      switch (v.tag) {
        case 'none':
          break;
        case 'num':
          d = 1;
          a = bitsOf(v.val);
          break;
        case 'text':
          d = 2;
          a = putStr(v.val);
          b = len;
          break;
        case 'pt':
          d = 3;
          a = bitsOf(v.val.x);
          b = bitsOf(v.val.y);
          break;
        default:
          throw new TypeError('shape');
      }
      const p = w['variant-rt'](d, a, b),
        q = p >> 2;
      if (u8.length === 0) refresh();
      let r;
      switch (u8[p]) {
        case 0:
          r = { tag: 'none' };
          break;
        case 1:
          r = { tag: 'num', val: f32[q + 1] };
          break;
        case 2:
          r = { tag: 'text', val: getStr(u32[q + 1], u32[q + 2]) };
          break;
        default:
          r = { tag: 'pt', val: { x: f32[q + 1], y: f32[q + 2] } };
      }
      w['cabi_post_variant-rt'](p);
      return r;
    },
    handleRt(o) {
      const h = w['handle-rt'](put(o)),
        r = slots[h];
      drop(h);
      return r;
    },
  };
}
