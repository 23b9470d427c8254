import { RESERVED_PREFIX } from '../../runtime/abi.ts';
import type { Role } from '../ir/ir.ts';

/** The reserved export that serves what a core module imports: another one for each. */
export const importExportName = ({ module, from, field }: Extract<Role, { kind: 'adapted-import' }>): string =>
  `${RESERVED_PREFIX}import:${withoutSeparators(module)}:${withoutSeparators(from)}.${field}`;

const withoutSeparators = (text: string): string =>
  text.replace(/[%:.]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

/** The reserved export that releases a resource. */
export const dropExportName = (resource: string): string => `${RESERVED_PREFIX}drop:${resource}`;
