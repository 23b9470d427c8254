/** Whether a component can be called so: its name becomes a part of file names. */
export const isComponentName = (name: string): boolean => /^[\w.-]*\w[\w.-]*$/.test(name);
