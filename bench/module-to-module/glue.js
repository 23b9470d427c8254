/** Both modules with JavaScript between them, by hand: views that are kept, and the ways that are fastest on V8. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param move - what hands a text on: (module exports) → (pointer, length) → the receiver's answer */
async function link({ sender, receiver }, move) {
  const { exports: to } = await WebAssembly.instantiate(receiver);
  let take;
  const { exports: from } = await WebAssembly.instantiate(sender, { text: { take: (p, n) => take(p, n) } });
  take = move(from, to);
  return {
    write: (text) => encoder.encodeInto(text, new Uint8Array(from.memory.buffer).subarray(1024)),
    send: from.send,
  };
}

/** By way of a JavaScript string. */
export const throughString = (modules) =>
  link(modules, (from, to) => {
    const source = new Uint8Array(from.memory.buffer);
    const target = new Uint8Array(to.memory.buffer);
    return (pointer, length) => {
      const text = decoder.decode(source.subarray(pointer, pointer + length));
      const room = text.length * 3;
      const at = to.malloc(room);
      const { written } = encoder.encodeInto(text, target.subarray(at, at + room));
      const answer = to.take(at, written);
      to.free(at);
      return answer;
    };
  });

/** Bytes as they are, whether they are text or not. */
export const withoutString = (modules) =>
  link(modules, (from, to) => {
    const source = new Uint8Array(from.memory.buffer);
    const target = new Uint8Array(to.memory.buffer);
    return (pointer, length) => {
      const at = to.malloc(length);
      target.set(source.subarray(pointer, pointer + length), at);
      const answer = to.take(at, length);
      to.free(at);
      return answer;
    };
  });
