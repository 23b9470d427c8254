import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { type RenderOptions, renderDiagnostic, renderJson } from '../../src/diagnostics/render.ts';
import { SourceMap, type Span } from '../../src/source/source-map.ts';

/** A source in which `«…»` mark spans, numbered in the order in which they begin. */
function marked(text: string): { readonly sources: SourceMap; readonly spans: readonly Span[] } {
  const sources = new SourceMap();
  sources.add('other.itl', 'x\n');
  const { base } = sources.add('fizz.itl', text.replace(/[«»]/g, ''));
  const spans: { start: number; end: number }[] = [];
  let offset = base;
  for (const character of text.match(/[\s\S]/g) ?? []) {
    if (character === '«') spans.push({ start: offset, end: offset });
    else if (character === '»') Object.assign(spans.findLast((span) => span.end === span.start) ?? {}, { end: offset });
    else offset += 1;
  }
  return { sources, spans };
}

const errorAt = (span: Span | undefined, rest: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'ITL2004',
  severity: 'error',
  message: "unknown function 'isFiz'",
  ...(span && { span }),
  ...rest,
});

function rendered(text: string, rest: Partial<Diagnostic> = {}, options?: RenderOptions): readonly string[] {
  const { sources, spans } = marked(text);
  return renderDiagnostic(errorAt(spans[0], rest), sources, options).split('\n');
}

test('a frame: place, code, message, line, carets, hint', () => {
  const source = `${'\n'.repeat(6)}    (as u1 (call «isFiz» (as i32 (local 0))))\n`;
  expect(rendered(source, { hint: "did you mean 'isFizz'?" })).toEqual([
    "fizz.itl:7:18 - error ITL2004: unknown function 'isFiz'",
    '   7 |     (as u1 (call isFiz (as i32 (local 0))))',
    "     |                  ^^^^^ did you mean 'isFizz'?",
  ]);
});

test('a warning', () => {
  expect(rendered('«a»', { severity: 'warning' })[0]).toBe("fizz.itl:1:1 - warning ITL2004: unknown function 'isFiz'");
});

test('the gutter is as wide as the widest line number', () => {
  const { sources, spans } = marked(`«a»${'\n'.repeat(123_455)}«b»`);
  const diagnostic = errorAt(spans[0], { notes: [{ message: 'there', ...(spans[1] && { span: spans[1] }) }] });
  expect(renderDiagnostic(diagnostic, sources).split('\n')).toEqual([
    "fizz.itl:1:1 - error ITL2004: unknown function 'isFiz'",
    '     1 | a',
    '       | ^',
    'fizz.itl:123456:1 - note: there',
    '123456 | b',
    '       | ^',
  ]);
});

test('notes have frames of their own, or are a line', () => {
  const { sources, spans } = marked('(func «isFizz»)\n(func «isFizz»)');
  const notes = [
    { message: 'first declared here', ...(spans[0] && { span: spans[0] }) },
    { message: 'names are one space' },
  ];
  expect(renderDiagnostic(errorAt(spans[1], { notes }), sources).split('\n')).toEqual([
    "fizz.itl:2:7 - error ITL2004: unknown function 'isFiz'",
    '   2 | (func isFizz)',
    '     |       ^^^^^^',
    'fizz.itl:1:7 - note: first declared here',
    '   1 | (func isFizz)',
    '     |       ^^^^^^',
    'note: names are one space',
  ]);
});

test('without a place', () => {
  expect(renderDiagnostic(errorAt(undefined, { hint: 'save it' }), new SourceMap()).split('\n')).toEqual([
    "error ITL2004: unknown function 'isFiz'",
    'hint: save it',
  ]);
});

describe('carets', () => {
  const frame = (text: string): readonly string[] => rendered(text).slice(1);

  test.each([
    ['of nothing', 'a«» b', ['   1 | a b', '     |  ^']],
    ['at the end of the file', '(a«»', ['   1 | (a', '     |   ^']],
    ['of an empty line', 'a\n«»\nb', ['   2 |', '     | ^']],
    ['of several lines', 'a (b «c\nd» e)', ['   1 | a (b c', '     |      ^']],
    ['from a line end on', 'ab«\ncd»', ['   1 | ab', '     |   ^']],
    ['with CR LF', '(a «b»)\r\nc', ['   1 | (a b)', '     |    ^']],
    ['behind tabs', '\t\ta\t«b»\tc', ['   1 |         a   b   c', '     |             ^']],
    ['under a tab', 'a«\t»b', ['   1 | a   b', '     |  ^^^']],
    ['behind wide characters', '"日本" «x»', ['   1 | "日本" x', '     |        ^']],
    ['under wide characters', '«日本»', ['   1 | 日本', '     | ^^^^']],
    ['behind a picture', '😀 «x»', ['   1 | 😀 x', '     |    ^']],
    ['behind a picture of several', '👩‍👧 «x»', ['   1 | 👩‍👧 x', '     |    ^']],
    ['behind an accent', 'e\u0301 «x»', ['   1 | e\u0301 x', '     |   ^']],
    ['behind a byte-order mark', '\ufeffa «x»', ['   1 | a x', '     |   ^']],
  ])('%s', (_, text, expected) => {
    expect(frame(text)).toEqual(expected);
  });
});

