/** The C++ headers that generated C++ includes: the build puts their texts in. */
declare const CPP_HEADERS: Readonly<Record<string, string>>;

/** @param name - `it/arena.h`. @throws Error where there is none. */
export function readHeader(name: string): string {
  const text = CPP_HEADERS[name];
  if (text === undefined) throw new Error(`there is no header '${name}'`);
  return text;
}
