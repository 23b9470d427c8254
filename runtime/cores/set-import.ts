/** Import objects, without prototypes, whatever modules and fields are called. */
export const createImports = (): WebAssembly.Imports => Object.create(null);

export function setImport(
  imports: WebAssembly.Imports,
  module: string,
  name: string,
  value: WebAssembly.ImportValue,
): void {
  imports[module] ??= Object.create(null) as WebAssembly.ModuleImports;
  imports[module][name] = value;
}
