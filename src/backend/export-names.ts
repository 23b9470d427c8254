import { RESERVED_PREFIX } from '../../runtime/abi.ts';
import type { BindExpression, Role } from '../ir/ir.ts';

/** The reserved export that serves what a core module imports: another one for each. */
export const importExportName = ({ module, from, field }: Extract<Role, { kind: 'adapted-import' }>): string =>
  `${RESERVED_PREFIX}import:${withoutSeparators(module)}:${withoutSeparators(from)}.${field}`;

const withoutSeparators = (text: string): string =>
  text.replace(/[%:.]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

/** The reserved export that releases a resource. */
export const dropExportName = (resource: string): string => `${RESERVED_PREFIX}drop:${resource}`;

/** The reserved export through which core modules call callbacks of a signature. */
export const relayExportName = (signature: string): string => `${RESERVED_PREFIX}relay:${signature}`;

/** What tells a function that `lift-func` makes from others: how many values it captured, and its name. */
export const liftedName = ({ callee, captured }: BindExpression): string => `${captured.length}:${callee.name}`;

/** The reserved export behind it. */
export const liftedExportName = (bind: BindExpression): string => `${RESERVED_PREFIX}func:${liftedName(bind)}`;
