/** As much of TextMate's way to read a grammar as ours needs: match, begin and end, captures, includes. */

interface Captures {
  readonly [group: string]: { readonly name: string };
}

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly captures?: Captures;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

export interface TextMateGrammar {
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

interface Found {
  readonly rule: Rule;
  readonly match: RegExpExecArray;
}

/** The innermost scope of each UTF-16 unit; empty where there is none. */
export function scopesOf(grammar: TextMateGrammar, text: string): readonly string[] {
  const scopes = new Array<string>(text.length).fill('');
  const open: Rule[] = [];
  let lineStart = 0;
  for (const line of text.split('\n')) {
    scanLine(grammar, line, open, (start, end, scope) => scopes.fill(scope, lineStart + start, lineStart + end));
    lineStart += line.length + 1;
  }
  return scopes;
}

type Paint = (start: number, end: number, scope: string) => void;

function scanLine(grammar: TextMateGrammar, line: string, open: Rule[], paint: Paint): void {
  let at = 0;
  while (at <= line.length) {
    const outer = open.at(-1);
    const end = outer?.end === undefined ? null : execAt(outer.end, line, at);
    const found = leftmost(grammar, outer?.patterns ?? (outer ? [] : grammar.patterns), line, at);
    if (outer && (found === undefined || (end !== null && end.index <= found.match.index))) {
      const stop = end === null ? line.length : end.index + end[0].length;
      paint(at, stop, outer.name ?? '');
      if (end === null) return;
      open.pop();
      at = Math.max(stop, at);
      if (stop === line.length) return;
      continue;
    }
    if (found === undefined) return;
    paint(at, found.match.index, outer?.name ?? '');
    at = found.match.index + found.match[0].length;
    paint(found.match.index, at, found.rule.name ?? '');
    paintCaptures(found, paint);
    if (found.rule.begin !== undefined) open.push(found.rule);
  }
}

/** Groups follow each other; white space may stand between them. */
function paintCaptures({ rule, match }: Found, paint: Paint): void {
  let at = match.index;
  for (const [group, text] of match.entries()) {
    const scope = rule.captures?.[group]?.name;
    if (group === 0 || scope === undefined || text === undefined) continue;
    at = match.input.indexOf(text, at);
    paint(at, at + text.length, scope);
    at += text.length;
  }
}

function leftmost(grammar: TextMateGrammar, rules: readonly Rule[], line: string, at: number): Found | undefined {
  let best: Found | undefined;
  for (const rule of rules.flatMap((candidate) => resolved(grammar, candidate))) {
    const match = execAt(rule.match ?? rule.begin ?? '(?!)', line, at);
    if (match !== null && (best === undefined || match.index < best.match.index)) best = { rule, match };
  }
  return best;
}

function resolved(grammar: TextMateGrammar, rule: Rule): readonly Rule[] {
  if (rule.include !== undefined) {
    const target = grammar.repository[rule.include.slice(1)];
    if (target === undefined) throw new Error(`no ${rule.include} in the repository`);
    return resolved(grammar, target);
  }
  if (rule.match !== undefined || rule.begin !== undefined) return [rule];
  return (rule.patterns ?? []).flatMap((inner) => resolved(grammar, inner));
}

function execAt(source: string, line: string, at: number): RegExpExecArray | null {
  const pattern = new RegExp(source, 'g');
  pattern.lastIndex = at;
  return pattern.exec(line);
}
