// The workload in AssemblyScript, with the glue that its compiler writes. Its strings are UTF-16, and variants it does not have.
@external("host", "cb")
declare function cb(index: i32): i32;
@external("host", "log")
declare function log(text: string): void;

class Point {
  x: f32 = 0;
  y: f32 = 0;
}

enum Color { red, green, blue, alpha }

const fizz = "Fizz";
const message = "twenty characters!!!";

function pointAt(x: f32, y: f32): Point {
  return { x, y };
}

export function isFizz(n: i32): bool {
  return n % 3 == 0;
}

export function fizzStr(): string {
  return fizz;
}

export function sink(text: string): u32 {
  return text.length;
}

export function echo(text: string): string {
  return text;
}

export function mk(a: f32): Point {
  return pointAt(a, a + 1);
}

export function norm(p: Point): f32 {
  return p.x * p.x + p.y * p.y;
}

/** Eight sums side by side, as in work.h. */
export function sum(values: StaticArray<f32>): f32 {
  const count = values.length;
  const data = changetype<usize>(values);
  let a0: f32 = 0, a1: f32 = 0, a2: f32 = 0, a3: f32 = 0, a4: f32 = 0, a5: f32 = 0, a6: f32 = 0, a7: f32 = 0;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const at = data + (<usize>i << 2);
    a0 += load<f32>(at);
    a1 += load<f32>(at, 4);
    a2 += load<f32>(at, 8);
    a3 += load<f32>(at, 12);
    a4 += load<f32>(at, 16);
    a5 += load<f32>(at, 20);
    a6 += load<f32>(at, 24);
    a7 += load<f32>(at, 28);
  }
  for (; i < count; i++) a0 += load<f32>(data + (<usize>i << 2));
  return a0 + a1 + (a2 + a3) + (a4 + a5 + (a6 + a7));
}

export function iota(count: u32): Float32Array {
  const values = new Float32Array(count);
  for (let i: u32 = 0; i < count; i++) unchecked((values[i] = <f32>i));
  return values;
}

export function names(): string[] {
  const all = new Array<string>(100);
  for (let i = 0; i < 100; i++) all[i] = "name-" + i.toString().padStart(3, "0");
  return all;
}

export function points(count: u32): Point[] {
  const all = new Array<Point>(count);
  for (let i: u32 = 0; i < count; i++) all[i] = pointAt(<f32>i, <f32>(i * 2));
  return all;
}

export function each(count: i32): i32 {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += cb(i);
  return sum;
}

export function logs(count: i32): void {
  for (let i = 0; i < count; i++) log(message);
}

export function enumRt(color: Color): Color {
  return color;
}

export function externRt(value: externref): externref {
  return value;
}
