import { RESERVED_PREFIX } from '../../runtime/abi.ts';
import type { Role } from '../ir/ir.ts';

/** The reserved export that serves what a core module imports. */
export const importExportName = ({ module, from, field }: Extract<Role, { kind: 'adapted-import' }>): string =>
  `${RESERVED_PREFIX}import:${module}:${from}.${field}`;

/** The reserved export that releases a resource. */
export const dropExportName = (resource: string): string => `${RESERVED_PREFIX}drop:${resource}`;
