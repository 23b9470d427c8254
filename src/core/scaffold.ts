/** A first ITL file for a core module: valid at once, and a place to say what its numbers mean. */
import { clause, comment, form, type Group, wrapped } from './form-lines.ts';
import { quoted } from './identifiers.ts';
import type { ModuleInterface } from './module-interface.ts';
import { signatureText } from './module-interface.ts';
import { type Role, roleTexts } from './recognise.ts';
import { typedArrayHelpers } from './scaffold-arrays.ts';
import { lowerStringOf } from './scaffold-conventions.ts';
import { exportLines, templateGroups } from './scaffold-exports.ts';
import { adaptedImports, componentImports } from './scaffold-imports.ts';
import { madeImports, madeModule } from './scaffold-made.ts';
import { LOWER_STRING, MODULE_NAME, type Plan, type PlannedExport, planFor } from './scaffold-plan.ts';
import { alignment, functionWithRole } from './scaffold-template.ts';

/**
 * @param path of the core module, as the ITL is to write it
 * @param name of the component: what the ITL file will be called, without `.itl`
 */
export function scaffold(module: ModuleInterface, path: string, name: string): string {
  const plan = planFor(module, path);
  const paragraphs: readonly Group[] = [
    header(plan, name),
    ...componentImports(plan),
    madeModule(plan.made),
    moduleForm(plan),
    globalLines(plan),
    lowerString(plan),
    ...typedArrayHelpers(plan),
    exportLines(plan),
    ...templateGroups(plan),
  ];
  const filled = paragraphs.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function header(plan: Plan, name: string): Group {
  const { imports, exports } = plan.unsaid;
  return comment([
    `Made from ${quoted(plan.path)} by itlc init. The core signatures are the file's own; what its numbers`,
    'mean is a guess: change it where it is wrong. Then:',
    '',
    `    itlc ${name}.itl -o out/`,
    ...(isShortened(plan) ? shortened : []),
    ...listing('These exports have types that ITL has no word for:', exports),
    ...listing('These imports cannot be provided, so the module cannot run as it is:', imports),
  ]);
}

const shortened = [
  '',
  'Its names are shortened, as Emscripten does from -O2 on. Linked with -sSTANDALONE_WASM --no-entry, or with -g2, it',
  'keeps those that say what they are for.',
];

/** Emscripten then calls the module of all imports a. */
const isShortened = ({ imports, exports }: Plan): boolean =>
  imports.length > 2 &&
  imports.every(({ module, field }) => module === 'a' && field.length < 3) &&
  exports.some(({ field }) => field.length < 3);

const listing = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ['', title, '', ...items.map((item) => `    ${item}`)];

function moduleForm(plan: Plan): Group {
  const own = plan.exports.filter(({ role }) => role === undefined);
  const groups = [
    plan.wideMemories.map((field) => `(memory ${quoted(field)} i64)`),
    own.map(declaration),
    roleGroup(plan, 'Its memory', [
      'allocate',
      'reallocate',
      'free',
      'string-length',
      'return-area',
      'keep',
      'release',
    ]),
    roleGroup(plan, 'What its tool chain adds', ['initialise', 'main', 'support']),
    startClause(plan),
    ...madeImports(plan.made),
    ...adaptedImports(plan),
  ];
  return form(`module ${MODULE_NAME} ${quoted(plan.path)}`, groups);
}

function declaration({ name, field, signature, parameterNames, named }: PlannedExport): string {
  if (!named) return `(func ${name} ${quoted(field)} ${signatureText(signature)})`;
  const params = signature.params.map((type, index) => `$${parameterNames[index]} ${type}`);
  return `(func ${name} ${quoted(field)} ${clause('param', params)} ${clause('result', signature.results)})`;
}

function roleGroup(plan: Plan, title: string, roles: readonly Role[]): Group {
  const members = plan.exports.filter(({ role }) => role !== undefined && roles.includes(role));
  if (members.length === 0) return [];
  const known = members.flatMap(({ name, role }) => (role && role !== 'support' ? [`${name} ${roleTexts[role]}`] : []));
  const line = known.length === 0 ? title : `${title}: ${known.join(', ')}`;
  return [...comment(wrapped(line)), ...members.map(declaration)];
}

/** How its globals are read; what they hold says what they are for. */
function globalLines({ globals }: Plan): Group {
  if (globals.length === 0) return [];
  return comment([
    'Its globals are read by these expressions:',
    '',
    ...globals.map(({ field, type, mutable, initial }) => {
      const value = initial === undefined ? '' : `   ${initial}${mutable ? ' at first' : ''}`;
      return `    (global-get ${type} ${MODULE_NAME} ${quoted(field)})${value}`;
    }),
  ]);
}

/** Constructors that no `_initialize` runs. */
function startClause({ exports }: Plan): Group {
  const find = (field: string): PlannedExport | undefined => exports.find((candidate) => candidate.field === field);
  const constructors = find('__wbindgen_start') ?? find('__wasm_call_ctors');
  return constructors && !find('_initialize') ? [`(start ${constructors.name})`] : [];
}

/** For the suggestions below; `_` keeps it from being called unused until one of them is. */
function lowerString(plan: Plan): Group {
  const allocate = functionWithRole(plan, 'allocate');
  const needed = plan.exports.some(({ role, reading }) => role === undefined && reading.params.includes('text'));
  if (!needed || !allocate || plan.memory === undefined) return [];
  if (plan.convention !== 'plain') return lowerStringOf(plan.convention, allocate, plan.memory);
  const { memory } = plan;
  const size = '(string-len (local $text))';
  return [
    ...comment(['A string in the memory of the module, NUL-terminated. Whoever calls this gives the room back.']),
    ...form(`func ${LOWER_STRING} (param $text string) (result i32)`, [
      [
        `(let $pointer (call ${allocate.name} (+ ${size} 1)${alignment(allocate)}))`,
        `(string-to-mem ${memory} (local $text) (local $pointer))`,
        `(store u8 ${memory} (+ (local $pointer) ${size}) 0)`,
        '(local $pointer)',
      ],
    ]),
  ];
}
