/** What a component calls the exports of one that it uses. */
import { interfaceOf, memberOf, withoutInterface, withoutOverload } from '../../runtime/member-names.ts';

/** Each with a name that no other has: of overloads the second one is `name.2`. */
export function nameExports(fields: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    fields.map((field) => {
      const name = nameOfExport(field);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [field, count === 1 ? name : `${name}.${count}`];
    }),
  );
}

/** `[method]Counter.next` → `Counter.next`, `[constructor]Counter` → `Counter`, `[get]Counter.value` → `Counter.value.get`. */
function nameOfExport(field: string): string {
  const path = interfaceOf(field)?.[0];
  const name = ownName(field);
  return path === undefined ? name : `${path}#${name}`;
}

function ownName(field: string): string {
  const member = memberOf(field);
  if (!member) return withoutOverload(withoutInterface(field)).replace(/^\[(\w+)\](.*)$/, '$2.$1');
  const { kind, resource, name } = member;
  switch (kind) {
    case 'constructor':
      return resource;
    case 'extend':
    case 'iterate':
    case 'clone':
      return `${resource}.${kind}`;
    case 'method':
    case 'static':
      return `${resource}.${name}`;
    case 'get':
    case 'static get':
      return `${resource}.${name}.get`;
    case 'set':
    case 'static set':
      return `${resource}.${name}.set`;
  }
}
