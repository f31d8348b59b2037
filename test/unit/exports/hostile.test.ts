import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { guardFormulas } from '../../../app/services/reports/formats/guard-formulas';
import { batchesOf, exported, submissionOf, textsIn } from '../../support/exports';
import { compiled, oneSheet } from '../engine/support';

const form = compiled(oneSheet([{ id: 'note', title: '=cmd|title', type: 'text' }]));
const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://evil.example";"Ok")',
  `=cmd|' /C calc'!A0`,
  '+1+1',
  '-2+3+cmd|calc',
  '@SUM(A1)',
  '\t=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '"=1+1',
  '＝1+1',
  '－1',
  'a;=1+1;b',
  'a,=1+1,b',
  'a\t@SUM(A1)',
  'строка\n-1+1',
  'a";"=1+1',
  'x,"=1+1"',
];
const submission = submissionOf({ s: HOSTILE.map((note, i) => ({ id: `r${i}`, cells: { note } })) });

/** How a spreadsheet splits a line with any separator, quotes closed or not: the worst reading of all. */
const worstCells = (text: string): string[] =>
  text.split(/[;,\t\r\n]/).map((cell) => cell.replace(/^[\s"\u00a0\ufeff]+/, ''));

describe('[A43] no text of a school becomes a formula', () => {
  it.each(['csv', 'csv-ru'] as const)('%s: whatever separators it is opened with', async (format) => {
    const texts = textsIn(await exported([form], batchesOf([submission]), { format }));
    for (const name of ['s.csv', 'dictionary.csv']) {
      const cells = worstCells(texts.get(name) ?? '');
      expect(cells.length).toBeGreaterThan(5);
      expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
    }
  });

  it('negative numbers stay numbers', async () => {
    const numbers = compiled(oneSheet([{ id: 'n', title: 'n', type: 'number' }]));
    const one = submissionOf({ s: [{ id: 'r', cells: { n: -1234.5 } }] });
    const russian = textsIn(await exported([numbers], batchesOf([one]), { format: 'csv-ru' }));
    expect(russian.get('s.csv')).toMatch(/;-1234,5\r\n$/);
    const world = textsIn(await exported([numbers], batchesOf([one]), { format: 'csv' }));
    expect(world.get('s.csv')).toMatch(/,-1234\.5\r\n$/);
  });

  it('xlsx: string cells only, no formulas, links or outside parts', async () => {
    const bytes = await exported([form], batchesOf([submission]));
    const names = Object.keys(unzipSync(bytes)).sort();
    expect(names.filter((name) => !/^xl\/worksheets\/sheet\d\.xml$/.test(name))).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
    ]);
    for (const [name, xml] of textsIn(bytes)) {
      if (!name.startsWith('xl/worksheets/')) continue;
      expect(xml).not.toMatch(/<f[ >]|<hyperlink|t="str"|<oleObject|<externalReference/);
      const typed = [...xml.matchAll(/<c r="[A-Z]+\d+"[^>]*>(?!<is>|<v>-?[\d.e+]+<\/v>)/g)];
      expect(typed.filter(([cell]) => !cell.endsWith('/>'))).toEqual([]);
    }
  });

  it('xlsx: text that looks like XML is text', async () => {
    const breakout = submissionOf({
      s: [{ id: 'r', cells: { note: '</t></is></c><c r="A9"><f>1+1</f></c>]]>&lt;' } }],
    });
    const xml = textsIn(await exported([form], batchesOf([breakout]))).get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('&lt;/t&gt;&lt;/is&gt;&lt;/c&gt;&lt;c r=&quot;A9&quot;&gt;&lt;f&gt;1+1&lt;/f&gt;');
  });

  it('JSON lines hold texts as they are', async () => {
    const lines =
      textsIn(await exported([form], batchesOf([submission]), { format: 'jsonl' })).get('s.jsonl') ?? '';
    const notes = lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { note: string }).note);
    expect(notes).toEqual(HOSTILE);
  });
});

describe('guarding a text', () => {
  it.each([
    ['Школа № 5', 'Школа № 5'],
    ['a-b, c+d; e@f.example', 'a-b, c+d; e@f.example'],
    ['=1', "'=1"],
    ['a;=1', "a;'=1"],
    ['- пункт', "'- пункт"],
    ['\tтекст', "'\tтекст"],
    ["'=1", "'=1"],
  ])('%j', (before, after) => expect(guardFormulas(before)).toBe(after));
});
