/**
 * The rules of the C++ DSL. A run takes one statement: what ends with a semicolon, or with the brace that opens a body;
 * or one member of a body. The front-end cuts a block into them, which is what lets it go on behind a mistake:
 *
 *     block      = statement*
 *     functions  = (func | constant | type | callback | class)*     in import and export; constants only in export
 *     statement  = importHead functions '}' | exportHead functions '}' | type | callback | class | include
 *     type       = alias | typeHead member* '}' [';']
 *     class      = container | classHead (constructor | func | property | constant)* '}' [';']
 *     member     = field in a struct, variantCase in a variant, plainCase in an enum and in flags
 */
import { CstParser, EOF, type IParserErrorMessageProvider, type IToken, type TokenType } from 'chevrotain';
import {
  Ampersand,
  Arrow,
  Colon,
  Colons,
  Comma,
  DslName,
  DslNumber,
  DslString,
  dslKeywords,
  dslTokens,
  Equals,
  Greater,
  LeftBrace,
  LeftParen,
  Less,
  OperatorName,
  RightParen,
  Semicolon,
} from './dsl-tokens.ts';

const labelOf = (type: TokenType): string => type.LABEL ?? type.name;

/** Messages are nothing but what was expected: what was found, the front-end says. */
const messages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => labelOf(expected),
  buildNotAllInputParsedMessage: ({ ruleName }) => (ruleName === 'plainCase' ? labelOf(Comma) : labelOf(Semicolon)),
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
};

export class DslParser extends CstParser {
  constructor() {
    super([...dslTokens], { recoveryEnabled: false, maxLookahead: 2, errorMessageProvider: messages });
    this.performSelfAnalysis();
  }

  // importHead = 'import' STRING '{'
  readonly importHead = this.RULE('importHead', () => {
    this.CONSUME(dslKeywords.import);
    this.CONSUME(DslString, { ERR_MSG: "the module's name in quotes" });
    this.CONSUME(LeftBrace);
  });

  // exportHead = 'export' '{'
  readonly exportHead = this.RULE('exportHead', () => {
    this.CONSUME(dslKeywords.export);
    this.CONSUME(LeftBrace);
  });

  // classHead = ['shared'] 'class' NAME ['=' path] [':' NAME] '{'
  readonly classHead = this.RULE('classHead', () => {
    this.OPTION(() => this.CONSUME(dslKeywords.shared));
    this.CONSUME(dslKeywords.class);
    this.CONSUME(DslName, { ERR_MSG: "the class's name" });
    this.SUBRULE(this.target);
    this.OPTION1(() => {
      this.CONSUME(Colon);
      this.CONSUME1(DslName, { LABEL: 'base', ERR_MSG: "the base's name" });
    });
    this.CONSUME(LeftBrace);
  });

  // container = 'class' NAME '=' type ';'
  readonly container = this.RULE('container', () => {
    this.CONSUME(dslKeywords.class);
    this.CONSUME(DslName, { ERR_MSG: "the class's name" });
    this.CONSUME(Equals);
    this.SUBRULE(this.type);
    this.CONSUME(Semicolon);
  });

