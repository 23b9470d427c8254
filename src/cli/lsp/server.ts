/** The language server: `itlc lsp` speaks the Language Server Protocol on standard input and output. */
import {
  type Connection,
  createConnection,
  ErrorCodes,
  type InitializeResult,
  type Location,
  ProposedFeatures,
  ResponseError,
  type SignatureHelp,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Answers } from '../../language/answers.ts';
import type { SignatureHelp as FormHelp } from '../../language/signature-help.ts';
import { warmUp } from '../../language/warm-up.ts';
import type { Span } from '../../source/source-map.ts';
import { completionOf, diagnosticOf, rangeIn, rangeOf, symbolOf, uriOf } from './convert.ts';
import { Documents, formattedDocument } from './documents.ts';
import { ProjectSettings } from './project-settings.ts';
import { showExport } from './show-export.ts';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  completionProvider: { triggerCharacters: ['(', '"', '$', ' '] },
  signatureHelpProvider: { triggerCharacters: [' '] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentSymbolProvider: true,
  documentFormattingProvider: true,
  renameProvider: { prepareProvider: true },
};

/** Waits this long, in milliseconds, for the next key before it checks a document. */
const PAUSE = 120;

type Texts = TextDocuments<TextDocument>;

/** Serves until the client says that it is enough. */
export function startServer(version: string): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const texts = new TextDocuments(TextDocument);
  const settings = new ProjectSettings((problems) => {
    for (const problem of problems) connection.window.showWarningMessage(problem);
    recheck();
  });
  const documents = new Documents(settings);
  connection.onInitialize(() => {
    warmUp();
    return { capabilities, serverInfo: { name: 'itlc', version } };
  });
  const recheck = reportDiagnostics(connection, texts, documents, settings);
  const find: Find = ({ textDocument, position }) => {
    const document = texts.get(textDocument.uri);
    return (
      document && { document, answers: documents.of(document), offset: position ? document.offsetAt(position) : 0 }
    );
  };
  answerOfNames(connection, find);
  answerOfText(connection, texts, find);
  texts.listen(connection);
  connection.listen();
}

/** Gives what checks all documents again. */
function reportDiagnostics(
  connection: Connection,
  texts: Texts,
  documents: Documents,
  settings: ProjectSettings,
): () => void {
  const waiting = new Map<string, NodeJS.Timeout>();
  const forget = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
  };
  const check = (document: TextDocument): void => {
    forget(document.uri);
    const { diagnostics, sources } = documents.of(document);
    const { uri, version } = document;
    const found = diagnostics.map((each) => diagnosticOf(each, sources, uri));
    connection.sendDiagnostics({ uri, version, diagnostics: found });
  };
  const checkAll = (): void => {
    documents.forgetAll();
    for (const document of texts.all()) check(document);
  };
  // Core modules and included files change with builds.
  const filesChanged = (): void => {
    settings.forget();
    checkAll();
  };
  texts.onDidChangeContent(({ document }) => {
    forget(document.uri);
    waiting.set(document.uri, setTimeout(check, PAUSE, document));
  });
  texts.onDidSave(filesChanged);
  connection.onDidChangeWatchedFiles(filesChanged);
  texts.onDidClose(({ document: { uri } }) => {
    forget(uri);
    documents.forget(uri);
    connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  return checkAll;
}

interface Asked {
  readonly document: TextDocument;
  readonly answers: Answers;
  readonly offset: number;
}

type Find = (
  params: Pick<TextDocumentPositionParams, 'textDocument'> & Partial<TextDocumentPositionParams>,
) => Asked | undefined;

function locations({ document, answers: { sources } }: Asked, spans: readonly Span[]): Location[] {
  return spans.flatMap((span) => {
    const uri = uriOf(span, sources, document.uri);
    if (uri === undefined) return [];
    return [{ uri, range: uri === document.uri ? rangeOf(span, document) : rangeIn(span, sources) }];
  });
}

/** Definitions, uses and new names. */
function answerOfNames(connection: Connection, find: Find): void {
  connection.onDefinition((params) => {
    const asked = find(params);
    if (!asked) return [];
    const named = asked.answers.coreExport(asked.offset);
    const shown = named && showExport(asked.document.uri, named.path, named.field);
    return shown ? [shown] : locations(asked, asked.answers.definitions(asked.offset));
  });
  connection.onReferences((params) => {
    const asked = find(params);
    if (!asked) return [];
    return locations(asked, asked.answers.references(asked.offset, params.context.includeDeclaration));
  });
  connection.onPrepareRename((params) => {
    const asked = find(params);
    const name = asked?.answers.renamable(asked.offset);
    return asked && name ? { range: rangeOf(name.span, asked.document), placeholder: name.name } : null;
  });
  connection.onRenameRequest((params) => {
    const asked = find(params);
    if (!asked) return null;
    const renaming = asked.answers.rename(asked.offset, params.newName);
    if (renaming.kind === 'refused') return new ResponseError(ErrorCodes.InvalidParams, renaming.reason);
    const edits = renaming.edits.map(({ span, text }) => ({ range: rangeOf(span, asked.document), newText: text }));
    return { changes: { [asked.document.uri]: edits } };
  });
}

/** What stands at a place, what may stand there, and how it is laid out. */
function answerOfText(connection: Connection, texts: Texts, find: Find): void {
  connection.onCompletion((params) => {
    const asked = find(params);
    if (!asked) return [];
    const { span, items } = asked.answers.completions(asked.offset);
    const range = rangeOf(span, asked.document);
    return items.map((item, index) => completionOf(item, range, index));
  });
  connection.onHover((params) => {
    const asked = find(params);
    const hover = asked?.answers.hover(asked.offset);
    if (!asked || !hover) return null;
    return { contents: { kind: 'markdown', value: hover.markdown }, range: rangeOf(hover.span, asked.document) };
  });
  connection.onSignatureHelp((params) => {
    const asked = find(params);
    const help = asked?.answers.signature(asked.offset);
    return help ? signatureHelpOf(help) : null;
  });
  connection.onDocumentSymbol((params) => {
    const asked = find(params);
    return asked ? asked.answers.outline().map((entry) => symbolOf(entry, asked.document)) : [];
  });
  connection.onDocumentFormatting((params) => {
    const document = texts.get(params.textDocument.uri);
    const formatted = document && formattedDocument(document);
    const text = document?.getText() ?? '';
    if (!document || formatted === undefined || formatted === text) return [];
    return [{ range: rangeOf({ start: 0, end: text.length }, document), newText: formatted }];
  });
}

function signatureHelpOf({ label, doc, active }: FormHelp): SignatureHelp {
  const parameters = active ? [{ label: [active[0], active[1]] as [number, number] }] : [];
  const documentation = { kind: 'markdown', value: doc } as const;
  // One past the last parameter: none is shown as the one being written.
  return { signatures: [{ label, documentation, parameters }], activeSignature: 0, activeParameter: active ? 0 : 1 };
}
