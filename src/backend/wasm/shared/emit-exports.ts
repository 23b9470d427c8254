/** What an adapter exports besides its functions' own exports. */
import { bindingsOf } from '../../../ir/bindings.ts';
import type { Component, Role } from '../../../ir/ir.ts';
import { dropExportName, importExportName, liftedExportName } from '../../export-names.ts';
import { identifier, type Wat, watString } from './wat.ts';

/** The name under which a function of that role is found, if it is. */
export function exportNameOf(role: Role): string | undefined {
  switch (role.kind) {
    case 'helper':
      return undefined;
    case 'export':
      return role.field;
    case 'adapted-import':
      return importExportName(role);
  }
}

/** Under a reserved name for the loader, which calls it when an instance is disposed of or forgotten. */
export const emitDrops = ({ drops }: Component): readonly Wat[] =>
  [...drops].map(([resource, callee]) => exported(dropExportName(resource), identifier(callee.name)));

/** Under reserved names for the loader, which makes JavaScript functions of them. */
export function emitLifted(component: Component): readonly Wat[] {
  const lifted = bindingsOf(component).binds.filter(({ target }) => target.kind === 'function');
  const byName = new Map(lifted.map((bind) => [liftedExportName(bind), identifier(bind.callee.name)]));
  return [...byName].map(([name, id]) => exported(name, id));
}

/** `(export NAME (func ID))` */
export const exported = (name: string, id: string): Wat => ['export', watString(name), ['func', id]];