  // typeHead = 'type' NAME '=' ('struct' [path] | 'enum' [path] | 'flags' | 'variant') '{'
  readonly typeHead = this.RULE('typeHead', () => {
    this.CONSUME(dslKeywords.type);
    this.CONSUME(DslName, { ERR_MSG: "the type's name" });
    this.CONSUME(Equals);
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(dslKeywords.struct);
            this.OPTION(() => this.SUBRULE(this.path));
          },
        },
        {
          ALT: () => {
            this.CONSUME(dslKeywords.enum);
            this.OPTION1(() => this.SUBRULE1(this.path));
          },
        },
        { ALT: () => this.CONSUME(dslKeywords.flags) },
        { ALT: () => this.CONSUME(dslKeywords.variant) },
      ],
      ERR_MSG: 'struct, enum, flags or variant',
    });
    this.CONSUME(LeftBrace);
  });

  // alias = 'type' NAME '=' type ';'
  readonly alias = this.RULE('alias', () => {
    this.CONSUME(dslKeywords.type);
    this.CONSUME(DslName, { ERR_MSG: "the type's name" });
    this.CONSUME(Equals);
    this.SUBRULE(this.type);
    this.CONSUME(Semicolon);
  });

  // include = 'include' STRING [';']
  readonly include = this.RULE('include', () => {
    this.CONSUME(dslKeywords.include);
    this.CONSUME(DslString, { ERR_MSG: "the file's name in quotes" });
    this.OPTION(() => this.CONSUME(Semicolon));
  });

  // func = ['static' | 'virtual'] ['async'] 'func' NAME ['=' path] params {'const' | 'noexcept'} ['->' type] ['=' '0'] ';'
  readonly func = this.RULE('func', () => {
    this.OPTION(() =>
      this.OR([{ ALT: () => this.CONSUME(dslKeywords.static) }, { ALT: () => this.CONSUME(dslKeywords.virtual) }]),
    );
    this.OPTION2(() => this.CONSUME(dslKeywords.async));
    this.CONSUME(dslKeywords.func);
    this.CONSUME(DslName, { ERR_MSG: "the function's name" });
    this.SUBRULE(this.target);
    this.SUBRULE(this.params);
    this.MANY(() =>
      this.OR1([{ ALT: () => this.CONSUME(dslKeywords.const) }, { ALT: () => this.CONSUME(dslKeywords.noexcept) }]),
    );
    this.SUBRULE(this.result);
    this.OPTION3(() => {
      this.CONSUME(Equals);
      this.CONSUME(DslNumber, { LABEL: 'pure', ERR_MSG: '0' });
    });
    this.CONSUME(Semicolon);
  });

  // callback = 'callback' NAME params ['->' type] ';'
  readonly callback = this.RULE('callback', () => {
    this.CONSUME(dslKeywords.callback);
    this.CONSUME(DslName, { ERR_MSG: "the callback's name" });
    this.SUBRULE(this.params);
    this.SUBRULE(this.result);
    this.CONSUME(Semicolon);
  });

  // constructor = NAME params ['=' path] ';'
  readonly construct = this.RULE('construct', () => {
    this.CONSUME(DslName);
    this.SUBRULE(this.params);
    this.SUBRULE(this.target);
    this.CONSUME(Semicolon);
  });

  // property = ['static'] ['readonly'] 'prop' NAME ':' type ['=' path [',' path]] ';'
  readonly property = this.RULE('property', () => {
    this.OPTION3(() => this.CONSUME(dslKeywords.static));
    this.OPTION(() => this.CONSUME(dslKeywords.readonly));
    this.CONSUME(dslKeywords.prop);
    this.CONSUME(DslName, { ERR_MSG: "the property's name" });
    this.CONSUME(Colon);
    this.SUBRULE(this.type);
    this.OPTION1(() => {
      this.CONSUME(Equals);
      this.SUBRULE(this.path, { LABEL: 'accessors' });
      this.OPTION2(() => {
        this.CONSUME(Comma);
        this.SUBRULE1(this.path, { LABEL: 'accessors' });
      });
    });
    this.CONSUME(Semicolon);
  });

  // constant = 'const' NAME ':' type ['=' path] ';'
  readonly constant = this.RULE('constant', () => {
    this.CONSUME(dslKeywords.const);
    this.CONSUME(DslName, { ERR_MSG: "the constant's name" });
    this.CONSUME(Colon);
    this.SUBRULE(this.type);
    this.SUBRULE(this.target);
    this.CONSUME(Semicolon);
  });

  // field = NAME ':' type ';'
  readonly field = this.RULE('field', () => {
    this.CONSUME(DslName, { ERR_MSG: "the field's name" });
    this.CONSUME(Colon);
    this.SUBRULE(this.type);
    this.CONSUME(Semicolon);
  });

  // variantCase = NAME [':' type] ';'
  readonly variantCase = this.RULE('variantCase', () => {
    this.CONSUME(DslName, { ERR_MSG: "the case's name" });
    this.OPTION(() => {
      this.CONSUME(Colon);
      this.SUBRULE(this.type);
    });
    this.CONSUME(Semicolon);
  });

  // plainCase = NAME ['=' path] [','], where the comma may only be left out behind the last
  readonly plainCase = this.RULE('plainCase', () => {
    this.CONSUME(DslName, { ERR_MSG: "the case's name" });
    this.SUBRULE(this.target);
    this.OPTION(() => this.CONSUME(Comma));
  });

  // target = ['=' path]: what it is called in C++
  readonly target = this.RULE('target', () => {
    this.OPTION(() => {
      this.CONSUME(Equals);
      this.SUBRULE(this.path);
    });
  });

  // path = ['::'] NAME {'::' NAME} ['<' type {',' type} '>'] | OPERATOR
  readonly path = this.RULE('path', () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(OperatorName, { LABEL: 'operator' }) },
        {
          ALT: () => {
            this.OPTION(() => this.CONSUME(Colons, { LABEL: 'global' }));
            this.CONSUME(DslName, { LABEL: 'parts', ERR_MSG: 'a name of C++' });
            this.MANY(() => {
              this.CONSUME1(Colons);
              this.CONSUME1(DslName, { LABEL: 'parts' });
            });
            this.OPTION1(() => this.SUBRULE(this.angled));
          },
        },
      ],
      ERR_MSG: 'a name of C++',
    });
  });

  // params = '(' [param {',' param}] ')'
  readonly params = this.RULE('params', () => {
    this.CONSUME(LeftParen);
    this.MANY_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.param) });
    this.CONSUME(RightParen, { ERR_MSG: "',' or ')'" });
  });

  // param = [NAME ':'] type ['=' (NUMBER | STRING | NAME)]
  readonly param = this.RULE('param', () => {
    this.OPTION(() => {
      this.CONSUME(DslName);
      this.CONSUME(Colon);
    });
    this.SUBRULE(this.type);
    this.OPTION1(() => {
      this.CONSUME(Equals);
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(DslNumber, { LABEL: 'value' }) },
          { ALT: () => this.CONSUME(DslString, { LABEL: 'value' }) },
          { ALT: () => this.CONSUME1(DslName, { LABEL: 'value' }) },
        ],
        ERR_MSG: "a number, a text, a case, true, false or 'default'",
      });
    });
  });

  // result = ['->' type]
  readonly result = this.RULE('result', () => {
    this.OPTION(() => {
      this.CONSUME(Arrow);
      this.SUBRULE(this.type);
    });
  });

  // type = ['const'] ['own' | 'retain' | 'lent'] NAME {'::' NAME} [round | angled [round]] ['&']; a second round is the
  // parameters of what is a function
  readonly type = this.RULE('type', () => {
    this.OPTION4({
      GATE: () => isName(this.LA(2)),
      DEF: () => this.CONSUME(dslKeywords.const),
    });
    this.OPTION({
      GATE: () => this.LA(2).tokenType !== Colons && isName(this.LA(2)),
      DEF: () =>
        this.OR1([
          { ALT: () => this.CONSUME(dslKeywords.own) },
          { ALT: () => this.CONSUME(dslKeywords.retain) },
          { ALT: () => this.CONSUME(dslKeywords.lent) },
        ]),
    });
    this.CONSUME(DslName, { LABEL: 'path', ERR_MSG: 'a type' });
    this.MANY(() => {
      this.CONSUME(Colons);
      this.CONSUME2(DslName, { LABEL: 'path' });
    });
    this.OPTION2(() => this.OR([{ ALT: () => this.SUBRULE(this.round) }, { ALT: () => this.SUBRULE(this.angled) }]));
    this.OPTION5(() => this.SUBRULE1(this.round, { LABEL: 'called' }));
    this.OPTION6(() => this.CONSUME(Ampersand));
  });

  // round = '(' [type {',' type}] ')'
  readonly round = this.RULE('round', () => {
    this.CONSUME(LeftParen);
    this.MANY_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.type) });
    this.CONSUME(RightParen, { ERR_MSG: "',' or ')'" });
  });

  // angled = '<' argument {',' argument} '>'
  readonly angled = this.RULE('angled', () => {
    this.CONSUME(Less);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.argument), ERR_MSG: 'a type' });
    this.CONSUME(Greater, { ERR_MSG: "',' or '>'" });
  });

  // argument = type | NUMBER
  readonly argument = this.RULE('argument', () => {
    this.OR({
      DEF: [{ ALT: () => this.SUBRULE(this.type) }, { ALT: () => this.CONSUME(DslNumber) }],
      ERR_MSG: 'a type',
    });
  });
}

const isName = (token: IToken): boolean =>
  token.tokenType !== EOF && (token.tokenType === DslName || (token.tokenType.CATEGORIES ?? []).includes(DslName));
