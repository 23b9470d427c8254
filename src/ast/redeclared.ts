/**
 * Members that a class declares again. JavaScript has one of a name, whatever class an instance is taken for: what stands where
 * the base's is wanted has to take and give what that does. TypeScript holds declarations to it, and what this accepts it does.
 */
import type { Span } from '../source/source-map.ts';
import type { Form, Node } from './nodes.ts';

/** A method, or how a property is read or written. */
export interface MemberSignature {
  readonly owner: string;
  readonly name: string;
  readonly kind: 'method' | 'get' | 'set';
  /** Without the instance. */
  readonly params: readonly Node[];
  readonly results: readonly Node[];
  readonly isAsync: boolean;
  readonly span: Span;
}

export interface Redeclaration {
  readonly member: MemberSignature;
  /** What it does not fit. */
  readonly base: MemberSignature;
}

/** The classes that a class extends, nearest first. */
export type BasesOf = (name: string) => readonly string[];

/** Those that do not fit, the first of each name. */
export function unfitMembers(members: readonly MemberSignature[], basesOf: BasesOf): readonly Redeclaration[] {
  const groups = new Map<string, MemberSignature[]>();
  for (const member of members) {
    const key = keyOf(member.owner, member.name);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()].flatMap((all) => {
    const own = shown(all);
    const [member] = own;
    if (!member) return [];
    const inherited = basesOf(member.owner).flatMap((base) => groups.get(keyOf(base, member.name)) ?? []);
    const nearest = shown(inherited.filter(({ owner }) => owner === inherited[0]?.owner));
    const base = nearest.find((wanted) => !own.some((each) => fits(each, wanted, basesOf)));
    return base ? [{ member, base }] : [];
  });
}

const keyOf = (owner: string, name: string): string => `${owner}.${name}`;

/** A property is of the type that it is read as, if it is read. */
const shown = (members: readonly MemberSignature[]): readonly MemberSignature[] =>
  members.some(({ kind }) => kind === 'get') ? members.filter(({ kind }) => kind !== 'set') : members;

function fits(own: MemberSignature, wanted: MemberSignature, basesOf: BasesOf): boolean {
  const isMethod = own.kind === 'method';
  if (isMethod !== (wanted.kind === 'method')) return false;
  const covers = covering(basesOf);
  if (!isMethod) return coversAll(typesOf(own), typesOf(wanted), covers);
  const required = own.params.findLastIndex((type) => !optional(type)) + 1;
  if (required > wanted.params.length) return false;
  const areParamsFit = own.params.every((type, index) => {
    const other = wanted.params[index];
    // As TypeScript has it for methods: the one may take what extends what the other takes.
    return other === undefined || covers(type, other) || covers(other, type);
  });
  return areParamsFit && resultFits(own, wanted, covers);
}

const typesOf = ({ kind, params, results }: MemberSignature): readonly Node[] => (kind === 'set' ? params : results);

type Covers = (actual: Node, wanted: Node) => boolean;

const coversAll = (actual: readonly Node[], wanted: readonly Node[], covers: Covers): boolean =>
  actual.length === wanted.length && wanted.every((type, index) => covers(actual[index] as Node, type));

function resultFits(own: MemberSignature, wanted: MemberSignature, covers: Covers): boolean {
  const [given, expected] = [returned(own), returned(wanted)];
  // Where nothing is wanted, anything will do.
  if (expected.length === 0 && !wanted.isAsync) return true;
  return own.isAsync === wanted.isAsync && coversAll(given, expected, covers);
}

/** A function's own `(result T E)` gives a T, or throws. */
function returned({ results }: MemberSignature): readonly Node[] {
  const [only] = results;
  if (results.length !== 1 || only?.kind !== 'form' || only.head.text !== 'result') return results;
  return only.args.slice(0, 1).filter((ok) => !(ok.kind === 'name' && ok.text === '_'));
}

const payloadOf = (type: Node): Node | undefined =>
  type.kind === 'form' && type.head.text === 'option' ? type.args[0] : undefined;

/** What an option holds that is the value itself or nothing: an option of an option is an object. */
function optional(type: Node): Node | undefined {
  const payload = payloadOf(type);
  return payload && payloadOf(payload) ? undefined : payload;
}

/** Whether a value of one type is also of the other, as JavaScript sees them. */
function covering(basesOf: BasesOf): Covers {
  const covers: Covers = (actual, wanted) => {
    if (wanted.kind === 'name' && wanted.text === 'any') return true;
    if (actual.kind === 'name' && wanted.kind === 'name')
      return wordOf(actual.text) === wordOf(wanted.text) || basesOf(actual.text).includes(wanted.text);
    const payload = optional(wanted);
    if (payload) return covers(optional(actual) ?? actual, payload);
    if (actual.kind !== 'form' || wanted.kind !== 'form' || actual.head.text !== wanted.head.text) return false;
    const isExact = wanted.head.text === 'func' || isTyped(actual) || isTyped(wanted);
    return coversAll(actual.args, wanted.args, isExact ? isSame : covers);
  };
  return covers;
}

const isSame: Covers = (actual, wanted) => {
  if (actual.kind === 'name' && wanted.kind === 'name') return actual.text === wanted.text;
  if (actual.kind !== 'form' || wanted.kind !== 'form') return false;
  return actual.head.text === wanted.head.text && coversAll(actual.args, wanted.args, isSame);
};

/** What JavaScript has typed arrays of its own for. */
function isTyped({ head, args: [element] }: Form): boolean {
  if (head.text !== 'array' && head.text !== 'target') return false;
  return element?.kind === 'name' && ['number', 'bigint'].includes(wordOf(element.text));
}

/** What a type without parts is in JavaScript, where several are the same. */
function wordOf(name: string): string {
  if (/^(?:u1|[su](?:8|16|32)|f32|f64)$/.test(name)) return 'number';
  if (name === 's64' || name === 'u64') return 'bigint';
  return name === 'char' ? 'string' : name;
}
