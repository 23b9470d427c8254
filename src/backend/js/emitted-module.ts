import type { Identifier, Expression as Js, MemberExpression } from 'estree';
import type { PointerTable } from '../../ir/bindings.ts';
import { type EarlyVariables, earlyVariables } from '../../ir/early-variables.ts';
import type {
  AdapterFunction,
  Callee,
  Component,
  CoreModule,
  FunctionBody,
  InstanceVariable,
  Local,
  MemoryPlace,
} from '../../ir/ir.ts';
import { mentionsResource } from '../../ir/mentions-resource.ts';
import type { Type } from '../../ir/types.ts';
import { call, id, member, string } from './build/expressions.ts';
import { Names, pluralOf, reservedNames } from './build/names.ts';
import { constant, type Item, type Statement } from './build/statements.ts';
import { changingVariables } from './changing-variables.ts';
import { type Emitters, type Guard, type ModuleContext, Scope } from './context.ts';
import { coreCallers, withBound } from './core-callers.ts';
import { isOrdered } from './core-order.ts';
import { Functions } from './functions.ts';
import type { CoreFacts } from './glue-options.ts';
import { Guards } from './guard.ts';
import type { HelperName } from './library/library.ts';
import { measuringPlaces, nearest } from './measuring-place.ts';
import { namesIn } from './names-in.ts';
import { type PointerUse, pointerModule } from './pointer-module.ts';
import { PointerSignatures } from './pointer-signature.ts';
import { printBytes } from './print-bytes.ts';
import { QuietCode } from './quiet.ts';
import { toBase64 } from './to-base64.ts';
import { TrackedCalls } from './tracked-calls.ts';
import { unreadLocals } from './unread-locals.ts';
import { withNeeds } from './with-needs.ts';

/** Something of an instance: it has a name once it is asked for. */
type Named<T> = { readonly of: T; readonly name: string };

/** What the functions of one emitted module share while they are being made. */
export class EmittedModule implements ModuleContext {
  readonly component: Component;
  /** At the module's top. */
  readonly names = new Names();
  /** Inside of `link`, where an instance's functions and values are. */
  readonly instance: Names;
  readonly emitters: Emitters;
  readonly functions: Functions;
  readonly #guards: Guards;
  readonly quiet: QuietCode;
  readonly early: EarlyVariables;
  readonly #tracked: TrackedCalls;
  readonly bodyOf: (callee: Callee) => FunctionBody | undefined;
  /** Views of memories that are read by their names. */
  readonly views = new Set<string>();
  readonly isUnread: (local: Local) => boolean;
  readonly #cores: CoreFacts;
  /** Helpers that the module will have. */
  readonly #known: ReadonlySet<string>;
  readonly #changing: ReadonlySet<InstanceVariable>;
  readonly #helpers = new Set<HelperName>();
  /** Made when they are first asked for, by what they are. */
  readonly #declared = new Map<string, string>();
  /** At the module's top. */
  readonly declarations: Item[] = [];
  /** At its end, where what is long hides nothing. */
  readonly lastDeclarations: Item[] = [];
  /** In `link`. */
  readonly instanceDeclarations: Statement[] = [];
  /** Memories that have text in them. */
  #measuring: readonly MemoryPlace[] | undefined;
  readonly #withText = new Set<string>();
  readonly #named = new Map<string, Named<unknown>>();
  readonly #pointerUse = new PointerSignatures();

