/**
 * The rules of WIT, as of 2025, with gates, `async`, `map`, lists of fixed length and imports by a name of their own. A run takes one
 * item of a file: the front-end cuts a file into them, which is what lets it go on behind a mistake:
 *
 *     file = [header] item*
 */
import {
  At,
  Colon,
  Identifier,
  LeftBrace,
  Period,
  RightBrace,
  Semicolon,
  Slash,
  Version,
  witKeywords,
} from './wit-tokens.ts';
import { WitTypeParser } from './wit-type-grammar.ts';

export class WitParser extends WitTypeParser {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  // header = 'package' packageName ';'
  readonly header = this.RULE('header', () => {
    this.CONSUME(witKeywords.package);
    this.SUBRULE(this.packageName);
    this.CONSUME(Semicolon);
  });

  // item = attribute* (interface | world | fileUse | nestedPackage)
  readonly item = this.RULE('item', () => {
    this.MANY(() => this.SUBRULE(this.attribute));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.interface) },
        { ALT: () => this.SUBRULE(this.world) },
        { ALT: () => this.SUBRULE(this.fileUse) },
        { ALT: () => this.SUBRULE(this.nestedPackage) },
      ],
      ERR_MSG: "'interface', 'world', 'use' or 'package'",
    });
  });

  // packageName = NAME ':' NAME ['@' VERSION]
  readonly packageName = this.RULE('packageName', () => {
    this.CONSUME(Identifier, { LABEL: 'namespace' });
    this.CONSUME(Colon);
    this.CONSUME1(Identifier, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.version));
  });

  // version = '@' VERSION
  readonly version = this.RULE('version', () => {
    this.CONSUME(At);
    this.CONSUME(Version);
  });

  // nestedPackage = 'package' packageName '{' item* '}'
  readonly nestedPackage = this.RULE('nestedPackage', () => {
    const keyword = this.CONSUME(witKeywords.package);
    this.SUBRULE(this.packageName);
    this.CONSUME(LeftBrace);
    this.enter('packages', keyword.startOffset);
    this.MANY(() => this.SUBRULE(this.item));
    this.leave('packages');
    this.CONSUME(RightBrace);
  });

  // fileUse = 'use' path ['as' NAME] ';'
  readonly fileUse = this.RULE('fileUse', () => {
    this.CONSUME(witKeywords.use);
    this.SUBRULE(this.path);
    this.OPTION(() => {
      this.CONSUME(witKeywords.as);
      this.CONSUME(Identifier, { LABEL: 'alias' });
    });
    this.CONSUME(Semicolon);
  });

  // path = NAME | NAME ':' NAME '/' NAME ['@' VERSION]
  readonly path = this.RULE('path', () => {
    this.CONSUME(Identifier, { LABEL: 'first' });
    this.OPTION(() => {
      this.CONSUME(Colon);
      this.CONSUME1(Identifier, { LABEL: 'package' });
      this.CONSUME(Slash);
      this.CONSUME2(Identifier, { LABEL: 'name' });
      this.OPTION1(() => this.SUBRULE(this.version));
    });
  });

  // interface = 'interface' NAME interfaceBody
  readonly interface = this.RULE('interface', () => {
    this.CONSUME(witKeywords.interface);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.SUBRULE(this.interfaceBody);
  });

  // interfaceBody = '{' interfaceItem* '}'
  readonly interfaceBody = this.RULE('interfaceBody', () => {
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.interfaceItem));
    this.CONSUME(RightBrace);
  });

  // interfaceItem = attribute* (useNames | definition | namedFunction)
  readonly interfaceItem = this.RULE('interfaceItem', () => {
    this.MANY(() => this.SUBRULE(this.attribute));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.useNames) },
        { ALT: () => this.SUBRULE(this.definition) },
        { ALT: () => this.SUBRULE(this.namedFunction) },
      ],
      ERR_MSG: "'use', a type, a function or '}'",
    });
  });

  // useNames = 'use' path '.' '{' useName (',' useName)* [','] '}' ';'
  readonly useNames = this.RULE('useNames', () => {
    this.CONSUME(witKeywords.use);
    this.SUBRULE(this.path);
    this.CONSUME(Period);
    this.CONSUME(LeftBrace);
    this.listed(() => this.SUBRULE(this.useName));
    this.CONSUME(RightBrace);
    this.CONSUME(Semicolon);
  });

  // useName = NAME ['as' NAME]
  readonly useName = this.RULE('useName', () => {
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.OPTION(() => {
      this.CONSUME(witKeywords.as);
      this.CONSUME1(Identifier, { LABEL: 'alias' });
    });
  });

  // world = 'world' NAME '{' worldItem* '}'
  readonly world = this.RULE('world', () => {
    this.CONSUME(witKeywords.world);
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.worldItem));
    this.CONSUME(RightBrace);
  });

  // worldItem = attribute* (extern | include | useNames | definition)
  readonly worldItem = this.RULE('worldItem', () => {
    this.MANY(() => this.SUBRULE(this.attribute));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.extern) },
        { ALT: () => this.SUBRULE(this.include) },
        { ALT: () => this.SUBRULE(this.useNames) },
        { ALT: () => this.SUBRULE(this.definition) },
      ],
      ERR_MSG: "'import', 'export', 'include', 'use', a type or '}'",
    });
  });

  // extern = ('import' | 'export') (NAME ':' (function ';' | 'interface' interfaceBody | path ';') | path ';')
  readonly extern = this.RULE('extern', () => {
    this.OR([{ ALT: () => this.CONSUME(witKeywords.import) }, { ALT: () => this.CONSUME(witKeywords.export) }]);
    const isPath = this.RECORDING_PHASE || this.LA(2).tokenType !== Colon || this.LA(4).tokenType === Slash;
    this.OR1({
      DEF: [
        {
          GATE: () => !isPath,
          ALT: () => {
            this.CONSUME(Identifier, { LABEL: 'name' });
            this.CONSUME(Colon);
            this.SUBRULE(this.named);
          },
        },
        {
          ALT: () => {
            this.SUBRULE(this.path);
            this.CONSUME(Semicolon);
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a name',
    });
  });

  // named = function ';' | 'interface' interfaceBody | path ';'
  readonly named = this.RULE('named', () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.SUBRULE(this.function);
            this.CONSUME(Semicolon);
          },
        },
        {
          ALT: () => {
            this.CONSUME(witKeywords.interface);
            this.SUBRULE(this.interfaceBody);
          },
        },
        {
          ALT: () => {
            this.SUBRULE(this.path);
            this.CONSUME1(Semicolon);
          },
        },
      ],
      ERR_MSG: "'func', 'interface' or the name of an interface",
    });
  });

  // include = 'include' path (';' | 'with' '{' rename (',' rename)* [','] '}')
  readonly include = this.RULE('include', () => {
    this.CONSUME(witKeywords.include);
    this.SUBRULE(this.path);
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(Semicolon) },
        {
          ALT: () => {
            this.CONSUME(witKeywords.with);
            this.CONSUME(LeftBrace);
            this.listed(() => this.SUBRULE(this.rename));
            this.CONSUME(RightBrace);
          },
        },
      ],
      ERR_MSG: "';' or 'with'",
    });
  });

  // rename = NAME 'as' NAME
  readonly rename = this.RULE('rename', () => {
    this.CONSUME(Identifier, { LABEL: 'name' });
    this.CONSUME(witKeywords.as);
    this.CONSUME1(Identifier, { LABEL: 'alias' });
  });
}
