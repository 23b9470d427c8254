import { type Entity, type GlobalInterface, signatureText } from './module-interface.ts';

/** What something is, in a few words: `memory of 1 to 4 pages shared`. */
export function entityText(entity: Entity): string {
  switch (entity.kind) {
    case 'func':
      return entity.signature ? signatureText(entity.signature) : 'function of an unknown type';
    case 'memory':
      return [
        'memory',
        pagesText(entity),
        ...(entity.shared ? ['shared'] : []),
        ...(entity.is64 ? ['64-bit'] : []),
      ].join(' ');
    case 'table':
      return `table of ${entity.element ?? 'an unknown type'}`;
    case 'global':
      return globalText(entity);
    case 'tag':
      return `tag ${entity.signature ? signatureText(entity.signature) : 'of an unknown type'}`;
  }
}

function globalText({ type, mutable, initial }: GlobalInterface): string {
  const value = initial === undefined ? '' : ` = ${initial}`;
  return `${mutable ? 'mutable ' : ''}global ${type ?? 'of an unknown type'}${value}`;
}

const pagesText = ({ min, max }: { readonly min: number; readonly max: number | undefined }): string => {
  const range = max === undefined ? `${min} or more` : min === max ? `${min}` : `${min} to ${max}`;
  return `of ${range} ${range === '1' ? 'page' : 'pages'}`;
};