  /**
   * @param helpers - names that nothing else may have
   * @param cores - what is known of core modules
   */
  constructor(component: Component, helpers: Iterable<string>, cores: CoreFacts, emitters: Emitters) {
    this.#known = new Set(helpers);
    this.emitters = emitters;
    this.component = component;
    this.#cores = cores;
    for (const name of [...reservedNames, ...this.#known, 'instantiate', 'instantiateSync', 'link', 'createWasi'])
      this.names.take(name);
    this.instance = new Names(this.names);
    for (const name of ['imports', 'options', 'complete', 'state', 'isLive', 'trapped']) this.instance.take(name);
    const waiting = coreCallers(component, cores);
    const callers = withBound(waiting, component);
    this.functions = new Functions(this, waiting);
    this.#guards = new Guards(this, cores, callers);
    const bodies = new Map<Callee, FunctionBody>(component.functions.map((body) => [body.function, body]));
    this.bodyOf = (callee) => bodies.get(callee);
    const unread = unreadLocals(component);
    this.isUnread = (local) => unread.has(local);
    this.#changing = changingVariables(component);
    this.quiet = new QuietCode(component, callers);
    this.early = earlyVariables(component);
    this.#tracked = new TrackedCalls(component, callers, this.quiet);
  }

  /** Whether instances are given away: then it matters which calls have them. */
  get givesAway(): boolean {
    return this.#tracked.areThere;
  }

  isTracked(body: FunctionBody): boolean {
    return this.#tracked.has(body);
  }

  guardOf(callee: Callee, isAsync: boolean): Guard | undefined {
    return this.#guards.of(callee, isAsync);
  }

  guardApart(callee: AdapterFunction): ReturnType<Guards['apart']> {
    return this.#guards.apart(callee);
  }

  guardsCall(callee: Callee): boolean {
    return this.#guards.isAtCall(callee);
  }

  /** Few bytes. Every module has what reads Base64; the reader of shorter texts is for those that need it anyway. */
  bytes(bytes: Uint8Array): Js {
    return this.#known.has('fromPrinted')
      ? call(this.helper('fromPrinted'), string(printBytes(bytes)))
      : call(this.helper('fromBase64'), string(toBase64(bytes)));
  }

  /** A helper by its name: it is part of the module from now on. */
  helper(name: HelperName): Identifier {
    this.#helpers.add(name);
    return id(name);
  }

  /** Leaves out helpers that were asked for and are not called after all. */
  keepMentioned(items: readonly Item[]): void {
    const mentioned = namesIn(items);
    for (const name of this.#helpers) if (!mentioned.has(name)) this.#helpers.delete(name);
  }

  /** The helpers that its own code asks for. */
  get ownHelpers(): readonly HelperName[] {
    return [...this.#helpers];
  }

  /** All helpers that are used, and those that they use; what others are made from comes first. */
  get helpers(): readonly HelperName[] {
    return withNeeds(this.#helpers);
  }

  /** The name of something at the module's top; `make` gives its declaration, given that name. */
  declare(key: string, wanted: string, make: (name: string) => Item): string {
    return this.#declare(key, wanted, this.names, this.declarations, make);
  }

  /** The same at the module's end. */
  declareLast(key: string, wanted: string, make: (name: string) => Item): string {
    return this.#declare(key, wanted, this.names, this.lastDeclarations, make);
  }

  /** The same for something that is made of a type: where that is a resource it belongs to an instance. */
  declareFor(type: Type, key: string, wanted: string, make: (name: string) => Statement): string {
    return mentionsResource(type)
      ? this.#declare(key, wanted, this.instance, this.instanceDeclarations, make)
      : this.declare(key, wanted, make);
  }

  #declare<I extends Item>(key: string, wanted: string, names: Names, list: I[], make: (name: string) => I): string {
    const known = this.#declared.get(key);
    if (known !== undefined) return known;
    const name = names.free(wanted);
    this.#declared.set(key, name);
    // Behind it comes what it has asked for.
    const at = list.length;
    const item = make(name);
    list.splice(at, 0, item);
    return name;
  }

  /** A scope for a function that belongs to nobody, with such parameters. */
  newScope(params: readonly string[] = []): Scope {
    const names = new Names(this.instance);
    for (const param of params) names.take(param);
    return new Scope(
      {
        module: this,
        name: '',
        aliases: new Set(),
        locals: new Map(),
        covers: new Map(),
        bounds: new Map(),
        variables: new Map(),
        measured: new Map(),
        defers: undefined,
        isAsync: false,
      },
      names,
    );
  }

  #name<T>(key: string, wanted: string, of: T): Identifier {
    const known = this.#named.get(key) ?? { of, name: this.instance.free(wanted) };
    this.#named.set(key, known);
    return id(known.name);
  }

  #allNamed<T>(kind: string): readonly Named<T>[] {
    return [...this.#named].flatMap(([key, named]) => (key.startsWith(`${kind} `) ? [named as Named<T>] : []));
  }

  /** A variable of the component. */
  variable(variable: InstanceVariable): Identifier | MemberExpression {
    const own = this.#name(`variable ${this.component.variables.indexOf(variable)}`, variable.name, variable);
    return this.isField(variable) ? member('state', own.name) : own;
  }

  /** Whether it is a field of `state`: what changes with each call takes engines longer in a variable that closures share. */
  isField(variable: InstanceVariable): boolean {
    return this.#changing.has(variable) && !this.early.checked.has(variable);
  }

  /** Of one that is no field. */
  nameOf(variable: InstanceVariable): string {
    const held = this.variable(variable);
    if (held.type !== 'Identifier') throw new Error(`variable '${variable.name}' is a field`);
    return held.name;
  }

  isVariable(name: string): boolean {
    return this.variables.some((variable) => variable.name === name);
  }

  /** Whether the user has to give anything. */
  get takesImports(): boolean {
    const { imports, modules } = this.component;
    return imports.length > 0 || modules.some(({ passed }) => passed.length > 0);
  }

  get variables(): readonly Named<InstanceVariable>[] {
    return this.#allNamed('variable');
  }

  /** The state of a memory. */
  memory({ module, memory }: MemoryPlace): Identifier {
    const isOnly = memory === 'memory' && this.component.modules.length === 1;
    const wanted = isOnly ? 'memory' : `${module}-${memory}`;
    return this.#name(`memory ${JSON.stringify([module, memory])}`, wanted, { module, memory });
  }

  textMemory(place: MemoryPlace): Identifier {
    const memory = this.memory(place);
    this.#withText.add(memory.name);
    return memory;
  }

  hasText(memory: string): boolean {
    return this.#withText.has(memory);
  }

  /** The helper that gives memories what strings need, in whichever memory: reading them, writing and measuring, or both. */
  get withText(): HelperName {
    const used = new Set(this.helpers);
    if (!used.has('liftAtOnce')) return 'withWrittenText';
    const writes = (['lowerText', 'lowerTextInto', 'sizeOfText'] as const).some((name) => used.has(name));
    return writes ? 'withText' : 'withReadText';
  }

  measuringMemory(who: string): Identifier | undefined {
    // Every measured string asks, and there may be as many as functions.
    this.#measuring ??= measuringPlaces(this.component);
    const place = nearest(this.#measuring, who);
    return place && this.textMemory(place);
  }

  get memories(): readonly Named<MemoryPlace>[] {
    return this.#allNamed('memory');
  }

  entity(kind: 'global' | 'table', module: string, name: string): Identifier {
    return this.#name(`${kind} ${JSON.stringify([module, name])}`, name, { module, name });
  }

  entities(kind: 'global' | 'table'): readonly Named<{ readonly module: string; readonly name: string }>[] {
    return this.#allNamed(kind);
  }

  get references(): Identifier {
    return this.#name('references ', 'references', undefined);
  }

  get callbacks(): Identifier {
    return this.#name('callbacks ', 'callbacks', undefined);
  }

  /** The calls that are under way. */
  get calls(): Identifier {
    return this.#name('calls ', 'calls', undefined);
  }

  get tooLate(): Identifier {
    return this.#name('tooLate ', 'tooLate', undefined);
  }

  /** Where C's stacks stand. */
  get stacks(): Identifier {
    return this.#name('stacks ', 'stacks', undefined);
  }

  /** Which exports have run, where a run may end a command. */
  get commands(): Identifier {
    return this.#name('commands ', 'commands', undefined);
  }

  /** Which instances the calls under way were given. */
  get uses(): Identifier {
    return this.#name('uses ', 'uses', undefined);
  }

  /** The order of calls that wait. */
  get turns(): Identifier {
    return this.#name('turns ', 'turns', undefined);
  }

  /** A function that calls pointers of a signature. */
  pointerCaller(table: PointerTable, signature: Type): Identifier {
    if (signature.kind !== 'func') throw new Error('a pointer to no function');
    const number = this.pointerSignature('called', signature.params, signature.results);
    return this.#name(`caller ${JSON.stringify([table, number])}`, 'callPointer', {
      pointers: this.pointers(table).name,
      signature: number,
    });
  }

  get pointerCallers(): readonly Named<{ readonly pointers: string; readonly signature: number }>[] {
    return this.#allNamed('caller');
  }

  pointerSignature(use: keyof PointerUse, params: readonly Type[], results: readonly Type[]): number {
    return this.#pointerUse.numberOf(use, params, results);
  }

  /** What gives the WebAssembly module that function pointers need. Not before all signatures are known. */
  pointerModule(): Identifier {
    const text = printBytes(pointerModule(this.#pointerUse));
    const made = call(this.helper('compileAhead'), string(text));
    return id(this.declareLast('pointer module', 'pointerModule', (name) => constant(name, made)));
  }

  /** Slots of a core module's table. */
  pointers({ module, table }: PointerTable): Identifier {
    return this.#name(`pointers ${JSON.stringify([module, table])}`, `${module}-pointers`, { module, table });
  }

  get pointerTables(): readonly Named<PointerTable>[] {
    return this.#allNamed('pointers');
  }

  /** The instances of a resource. */
  resource(name: string): Identifier {
    return this.#name(`resource ${name}`, pluralOf(`${name.charAt(0).toLowerCase()}${name.slice(1)}`), name);
  }

  get resources(): readonly Named<string>[] {
    return this.#allNamed('resource');
  }

  /** The values of an instance that are there from the beginning: whether each is used. */
  has(
    kind: 'references' | 'callbacks' | 'calls' | 'commands' | 'uses' | 'tooLate' | 'stacks' | 'turns',
  ): string | undefined {
    return this.#allNamed(kind)[0]?.name;
  }

  get isOrdered(): boolean {
    return isOrdered(this.component, this.#cores);
  }

  hasInitialize({ path }: CoreModule): boolean {
    return this.#cores.hasInitialize(path);
  }

  takesWasi({ path }: CoreModule): boolean {
    return this.#cores.takesWasi(path);
  }

  /** Functions of the role. */
  withRole<K extends AdapterFunction['role']['kind']>(kind: K) {
    return this.component.functions.flatMap((body) => {
      const { role } = body.function;
      return role.kind === kind ? [{ ...body, role: role as Extract<typeof role, { kind: K }> }] : [];
    });
  }
}
