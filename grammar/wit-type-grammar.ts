/** The rules of WIT that define types and functions; the others build on them. */
import { CstParser, type IParserErrorMessageProvider, type TokenType } from 'chevrotain';
import {
  Arrow,
  At,
  Colon,
  Comma,
  Equals,
  Greater,
  Identifier,
  Integer,
  LeftBrace,
  LeftParen,
  Less,
  RightBrace,
  RightParen,
  Semicolon,
  Version,
  WitString,
  witKeywords,
  witTokens,
} from './wit-tokens.ts';

const labelOf = (type: TokenType): string => type.LABEL ?? type.name;

/** Messages are nothing but what was expected: what was found, the front-end says. */
const messages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => labelOf(expected),
  buildNotAllInputParsedMessage: () => "'interface', 'world', 'use' or 'package'",
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
};

/** Leaves the rules where something is nested too deep. */
export class WitTooDeep extends Error {
  readonly offset: number;
  readonly what: 'types' | 'packages';

  constructor(offset: number, what: 'types' | 'packages') {
    super();
    this.offset = offset;
    this.what = what;
  }
}

const DEEPEST = { types: 100, packages: 100 };

const CLOSING: ReadonlySet<TokenType> = new Set([RightBrace, RightParen, Greater]);

export class WitTypeParser extends CstParser {
  readonly #depth = { types: 0, packages: 0 };

  constructor() {
    super([...witTokens], { recoveryEnabled: false, maxLookahead: 3, errorMessageProvider: messages });
  }

  /** Begins another item: nothing stands around it. */
  restart(): void {
    this.#depth.types = 0;
    this.#depth.packages = 0;
  }

