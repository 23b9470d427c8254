/** Which items are there: `@since` and `@unstable` decide it. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { unreleased } from '../diagnostics/wit.ts';
import { fullName } from './model.ts';
import type { Attribute, PackageNameSyntax } from './syntax.ts';

/** Features that are on; `all` of them. */
export type Features = ReadonlySet<string> | 'all';

/** What has no gate is there; so is what has one that is open. A version to come is reported. */
export function isIncluded(
  attributes: readonly Attribute[],
  owner: PackageNameSyntax,
  features: Features,
  sink: DiagnosticSink,
): boolean {
  for (const attribute of attributes) {
    if (attribute.kind === 'unstable' && features !== 'all' && !features.has(attribute.feature.name)) return false;
    const current = owner.version?.name;
    if (attribute.kind !== 'since' || current === undefined) continue;
    if (compareVersions(attribute.version.name, current) > 0)
      sink.add(unreleased(attribute.version.name, fullName(owner), attribute.version.span));
  }
  return true;
}

/** Below 0 where the first is older; as semver.org says. */
function compareVersions(left: string, right: string): number {
  const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
  return compareParts(leftParts.numbers, rightParts.numbers) || comparePreReleases(leftParts.before, rightParts.before);
}

function partsOf(version: string): { readonly numbers: readonly string[]; readonly before: readonly string[] } {
  const [release = ''] = version.split('+');
  const dash = release.indexOf('-');
  const numbers = (dash < 0 ? release : release.slice(0, dash)).split('.');
  return { numbers, before: dash < 0 ? [] : release.slice(dash + 1).split('.') };
}

/** A version is newer than those before its release. */
function comparePreReleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  return compareParts(left, right);
}

function compareParts(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = comparePart(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Numbers are below words. */
function comparePart(left: string, right: string): number {
  const areNumbers = [left, right].map((part) => /^\d+$/.test(part));
  if (areNumbers[0] && areNumbers[1]) return Number(left) - Number(right);
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