describe('long lines are cut', () => {
  const many = (count: number): string => '(a) '.repeat(count);

  test.each([
    ['on the right', `«here» ${many(100)}`, /^here \(a\).*…$/],
    ['on both sides', `${many(100)}«here» ${many(100)}`, /^….*here.*…$/],
    ['on the left', `${many(100)}«here»`, /^….*here$/],
    ['within the marked', `${many(100)}«${many(100)}»`, /^….*…$/],
    ['though they are megabytes', `${many(500_000)}«here» ${many(500_000)}`, /^….*here.*…$/],
  ])('%s', (_, text, shape) => {
    const [, line = '', carets = ''] = rendered(text);
    const shown = line.slice('   1 | '.length);
    expect(shown).toMatch(shape);
    expect(shown.length).toBeLessThanOrEqual(112);
    expect(carets.length).toBeLessThanOrEqual(line.length);
    const under = line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1);
    expect(under).toBe(text.includes('«here»') ? 'here' : line.slice(carets.indexOf('^'), -1));
  });

  test('a line that just fits is not', () => {
    const line = 'x'.repeat(109);
    expect(rendered(`«y»${line}`)[1]).toBe(`   1 | y${line}`);
    expect(rendered(`«y»${line}z`)[1]).toBe(`   1 | y${line}…`);
  });
});

describe('nothing acts on the terminal', () => {
  const nasty = '\u001b[31m\0\u0007\u009b1m\u202e\u2066\u007f\r\u2028\ud800';
  const harmless = '␛[31m␀␇<U+009B>1m<U+202E><U+2066>␡␍<U+2028><U+D800>';

  test('in sources, messages, hints, notes and paths', () => {
    const sources = new SourceMap();
    const { base } = sources.add(`${nasty}.itl`, `${nasty}x`);
    const span = { start: base + nasty.length, end: base + nasty.length + 1 };
    const text = renderDiagnostic(errorAt(span, { message: nasty, hint: nasty, notes: [{ message: nasty }] }), sources);
    expect(text.split('\n')).toEqual([
      `${harmless}.itl:1:${nasty.length + 1} - error ITL2004: ${harmless}`,
      `   1 | ${harmless}x`,
      `     | ${' '.repeat(harmless.length)}^ ${harmless}`,
      `note: ${harmless}`,
    ]);
  });

  test('a line end in a message is no new line', () => {
    expect(rendered('«a»', { message: 'a\nb' }).length).toBe(3);
  });

  test('nor in JSON, which means the same', () => {
    const { sources, spans } = marked('«a»');
    const json = renderJson(errorAt(spans[0], { message: nasty }), sources);
    expect(json).toMatch(/^[ -~]*$/);
    expect(JSON.parse(json).message).toBe(nasty);
  });
});

test('paint goes around what is there without it', () => {
  const source = '(call «isFiz»)';
  const plain = rendered(source, { hint: 'x' });
  const painted = rendered(source, { hint: 'x' }, { paint: (text, style) => `<${style}>${text}</>` });
  const codes = /<\/?\w*>/g;
  expect(painted.map((line) => line.replace(codes, ''))).toEqual(plain);
  expect(painted.every((line) => line.split(codes).length > 2 && line.split(codes).length % 2 === 1)).toBe(true);
});

describe('JSON', () => {
  test('has all there is, in one line', () => {
    const { sources, spans } = marked('(a\n «b\n c» d «e»)');
    const notes = [{ message: 'here', ...(spans[1] && { span: spans[1] }) }, { message: 'nowhere' }];
    const json = renderJson(errorAt(spans[0], { hint: 'try', notes }), sources);
    expect(json).not.toContain('\n');
    expect(JSON.parse(json)).toEqual({
      code: 'ITL2004',
      severity: 'error',
      message: "unknown function 'isFiz'",
      file: 'fizz.itl',
      line: 2,
      column: 2,
      endLine: 3,
      endColumn: 3,
      hint: 'try',
      notes: [
        { message: 'here', file: 'fizz.itl', line: 3, column: 6, endLine: 3, endColumn: 7 },
        { message: 'nowhere' },
      ],
    });
  });

  test('has no place where there is none', () => {
    expect(JSON.parse(renderJson(errorAt(undefined), new SourceMap()))).toEqual({
      code: 'ITL2004',
      severity: 'error',
      message: "unknown function 'isFiz'",
    });
  });
});