  /** Types and packages nested too deep are refused: whoever goes through them calls itself. */
  protected enter(what: 'types' | 'packages', offset: number): void {
    if (this.RECORDING_PHASE) return;
    this.#depth[what] += 1;
    if (this.#depth[what] > DEEPEST[what]) throw new WitTooDeep(offset, what);
  }

  protected leave(what: 'types' | 'packages'): void {
    if (!this.RECORDING_PHASE) this.#depth[what] -= 1;
  }

  /** [one (',' one)* [',']], once in a rule. */
  protected listed(one: () => unknown): void {
    const isClosed = () => CLOSING.has(this.LA(1).tokenType);
    this.MANY9({
      GATE: () => !isClosed(),
      DEF: () => {
        one();
        if (this.RECORDING_PHASE || !isClosed()) this.CONSUME9(Comma);
      },
    });
  }

  // attribute = '@' NAME '(' (NAME '=' (VERSION | NAME) | STRING) ')'
  readonly attribute = this.RULE('attribute', () => {
    this.CONSUME(At);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(LeftParen);
    this.OR([
      {
        ALT: () => {
          this.CONSUME1(Identifier, { LABEL: 'key' });
          this.CONSUME(Equals);
          this.OR1({
            DEF: [{ ALT: () => this.CONSUME(Version) }, { ALT: () => this.CONSUME2(Identifier, { LABEL: 'feature' }) }],
            ERR_MSG: "a version such as 1.0.0, or a feature's name",
          });
        },
      },
      { ALT: () => this.CONSUME(WitString) },
    ]);
    this.CONSUME(RightParen);
  });

  // definition = alias | record | variant | enum | flags | resource
  readonly definition = this.RULE('definition', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.alias) },
      { ALT: () => this.SUBRULE(this.record) },
      { ALT: () => this.SUBRULE(this.variant) },
      { ALT: () => this.SUBRULE(this.enum) },
      { ALT: () => this.SUBRULE(this.flags) },
      { ALT: () => this.SUBRULE(this.resource) },
    ]);
  });

  // alias = 'type' NAME '=' type ';'
  readonly alias = this.RULE('alias', () => {
    this.CONSUME(witKeywords.type);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(Equals);
    this.SUBRULE(this.type);
    this.CONSUME(Semicolon);
  });

  // record = 'record' NAME '{' [field (',' field)* [',']] '}'
  readonly record = this.RULE('record', () => {
    this.CONSUME(witKeywords.record);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(LeftBrace);
    this.listed(() => this.SUBRULE(this.field));
    this.CONSUME(RightBrace);
  });

  // field = NAME ':' type
  readonly field = this.RULE('field', () => {
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(Colon);
    this.SUBRULE(this.type);
  });

  // variant = 'variant' NAME '{' case (',' case)* [','] '}'
  readonly variant = this.RULE('variant', () => {
    this.CONSUME(witKeywords.variant);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(LeftBrace);
    this.listed(() => this.SUBRULE(this.case));
    this.CONSUME(RightBrace);
  });

  // case = NAME ['(' type ')']
  readonly case = this.RULE('case', () => {
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.OPTION(() => {
      this.CONSUME(LeftParen);
      this.SUBRULE(this.type);
      this.CONSUME(RightParen);
    });
  });

  // enum = 'enum' NAME '{' label (',' label)* [','] '}'
  readonly enum = this.RULE('enum', () => {
    this.CONSUME(witKeywords.enum);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(LeftBrace);
    this.listed(() => this.SUBRULE(this.label));
    this.CONSUME(RightBrace);
  });

  // flags = 'flags' NAME '{' [label (',' label)* [',']] '}'
  readonly flags = this.RULE('flags', () => {
    this.CONSUME(witKeywords.flags);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(LeftBrace);
    this.listed(() => this.SUBRULE(this.label));
    this.CONSUME(RightBrace);
  });

  // label = NAME
  readonly label = this.RULE('label', () => {
    this.CONSUME(Identifier, { LABEL: 'name' });
  });

  // resource = 'resource' NAME (';' | '{' member* '}')
  readonly resource = this.RULE('resource', () => {
    this.CONSUME(witKeywords.resource);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(Semicolon) },
        {
          ALT: () => {
            this.CONSUME(LeftBrace);
            this.MANY(() => this.SUBRULE(this.member));
            this.CONSUME(RightBrace);
          },
        },
      ],
      ERR_MSG: "';' or '{'",
    });
  });

  // member = attribute* (constructor | NAME ':' ['static'] function ';')
  readonly member = this.RULE('member', () => {
    this.MANY(() => this.SUBRULE(this.attribute));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.construct) },
        {
          ALT: () => {
            this.CONSUME(Identifier, { LABEL: 'name' });
            this.CONSUME(Colon);
            this.OPTION(() => this.CONSUME(witKeywords.static));
            this.SUBRULE(this.function);
            this.CONSUME(Semicolon);
          },
        },
      ],
      ERR_MSG: "'constructor', a function's name or '}'",
    });
  });

  // construct = 'constructor' params ['->' type] ';'
  readonly construct = this.RULE('construct', () => {
    this.CONSUME(witKeywords.constructor);
    this.SUBRULE(this.params);
    this.OPTION(() => {
      this.CONSUME(Arrow);
      this.SUBRULE(this.type, { LABEL: 'result' });
    });
    this.CONSUME(Semicolon);
  });

  // namedFunction = NAME ':' function ';'
  readonly namedFunction = this.RULE('namedFunction', () => {
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(Colon);
    this.SUBRULE(this.function);
    this.CONSUME(Semicolon);
  });

  // function = ['async'] 'func' params ['->' type]
  readonly function = this.RULE('function', () => {
    this.OPTION(() => this.CONSUME(witKeywords.async));
    this.CONSUME(witKeywords.func);
    this.SUBRULE(this.params);
    this.OPTION1(() => {
      this.CONSUME(Arrow);
      this.SUBRULE(this.type, { LABEL: 'result' });
    });
  });

  // params = '(' [field (',' field)* [',']] ')'
  readonly params = this.RULE('params', () => {
    this.CONSUME(LeftParen);
    this.listed(() => this.SUBRULE(this.field));
    this.CONSUME(RightParen);
  });

  // type = PRIMITIVE | NAME | generic
  readonly type = this.RULE('type', () => {
    this.enter('types', this.LA(1).startOffset);
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.primitive) },
        { ALT: () => this.CONSUME(Identifier, { LABEL: 'name' }) },
        { ALT: () => this.SUBRULE(this.generic) },
      ],
      ERR_MSG: 'a type',
    });
    this.leave('types');
  });

  // primitive = 'u8' | 'u16' | … | 'string' | 'error-context'
  readonly primitive = this.RULE('primitive', () => {
    this.OR(
      [
        ...[witKeywords.u8, witKeywords.u16, witKeywords.u32, witKeywords.u64],
        ...[witKeywords.s8, witKeywords.s16, witKeywords.s32, witKeywords.s64],
        ...[witKeywords.f32, witKeywords.f64, witKeywords.char, witKeywords.bool],
        ...[witKeywords.string, witKeywords.errorContext],
      ].map((one, index) => ({ ALT: () => this.consume(index, one, { LABEL: 'keyword' }) })),
    );
  });

  // generic = ('list' | 'option' | …) ['<' argument (',' argument)* [','] '>']; argument = '_' | INTEGER | type
  readonly generic = this.RULE('generic', () => {
    this.OR(
      [
        ...[witKeywords.list, witKeywords.map, witKeywords.option, witKeywords.result, witKeywords.tuple],
        ...[witKeywords.own, witKeywords.borrow, witKeywords.future, witKeywords.stream],
      ].map((one, index) => ({ ALT: () => this.consume(index, one, { LABEL: 'keyword' }) })),
    );
    this.OPTION(() => {
      this.CONSUME(Less);
      this.listed(() => this.SUBRULE(this.argument));
      this.CONSUME(Greater);
    });
  });

  readonly argument = this.RULE('argument', () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(witKeywords.underscore) },
        { ALT: () => this.CONSUME(Integer) },
        { ALT: () => this.SUBRULE(this.type) },
      ],
      ERR_MSG: 'a type',
    });
  });
}
