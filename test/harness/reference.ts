/** The generated parts of grammar/itl.md. */
import { isOperation, operations, type Row } from '../../src/ir/ops.ts';
import type { TypeRule } from '../../src/ir/slots.ts';
import { controlForms, usageOf } from '../../src/ir/usage.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n');
}

const code = (text: string): string => `\`${text}\``;

const controlTable = (): string =>
  table(
    ['form', 'meaning'],
    Object.values(controlForms).map(({ usage, doc }) => [code(cell(usage)), cell(doc)]),
  );

function operationTable(): string {
  const rows = Object.keys(operations).flatMap((name) => {
    if (!isOperation(name)) return [];
    const { result, doc }: Row = operations[name];
    return [[code(cell(usageOf(name))), cell(resultText(result)), cell(doc)]];
  });
  return table(['form', 'gives', 'meaning'], rows);
}

function resultText(rule: TypeRule): string {
  // What it is where addresses have 64 bits the page says for all operations at once.
  if (rule === 'address') return code('i32');
  if (typeof rule === 'string') return rule === 'none' || rule === 'never' ? '–' : code(rule);
  if ('of' in rule) return `type of ${rule.of.toUpperCase()}`;
  if ('arrayOf' in rule) return code(`(array ${rule.arrayOf.toUpperCase()})`);
  return 'tupleOf' in rule ? 'tuple of the items' : 'its result';
}

const parts: Readonly<Record<string, () => string>> = { control: controlTable, operations: operationTable };

/** The page with its generated parts as the tables have them now. */
export function renewReference(page: string): string {
  return Object.entries(parts).reduce((text, [name, make]) => {
    const pattern = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`);
    return text.replace(pattern, () => `<!-- ${name} -->\n${make()}\n<!-- /${name} -->`);
  }, page);
}
