/** Names of imports and exports: how they may be written, and which are too alike. */
import { Malformed } from '../core/bytes.ts';
import type { ExternType, ResourceType } from './entities.ts';

const word = '(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)';
const rest = '(?:[a-z0-9]+|[A-Z0-9]+)';
const kebab = `${word}(?:-${rest})*`;
const kebabPattern = new RegExp(`^${kebab}$`);
const lowerKebab = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const number = '(?:0|[1-9][0-9]*)';
const identifier = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const semver = `${number}\\.${number}\\.${number}(?:-${identifier}(?:\\.${identifier})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?`;
const canonVersion = `(?:[1-9][0-9]*|0\\.[1-9][0-9]*|0\\.0\\.${number})`;
const interfacePattern = new RegExp(`^${lowerKebab}:${lowerKebab}/${kebab}(?:@(?:${semver}|${canonVersion}))?$`);
const versionPattern = new RegExp(`^${semver}$`);
const urlPattern = /^url=<[^<>]*>(?:,integrity=<[^<>]+>)?$/;
const hashPattern = /^integrity=<[^<>]+>$/;
const dependencyPattern = new RegExp(
  `^(?:unlocked-dep|locked-dep)=<(?:${lowerKebab}:)+${lowerKebab}(?:@[^<>]+)?>(?:,integrity=<[^<>]+>)?$`,
);

export const isKebab = (text: string): boolean => kebabPattern.test(text);

/** As semver.org has it. */
export const isVersion = (text: string): boolean => versionPattern.test(text);

const isInterfaceName = (text: string): boolean => interfacePattern.test(text);

/** `[method]r.name` and its like. */
export interface AnnotatedName {
  readonly annotation: 'constructor' | 'method' | 'static';
  readonly resource: string;
  /** Absent for a constructor. */
  readonly name: string | undefined;
}

export function annotatedName(text: string): AnnotatedName | undefined {
  const found = /^\[(constructor|method|static)\]([^.]*)(?:\.(.*))?$/.exec(text);
  if (!found) return undefined;
  const [, annotation, resource = '', name] = found;
  return { annotation: annotation as AnnotatedName['annotation'], resource, name };
}

/** Labels of fields, cases, flags and parameters: in kebab case, and none twice, whatever the letters' case. */
export function checkLabels(labels: readonly string[], what: string, offset: number): void {
  const seen = new Map<string, string>();
  for (const label of labels) {
    if (!isKebab(label)) throw new Malformed(`${what} name \`${label}\` is not in kebab case`, offset);
    const other = seen.get(label.toLowerCase());
    if (other !== undefined) {
      throw new Malformed(`${what} name \`${label}\` conflicts with previous name \`${other}\``, offset);
    }
    seen.set(label.toLowerCase(), label);
  }
}

export interface NameTable {
  readonly add: (
    name: string,
    type: ExternType,
    more: { readonly implemented: string | undefined; readonly offset: number },
  ) => void;
}

/** The names of one list of imports or exports. */
export function newNameTable(what: 'import' | 'export'): NameTable {
  const seen = new Map<string, string>();
  const resources = new Map<string, ResourceType>();
  return {
    add(name, type, { implemented, offset }) {
      checkForm(name, what, offset);
      const key = uniqueKey(name);
      const other = seen.get(key);
      if (other !== undefined) {
        const how =
          other === name ? `duplicate ${what} name \`${name}\` already defined: it` : `${what} name \`${name}\``;
        throw new Malformed(`${how} conflicts with previous name \`${other}\``, offset);
      }
      seen.set(key, name);
      if (implemented !== undefined) checkImplements(name, implemented, type, offset);
      if (type.kind === 'type' && type.type.kind === 'resource' && isKebab(name)) resources.set(name, type.type);
      const annotated = annotatedName(name);
      if (annotated) checkAnnotated(annotated, name, type, resources, offset);
    },
  };
}

