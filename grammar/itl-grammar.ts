/**
 * The rules of ITL. Each run takes one item whose parentheses are balanced (the front-end sees to both). Then no rule
 * can fail: what stands where it should not is a `stray`, what is missing is inserted by the parser's recovery, and
 * `ERR_MSG` says what that would have been.
 */
import { CstParser, type IToken, type TokenType } from 'chevrotain';
import { Atom, itlTokens, keywords, LeftParen, Name, RightParen, StringLiteral } from './itl-tokens.ts';

/** Leaves the rule when recovery had to insert so often that the rest makes no sense. */
export class TooManyInsertions extends Error {}

export class ItlParser extends CstParser {
  readonly #maximumInsertions: number;
  #insertions = 0;

  constructor(maximumInsertions: number) {
    // Two tokens tell everything apart: the parenthesis and the keyword.
    super([...itlTokens], { recoveryEnabled: true, maxLookahead: 2 });
    this.#maximumInsertions = maximumInsertions;
    this.performSelfAnalysis();
  }

  /** Begins a new text: insertions count from zero. */
  restart(): void {
    this.#insertions = 0;
  }

  protected override getTokenToInsert(type: TokenType): IToken {
    this.#insertions += 1;
    if (this.#insertions > this.#maximumInsertions) throw new TooManyInsertions();
    return super.getTokenToInsert(type);
  }

  /** A parenthesis that is left out would take the balance of the rest along. */
  protected override canTokenTypeBeDeletedInRecovery(): boolean {
    return false;
  }

  // item = types | import | module | func | export | component | var | stray
  readonly item = this.RULE('item', () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.types) },
        { ALT: () => this.SUBRULE(this.import) },
        { ALT: () => this.SUBRULE(this.module) },
        { ALT: () => this.SUBRULE(this.func) },
        { ALT: () => this.SUBRULE(this.export) },
        { ALT: () => this.SUBRULE(this.component) },
        { ALT: () => this.SUBRULE(this.var) },
        { ALT: () => this.SUBRULE(this.stray) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  // types = '(' 'types' node* ')'
  readonly types = this.RULE('types', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.types);
    this.nodes();
    this.CONSUME(RightParen);
  });

  // import = '(' 'import' STRING importMember* ')'
  readonly import = this.RULE('import', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.import);
    this.CONSUME(StringLiteral, { ERR_MSG: "the module's name in quotes" });
    this.MANY(() => this.SUBRULE(this.importMember, { LABEL: 'members' }));
    this.CONSUME(RightParen);
  });

  // importMember = func | relay | memory | table | global | function | tag | rest | stray
  readonly importMember = this.RULE('importMember', () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.func) },
        { ALT: () => this.SUBRULE(this.relay) },
        { ALT: () => this.SUBRULE(this.memory) },
        { ALT: () => this.SUBRULE(this.table) },
        { ALT: () => this.SUBRULE(this.global) },
        { ALT: () => this.SUBRULE(this.function) },
        { ALT: () => this.SUBRULE(this.tag) },
        { GATE: () => this.LA(1).image === '*', ALT: () => this.SUBRULE(this.rest) },
        { ALT: () => this.SUBRULE(this.stray) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  // rest = '*'
  readonly rest = this.RULE('rest', () => {
    this.CONSUME(Name);
  });

  // relay = '(' 'relay' NAME stray* ')'
  readonly relay = this.RULE('relay', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.relay);
    this.CONSUME(Name, { ERR_MSG: "the relay's signature" });
    this.MANY(() => this.SUBRULE(this.stray));
    this.CONSUME(RightParen);
  });

  // module = '(' 'module' NAME STRING? moduleMember* ')'
  readonly module = this.RULE('module', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.module);
    this.CONSUME(Name, { ERR_MSG: "the module's name" });
    // What stands there and is no member is meant for its path.
    if (this.RECORDING_PHASE || ![LeftParen, RightParen].includes(this.LA(1).tokenType))
      this.CONSUME(StringLiteral, { ERR_MSG: "the module's path in quotes" });
    this.MANY(() => this.SUBRULE(this.moduleMember, { LABEL: 'members' }));
    this.CONSUME(RightParen);
  });

  // moduleMember = func | import | start | memory | table | global | stray
  readonly moduleMember = this.RULE('moduleMember', () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.func) },
        { ALT: () => this.SUBRULE(this.import) },
        { ALT: () => this.SUBRULE(this.start) },
        { ALT: () => this.SUBRULE(this.memory) },
        { ALT: () => this.SUBRULE(this.table) },
        { ALT: () => this.SUBRULE(this.global) },
        { ALT: () => this.SUBRULE(this.stray) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  // memory = '(' 'memory' STRING node* ')', table, global, function and tag alike
  readonly memory = this.RULE('memory', () => this.entity(keywords.memory, "the memory's name in quotes"));
  readonly table = this.RULE('table', () => this.entity(keywords.table, "the table's name in quotes"));
  readonly global = this.RULE('global', () => this.entity(keywords.global, "the global's name in quotes"));
  readonly function = this.RULE('function', () => this.entity(keywords.function, "the function's name in quotes"));
  readonly tag = this.RULE('tag', () => this.entity(keywords.tag, "the tag's name in quotes"));

  private entity(keyword: TokenType, missing: string): void {
    this.CONSUME(LeftParen);
    this.CONSUME(keyword);
    this.CONSUME(StringLiteral, { ERR_MSG: missing });
    this.nodes();
    this.CONSUME(RightParen);
  }

  // start = '(' 'start' NAME stray* ')'
  readonly start = this.RULE('start', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.start);
    this.CONSUME(Name, { ERR_MSG: 'the name of a core export' });
    this.MANY(() => this.SUBRULE(this.stray));
    this.CONSUME(RightParen);
  });

  // export = '(' 'export' exportMember* ')'
  readonly export = this.RULE('export', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.export);
    this.MANY(() => this.SUBRULE(this.exportMember, { LABEL: 'members' }));
    this.CONSUME(RightParen);
  });

  // exportMember = func | part | stray
  readonly exportMember = this.RULE('exportMember', () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.func) },
        { GATE: () => this.LA(1).tokenType !== keywords.func, ALT: () => this.SUBRULE(this.part) },
        { ALT: () => this.SUBRULE(this.stray) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  // part = NAME: of a component that is used
  readonly part = this.RULE('part', () => {
    this.CONSUME(Name);
  });

  // component = '(' 'component' NAME STRING componentMember* ')'
  readonly component = this.RULE('component', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.component);
    this.CONSUME(Name, { ERR_MSG: "the component's name" });
    this.CONSUME(StringLiteral, { ERR_MSG: "the component's path in quotes" });
    this.MANY(() => this.SUBRULE(this.componentMember, { LABEL: 'members' }));
    this.CONSUME(RightParen);
  });

  // componentMember = link | stray
  readonly componentMember = this.RULE('componentMember', () => {
    this.OR({
      DEF: [{ ALT: () => this.SUBRULE(this.link) }, { ALT: () => this.SUBRULE(this.stray) }],
      IGNORE_AMBIGUITIES: true,
    });
  });

  // link = '(' STRING NAME stray* ')'
  readonly link = this.RULE('link', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(StringLiteral);
    this.CONSUME(Name, { ERR_MSG: 'the name of what is linked' });
    this.MANY(() => this.SUBRULE(this.stray));
    this.CONSUME(RightParen);
  });

  // var = '(' 'var' NAME node* ')'
  readonly var = this.RULE('var', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.var);
    this.CONSUME(Name, { ERR_MSG: "the variable's name" });
    this.nodes();
    this.CONSUME(RightParen);
  });

  // func = '(' 'func' NAME [STRING ['async']] clause* node* ')'
  readonly func = this.RULE('func', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(keywords.func);
    this.CONSUME(Name, { ERR_MSG: "the function's name, or _" });
    this.OPTION(() => {
      this.CONSUME(StringLiteral);
      this.OPTION1(() => this.CONSUME(keywords.async));
    });
    this.MANY(() => this.SUBRULE(this.clause));
    this.nodes();
    this.CONSUME(RightParen);
  });

  // clause = '(' ('param' | 'result') node* ')', where in a 'param' each node is a type, or a $name and then its type
  readonly clause = this.RULE('clause', () => {
    this.CONSUME(LeftParen);
    this.OR([{ ALT: () => this.CONSUME(keywords.param) }, { ALT: () => this.CONSUME(keywords.result) }]);
    this.nodes();
    this.CONSUME(RightParen);
  });

  // form = '(' NAME node* ')': every instruction and every type
  readonly form = this.RULE('form', () => {
    this.CONSUME(LeftParen);
    this.CONSUME(Name, { ERR_MSG: 'a name' });
    this.nodes();
    this.CONSUME(RightParen);
  });

  // stray = group | atom: what no other alternative takes
  readonly stray = this.RULE('stray', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.group) }, { ALT: () => this.CONSUME(Atom) }]);
  });

  // group = '(' node* ')'
  readonly group = this.RULE('group', () => {
    this.CONSUME(LeftParen);
    this.nodes();
    this.CONSUME(RightParen);
  });

  // node = form | atom; written into each rule that has them, so that the tree needs no node in between
  private nodes(): void {
    this.many(9, () => {
      this.or(9, [
        { ALT: () => this.subrule(9, this.form, { LABEL: 'nodes' }) },
        { ALT: () => this.consume(9, Atom, { LABEL: 'nodes' }) },
      ]);
    });
  }
}
