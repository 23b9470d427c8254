/** What files are, by their endings. */
export const isCpp = (path: string): boolean => /\.(?:c|cc|cpp|cxx|c\+\+)$/i.test(path);

export const isWasm = (path: string): boolean => /\.wasm$/i.test(path);

export const isWitFile = (path: string): boolean => /\.wit$/i.test(path);

export const isObject = (path: string): boolean => /\.(?:o|a)$/.test(path);