/** Strongly unique: without annotation, in small letters; but `a` and `[constructor]a` are different all the same. */
function uniqueKey(name: string): string {
  const annotated = annotatedName(name);
  if (!annotated) return name.toLowerCase();
  const { annotation, resource, name: member } = annotated;
  if (annotation === 'constructor') return `[constructor]${resource.toLowerCase()}`;
  const [owner, own] = [resource.toLowerCase(), (member ?? '').toLowerCase()];
  // A member that is called like its resource is too like that.
  return owner === own ? owner : `${owner}.${own}`;
}

function checkForm(name: string, what: string, offset: number): void {
  const annotated = annotatedName(name);
  if (annotated) {
    const { annotation, resource, name: member } = annotated;
    const parts = annotation === 'constructor' ? [resource] : [resource, member ?? ''];
    const wrong = parts.find((part) => !isKebab(part));
    if (wrong !== undefined || (annotation === 'constructor' && member !== undefined))
      throw new Malformed(`\`${wrong ?? name}\` is not in kebab case`, offset);
    return;
  }
  const isKnown =
    isKebab(name) ||
    isInterfaceName(name) ||
    (what === 'import' && (urlPattern.test(name) || hashPattern.test(name) || dependencyPattern.test(name)));
  if (!isKnown) throw new Malformed(formProblem(name), offset);
}

/** In an interface's name it is a part that is wrong. */
function formProblem(name: string): string {
  const [id = ''] = name.split('@');
  if (!name.includes(':') || !id.includes('/')) return `\`${name}\` is not in kebab case: not a valid extern name`;
  const wrong = id
    .split(/[:/]/)
    .find((part) => !isKebab(part) || (part !== part.toLowerCase() && id.indexOf(`${part}:`) >= 0));
  if (wrong !== undefined) return `\`${wrong}\` is not in kebab case`;
  return `\`${name}\` is not a valid extern name: not a valid semver`;
}

function checkImplements(name: string, implemented: string, type: ExternType, offset: number): void {
  if (!isInterfaceName(implemented)) throw new Malformed(`\`${implemented}\` is not the name of an interface`, offset);
  if (type.kind !== 'instance') throw new Malformed('only instance names can have an `implements`', offset);
  if (!isKebab(name)) throw new Malformed(`name \`${name}\` is not valid with \`implements\``, offset);
}

function checkAnnotated(
  { annotation, resource }: AnnotatedName,
  name: string,
  type: ExternType,
  resources: ReadonlyMap<string, ResourceType>,
  offset: number,
): void {
  if (type.kind !== 'func') throw new Malformed(`\`${name}\` is not a func`, offset);
  const owner = resources.get(resource);
  const { params, result } = type.type;
  switch (annotation) {
    case 'constructor': {
      const made = result?.kind === 'result' ? result.ok : result;
      if (!result) throw new Malformed('function should return one value: a constructor has a result', offset);
      if (made?.kind !== 'own') throw new Malformed('function should return `(own $T)` or `(result (own $T))`', offset);
      checkOwner(made.resource, owner, resource, offset);
      return;
    }
    case 'method': {
      const [self] = params;
      if (!self) throw new Malformed('function should have at least one argument', offset);
      if (self.label !== 'self') throw new Malformed('function should have a first argument called `self`', offset);
      if (self.type.kind !== 'borrow')
        throw new Malformed('function should take a first argument of `(borrow $T)`', offset);
      checkOwner(self.type.resource, owner, resource, offset);
      return;
    }
    case 'static':
      if (!owner) throw new Malformed(`static resource name is not known in this context: \`${resource}\``, offset);
  }
}

function checkOwner(actual: ResourceType, owner: ResourceType | undefined, name: string, offset: number): void {
  if (owner === actual) return;
  throw new Malformed(
    owner
      ? `function does not match expected resource name \`${name}\``
      : `resource used in function does not have a name in this context: \`${name}\``,
    offset,
  );
}
